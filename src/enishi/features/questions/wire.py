"""The question of a reader who did not understand a message: the command and the fact."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from enishi.deeds import Deed
from enishi.gathering.messages.wire import words_of
from enishi.model import DESCRIBED
from enishi.protocol import Audience, Command, Fact
from enishi.rights import Cost, Right


@dataclass(frozen=True, slots=True)
class Question:
    """A reader did not understand a message; it stands until the message has another form than `of`."""

    __pydantic_config__ = DESCRIBED

    room: UUID
    message: UUID
    member: UUID
    """Who asks."""
    of: int
    """The `changed` number of the form that was read."""
    language: str
    """The language in which they read it."""
    phrase: str | None = None
    """What they marked; null for the whole message."""
    meaning: str | None = None
    """The phrase in the writer's language, once it is translated."""
    seq: int = 0


class Unclear(Command):
    """Asks the writer of a message for other words; told as `asked`. A second question replaces the first one.

    Other words (`edit`), another language (`relabel`) or a removal answer it: with the message's new form it is gone.
    """

    needs: ClassVar = Right.READ
    costs: ClassVar = Cost.POST

    type: Literal["unclear"] = "unclear"
    room: UUID
    message: UUID
    phrase: str | None = Field(
        None, description="The words that were not understood, as the reader reads them; null for the whole message."
    )


class Asked(Fact):
    """A reader did not understand a message: told to its writer and to who asks.

    Told once more, with a new number, when what was marked is translated for the writer.
    """

    type: Literal["asked"] = "asked"
    author: UUID = Field(description="Who wrote the message.")
    question: Question

    @property
    def audience(self) -> Audience:
        """The writer, and who asks."""
        return Audience(members=(self.author, self.question.member))

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """The writer's and the reader's."""
        return Deed(self.author, self.question.message), Deed(self.question.member, self.question.message)

    @property
    def replaces(self) -> tuple[Hashable, ...]:
        """The earlier question of the same reader."""
        return *words_of(self.question.message), "question", self.question.member


def asked(author: UUID, kept: Question) -> Asked:
    """The fact that tells a question about a message by `author`."""
    return Asked(room=kept.room, seq=kept.seq, author=author, question=kept)
