"""Events as the bus carries them, with only what a test cares for."""

from uuid import UUID

from enishi import clock
from enishi.protocol import Drafting, Edited, MessageView, Posted, Translated, TranslationView

ROOM = clock.new_id()


def posted(seq: int, *, author: UUID | None = None, room: UUID = ROOM, text: str = "hello") -> Posted:
    return Posted(room=room, seq=seq, message=message(seq, author=author, room=room, text=text))


def edited(seq: int, *, author: UUID | None = None, room: UUID = ROOM) -> Edited:
    return Edited(room=room, seq=seq, message=message(seq, author=author, room=room, text="other"))


def translated(seq: int, language: str, *, author: UUID | None = None, room: UUID = ROOM) -> Translated:
    made = TranslationView(room=room, message=clock.new_id(), seq=seq, of=1, language=language, text="olá")
    return Translated(room=room, seq=seq, author=author or clock.new_id(), language=language, translation=made)


def drafting(text: str = "hello", language: str = "en") -> Drafting:
    """Somebody writes in English."""
    return Drafting(room=ROOM, author=clock.new_id(), source="en", language=language, settled=text, open="")


def message(seq: int, *, author: UUID | None, room: UUID, text: str) -> MessageView:
    return MessageView(
        id=clock.new_id(),
        room=room,
        seq=seq,
        changed=seq,
        author=author or clock.new_id(),
        language="en",
        text=text,
        sent_at=clock.now(),
    )
