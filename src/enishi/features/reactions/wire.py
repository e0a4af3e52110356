"""The command that puts an emoji to a message or takes it away, and the fact that tells it."""

from collections.abc import Hashable
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from enishi.deeds import Deed
from enishi.protocol import EVERYBODY, Audience, Command, Fact
from enishi.rights import Cost, Right


class React(Command):
    """Puts an emoji to a message, or takes one's own away. Doing so twice changes nothing."""

    needs: ClassVar = Right.WRITE
    costs: ClassVar = Cost.POST

    type: Literal["react"] = "react"
    room: UUID
    message: UUID
    sign: str = Field(max_length=64, description="One emoji.")
    given: bool = Field(default=True, description="False to take it away.")


class Reacted(Fact):
    """A member put an emoji to a message, or took it away (`given` is false)."""

    type: Literal["reacted"] = "reacted"
    message: UUID
    author: UUID = Field(description="Who wrote the message.")
    member: UUID = Field(description="Whose reaction it is.")
    sign: str
    given: bool

    @property
    def audience(self) -> Audience:
        """Everybody in the room."""
        return EVERYBODY

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """Of who reacts, and of the writer of the message."""
        return Deed(self.member, self.message), Deed(self.author, self.message)

    @property
    def replaces(self) -> tuple[Hashable, ...]:
        """What the same member said with the same sign; the words of the message do not matter."""
        return self.message, "reaction", self.member, self.sign
