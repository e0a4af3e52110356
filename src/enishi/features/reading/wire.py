"""The commands of readers."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from enishi.protocol import Command, Number
from enishi.rights import Cost, Right


class Read(Command):
    """Moves the read pointer forward to `seq`."""

    needs: ClassVar = Right.READ
    costs: ClassVar = Cost.READ

    type: Literal["read"] = "read"
    room: UUID
    seq: Number


class Interpret(Command):
    """Asks for these messages in one's own language: those not translated yet, or whose translation failed."""

    needs: ClassVar = Right.READ
    costs: ClassVar = Cost.READ

    type: Literal["interpret"] = "interpret"
    room: UUID
    messages: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=100)]
    again: bool = Field(default=False, description="Whether to try even those that failed before.")
