"""The commands that change messages. Their facts are in `gathering/messages/wire.py`."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from enishi.protocol import Command
from enishi.rights import Cost, Right


class Post(Command):
    """Posts a message. `language` is the language of the text; where it is left out, the server identifies it."""

    needs: ClassVar = Right.WRITE
    costs: ClassVar = Cost.POST

    type: Literal["post"] = "post"
    room: UUID
    text: str
    language: str | None = None
    reply_to: UUID | None = None
    spoken: bool = Field(default=False, description="Whether the words were spoken, and recognised by the client.")


class Edit(Command):
    """Gives one's own message other words; every translation of it is made anew."""

    needs: ClassVar = Right.WRITE
    costs: ClassVar = Cost.POST

    type: Literal["edit"] = "edit"
    room: UUID
    message: UUID
    text: str


class Relabel(Command):
    """Says which language one's own message is in; told as `edited`, and every translation of it is made anew."""

    needs: ClassVar = Right.WRITE
    costs: ClassVar = Cost.POST

    type: Literal["relabel"] = "relabel"
    room: UUID
    message: UUID
    language: str


class Remove(Command):
    """Removes one's own message, with every translation of it."""

    needs: ClassVar = Right.WRITE
    costs: ClassVar = Cost.POST

    type: Literal["remove"] = "remove"
    room: UUID
    message: UUID
