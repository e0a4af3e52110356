"""What is told of who is in a room, and what server processes tell each other of who is connected where."""

from collections.abc import Hashable
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from enishi.deeds import Deed
from enishi.model import Member, Role, RoomSettings
from enishi.protocol import EVERYBODY, Audience, Event, Fact, News, RoomEvent


class Presence(RoomEvent):
    """A member came, left, or changed what they read. Not durable."""

    type: Literal["presence"] = "presence"
    member: Member
    here: bool

    @property
    def audience(self) -> Audience:
        """Everybody in the room."""
        return EVERYBODY

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """Coming and leaving."""
        return (Deed(self.member.id),)

    @property
    def coalesces(self) -> Hashable:
        """Of each member only where they are in the end."""
        return "presence", self.member.id


class MemberJoined(RoomEvent):
    """Somebody belongs to the room from now on, and may read it, connected or not; or has another name there.

    `welcome` tells it as well.
    """

    type: Literal["member_joined"] = "member_joined"
    member: Member

    @property
    def audience(self) -> Audience:
        """Everybody in the room."""
        return EVERYBODY


class RoleChanged(RoomEvent):
    """A member is something else in the room from now on. Not durable; `welcome` tells it as well."""

    type: Literal["role_changed"] = "role_changed"
    member: UUID
    role: Role
    by: UUID | None = Field(None, description="Who did it.")

    @property
    def audience(self) -> Audience:
        """Everybody in the room."""
        return EVERYBODY


class Muted(News):
    """A member may write nothing in a room until then, or may again."""

    type: Literal["muted"] = "muted"
    room: UUID
    member: UUID
    until: datetime | None


class Banned(News):
    """A member is banned from the house, or no longer is; in their rooms `role_changed` tells it."""

    type: Literal["banned"] = "banned"
    member: UUID
    banned: bool


class Blocked(News):
    """A member blocks another one since the moment of that id, or no longer does."""

    type: Literal["blocked"] = "blocked"
    by: UUID
    member: UUID
    since: UUID | None


class RoomChanged(RoomEvent):
    """The room has another title, or other settings. Not durable; `welcome` tells it as well."""

    type: Literal["room_changed"] = "room_changed"
    title: str
    settings: RoomSettings

    @property
    def audience(self) -> Audience:
        """Everybody in the room."""
        return EVERYBODY


class RoomDeleted(RoomEvent):
    """The room is gone, with all that was in it."""

    type: Literal["room_deleted"] = "room_deleted"

    @property
    def audience(self) -> Audience:
        """Everybody in the room."""
        return EVERYBODY


class Renewed(Fact):
    """Words of somebody who was erased are gone from the room: read it afresh (`resume` without `since`)."""

    type: Literal["renewed"] = "renewed"

    @property
    def audience(self) -> Audience:
        """Everybody in the room."""
        return EVERYBODY

    @property
    def replaces(self) -> tuple[Hashable, ...]:
        """Everything that was said before."""
        return ()


class DevicesChanged(Event):
    """A member is at home in another browser as well, or no longer in one; told to their other ones."""

    type: Literal["devices_changed"] = "devices_changed"
    member: UUID

    @property
    def audience(self) -> Audience:
        """The member, wherever they are."""
        return Audience(members=(self.member,))


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


EVENTS = (
    Presence,
    MemberJoined,
    RoleChanged,
    Muted,
    Banned,
    Blocked,
    RoomChanged,
    RoomDeleted,
    Renewed,
    DevicesChanged,
    Attending,
    RollCall,
)
