"""What makes and changes rooms: the bodies of REST, and the commands."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from enishi.model import Role, RoomState
from enishi.protocol import Body, Command
from enishi.rights import Cost, Right

MOST_SLOW = 3600
"""Seconds that a room can let its members wait between two messages."""

Least = Literal[Role.MEMBER, Role.STEWARD, Role.HOST]


class MakeRoom(Body):
    """Makes a room; only hosts may."""

    title: str


class ChangeRoom(Command):
    """Gives a room another title or other settings; what is left out stays. Told with `room_changed`."""

    needs: ClassVar = Right.MANAGE_ROOM
    costs: ClassVar = Cost.POST

    type: Literal["change_room"] = "change_room"
    room: UUID
    title: str | None = None
    description: str | None = Field(None, description="Of the room, in the writer's words; empty for none.")
    state: RoomState | None = None
    writers: Least | None = None
    inviters: Least | None = None
    slow: Annotated[int, Field(ge=0, le=MOST_SLOW)] | None = None
    quiet: bool | None = None
    newcomers: bool | None = None
    from_joining: bool | None = Field(None, description="Holds for who comes from then on.")


class LeaveRoom(Command):
    """Leaves a room; what one said stays. Refused with `last_host` to who alone is its host."""

    needs: ClassVar = Right.READ
    costs: ClassVar = Cost.POST

    type: Literal["leave_room"] = "leave_room"
    room: UUID


class DeleteRoom(Command):
    """Deletes a room with all that was said in it, for good. Told with `room_deleted`."""

    needs: ClassVar = Right.MANAGE_ROOM
    costs: ClassVar = Cost.POST

    type: Literal["delete_room"] = "delete_room"
    room: UUID
    sure: str = Field(description="The title of the room, so that no other one is deleted.")
