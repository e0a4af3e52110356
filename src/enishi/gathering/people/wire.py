"""What server processes tell each other of who is connected where."""

from typing import Literal
from uuid import UUID

from enishi.model import Member
from enishi.protocol import News


class Attending(News):
    """Members who are in a room through this process, or no longer are."""

    type: Literal["attending"] = "attending"
    process: UUID
    room: UUID
    members: tuple[Member, ...]
    here: bool


class RollCall(News):
    """A process has started, and asks the others who is here."""

    type: Literal["roll_call"] = "roll_call"


EVENTS = (Attending, RollCall)
