"""What an engine made of a message, as the domain's translation of it, and as the event that tells of it."""

from uuid import UUID

from enishi.model import Message, Translation
from enishi.protocol import MessageView, Translated, TranslationView
from enishi.translate.translator import Rendering


def rendered(message: Message | MessageView, language: str, rendering: Rendering) -> Translation:
    """A rendering as the translation of this form of a message; it has no number yet."""
    text, route, doubts = rendering.text, rendering.route, rendering.doubts
    return Translation(message.room, message.id, 0, message.changed, language, text, route, doubts)


def translated(author: UUID, kept: Translation) -> Translated:
    """The event that tells of a translation."""
    view = TranslationView.model_validate(kept)
    return Translated(room=kept.room, seq=kept.seq, author=author, language=kept.language, translation=view)


def translated_if_kept(author: UUID, kept: Translation | None) -> Translated | None:
    """The same where there is something to tell."""
    return None if kept is None else translated(author, kept)
