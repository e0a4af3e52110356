"""The command that changes one's languages, and how other processes learn of it."""

from typing import ClassVar, Literal

from enishi.model import Member
from enishi.protocol import Command, News
from enishi.rights import Cost, Right


class Retarget(Command):
    """Reads another language from now on, in every room; answered by a `caught_up` for each room entered, too."""

    needs: ClassVar = Right.ATTEND
    costs: ClassVar = Cost.POST

    type: Literal["retarget"] = "retarget"
    language: str
    understands: frozenset[str] = frozenset()


class Retargeted(News):
    """A member reads another language from now on, wherever they are connected."""

    type: Literal["retargeted"] = "retargeted"
    member: Member
