"""How facts are told: the event that each becomes."""

from uuid import UUID

from enishi.gathering.facts.table import Fact
from enishi.model import Message, Question, Translation
from enishi.protocol import (
    AnyFact,
    Asked,
    Edited,
    MessageView,
    Posted,
    QuestionView,
    Removed,
    Translated,
    TranslationView,
)


def told(fact: Fact) -> AnyFact:
    """A fact that is read from the store."""
    match fact.what:
        case Message() as message:
            return said(message, fact.seq)
        case Translation() as translation:
            return translated(fact.author, translation)
        case Question() as question:
            return asked(fact.author, question)


def said(message: Message, seq: int) -> Posted | Edited | Removed:
    """A message, under the number of its first words or of its newest form."""
    view = MessageView.model_validate(message)
    if seq == message.seq:
        return Posted(room=message.room, seq=seq, message=view)
    return (Removed if message.removed_at else Edited)(room=message.room, seq=seq, message=view)


def translated(author: UUID, kept: Translation) -> Translated:
    """A translation of a message by `author`."""
    view = TranslationView.model_validate(kept)
    return Translated(room=kept.room, seq=kept.seq, author=author, language=kept.language, translation=view)


def translated_if_kept(author: UUID, kept: Translation | None) -> Translated | None:
    """The same where there is something to tell."""
    return None if kept is None else translated(author, kept)


def asked(author: UUID, kept: Question) -> Asked:
    """A question about a message by `author`."""
    return Asked(room=kept.room, seq=kept.seq, author=author, question=QuestionView.model_validate(kept))
