"""The commands that mute a member and remove what they said, and what hosts and stewards read."""

from datetime import datetime
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from enishi.gathering.people.audit_table import AuditKind
from enishi.protocol import Command, Wire
from enishi.rights import Cost, Right

LONGEST = 7 * 24 * 60
"""Minutes."""


class Mute(Command):
    """Lets a member write and change nothing in the room for a time; their pages connect again, and are told so.

    Only who may do less there is muted: `not_below`.
    """

    needs: ClassVar = Right.MODERATE
    costs: ClassVar = Cost.POST

    type: Literal["mute"] = "mute"
    room: UUID
    member: UUID
    minutes: Annotated[int, Field(ge=0, le=LONGEST, description="From now on; 0 to let them write again.")]


class TakeDown(Command):
    """Removes a message of somebody who may not do more in the room; told with `removed`, as if they had done it."""

    needs: ClassVar = Right.MODERATE
    costs: ClassVar = Cost.POST

    type: Literal["take_down"] = "take_down"
    room: UUID
    message: UUID


class MutedMember(Wire):
    """A member who is muted in a room."""

    member: UUID
    until: datetime


class AuditView(Wire):
    """What a host or a steward did; `value` is a role, minutes, or the state of the room."""

    at: datetime
    by: UUID
    kind: AuditKind
    member: UUID | None
    value: str | None
