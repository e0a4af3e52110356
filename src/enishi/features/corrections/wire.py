"""The commands of corrections; told as `translated`."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from enishi.protocol import Command, Number
from enishi.rights import Cost, Right


class Correct(Command):
    """Puts one's own words in place of a translation into a language that one reads; told as `translated`."""

    needs: ClassVar = Right.CORRECT
    costs: ClassVar = Cost.POST

    type: Literal["correct"] = "correct"
    room: UUID
    message: UUID
    of: Number = Field(description="The `changed` number of the form that is meant.")
    language: str
    text: str


class Confirm(Command):
    """Says that a correction by another member is right: the room uses it for the same words from now on."""

    needs: ClassVar = Right.CORRECT
    costs: ClassVar = Cost.POST

    type: Literal["confirm"] = "confirm"
    room: UUID
    message: UUID
    of: Number = Field(description="The `seq` of the translation that is meant.")
    language: str


class Uncorrect(Command):
    """Takes back a correction, one's own or as a host; the engines' words come as `translated`."""

    needs: ClassVar = Right.CORRECT
    costs: ClassVar = Cost.POST

    type: Literal["uncorrect"] = "uncorrect"
    room: UUID
    message: UUID
    language: str
