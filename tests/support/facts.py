"""Events as the bus carries them, with only what a test cares for; and what is in a list of facts."""

from collections.abc import Collection
from uuid import UUID

from enishi import clock
from enishi.features.drafts.wire import Drafting
from enishi.features.questions.wire import Asked, Question
from enishi.gathering.messages.wire import Edited, Posted, Removed
from enishi.gathering.translations.wire import Translated
from enishi.model import Message, Translation
from enishi.protocol import Fact

ROOM = clock.new_id()


def posted(seq: int, *, author: UUID | None = None, room: UUID = ROOM, text: str = "hello") -> Posted:
    return Posted(room=room, seq=seq, message=message(seq, author=author, room=room, text=text))


def edited(seq: int, *, author: UUID | None = None, room: UUID = ROOM) -> Edited:
    return Edited(room=room, seq=seq, message=message(seq, author=author, room=room, text="other"))


def translated(seq: int, language: str, *, author: UUID | None = None, room: UUID = ROOM, said: int = 1) -> Translated:
    made = Translation(room=room, message=clock.new_id(), of=1, language=language, text="olá", seq=seq)
    author = author or clock.new_id()
    return Translated(room=room, seq=seq, author=author, language=language, said=said, translation=made)


def drafting(text: str = "hello", language: str = "en") -> Drafting:
    """Somebody writes in English."""
    return Drafting(room=ROOM, author=clock.new_id(), source="en", language=language, settled=text, open="")


def message(seq: int, *, author: UUID | None, room: UUID, text: str) -> Message:
    return Message(
        id=clock.new_id(),
        room=room,
        author=author or clock.new_id(),
        language="en",
        text=text,
        sent_at=clock.now(),
        seq=seq,
        changed=seq,
    )


def messages_in(facts: Collection[Fact]) -> list[Message]:
    """The messages among the facts, in their order."""
    return [fact.message for fact in facts if isinstance(fact, Posted | Edited | Removed)]


def translations_in(facts: Collection[Fact]) -> list[Translation]:
    """The translations among the facts, in their order."""
    return [fact.translation for fact in facts if isinstance(fact, Translated)]


def questions_in(facts: Collection[Fact]) -> list[Question]:
    """The questions among the facts, in their order."""
    return [fact.question for fact in facts if isinstance(fact, Asked)]
