"""The facts about messages: said, given other words, removed; and what their parts of the server tell each other."""

from collections.abc import Hashable
from typing import Literal
from uuid import UUID

from enishi.deeds import Deed
from enishi.model import Member, Message
from enishi.protocol import EVERYBODY, Audience, Fact, News


def words_of(message: UUID) -> tuple[Hashable, ...]:
    """The place of a message's words, and of all that belongs to these words; see `Fact.replaces`."""
    return message, "words"


class _Said(Fact):
    message: Message

    @property
    def audience(self) -> Audience:
        """Everybody in the room."""
        return EVERYBODY

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """Its writer's."""
        return (Deed(self.message.author, self.message.id),)

    @property
    def replaces(self) -> tuple[Hashable, ...]:
        """The words, with their translations and the questions about them."""
        return words_of(self.message.id)

    @property
    def first(self) -> int:
        """Other words of an earlier message are not for who came after it."""
        return self.message.seq


class Posted(_Said):
    """A member said something."""

    type: Literal["posted"] = "posted"


class Edited(_Said):
    """A message has other words, or is in another language than was thought; its earlier translations are void.

    `edited_at` is when the words last changed; another language leaves it as it is.
    """

    type: Literal["edited"] = "edited"


class Removed(_Said):
    """A message was removed; its words and all that belongs to it are void."""

    type: Literal["removed"] = "removed"

    @property
    def replaces(self) -> tuple[Hashable, ...]:
        """Everything about the message."""
        return (self.message.id,)


class Forgotten(News):
    """Words that were edited or removed: nothing in memory keeps their translations."""

    type: Literal["forgotten"] = "forgotten"
    room: UUID
    text: str


class Uttered(News):
    """What a member is saying aloud, as recognised so far; an empty text when it became a message or was lost."""

    type: Literal["uttered"] = "uttered"
    author: Member
    room: UUID
    text: str
    language: str


class RecogniserMissing(News):
    """A member wants to speak, and nothing here recognises their language."""

    type: Literal["recogniser_missing"] = "recogniser_missing"
    member: Member
    room: UUID
    language: str


EVENTS = (Posted, Edited, Removed, Forgotten, Uttered, RecogniserMissing)


def newest(message: Message) -> Posted | Edited | Removed:
    """The fact that tells a message in its present form, under the number of that form."""
    if message.changed == message.seq:
        return Posted(room=message.room, seq=message.seq, message=message)
    kind = Removed if message.removed_at else Edited
    return kind(room=message.room, seq=message.changed, message=message)
