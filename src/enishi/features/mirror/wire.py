"""The command that previews translations, and its later answer."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from enishi.model import Step, TermUse
from enishi.protocol import Command, Event, Nonce, Wire
from enishi.rights import Cost, Right


class Mirror(Command):
    """Asks how words would arrive in the languages being read in the room now; nothing of it is kept.

    Answered by `done`, then by `mirrored` with the same nonce, unless this connection asks for another one before that.
    """

    needs: ClassVar = Right.WRITE
    costs: ClassVar = Cost.MIRROR

    type: Literal["mirror"] = "mirror"
    room: UUID
    text: str
    language: str


class Reflection(Wire):
    """How words arrive in a language; `back` is the translation back into the language they were written in."""

    language: str
    text: str | None = Field(None, description="Null when they cannot be translated: `code` and `sentence` say why.")
    route: tuple[Step, ...] = ()
    doubts: tuple[str, ...] = Field((), description="Why it may be wrong, as in `Translation`.")
    terms: tuple[TermUse, ...] = Field((), description="The words in it that are those of terms, as in `Translation`.")
    back: str | None = Field(None, description="Null when there is no way back.")
    code: str | None = None
    sentence: str | None = None


class Mirrored(Event):
    """How the words of a `mirror` arrive; sent to who asked, on that connection only. Not durable."""

    type: Literal["mirrored"] = "mirrored"
    nonce: Nonce
    room: UUID
    text: str
    language: str
    renderings: tuple[Reflection, ...]
