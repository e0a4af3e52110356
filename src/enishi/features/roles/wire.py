"""The commands that say what somebody is in a room."""

from typing import ClassVar, Literal
from uuid import UUID

from enishi.model import Role
from enishi.protocol import Command, Number, Wire
from enishi.rights import Cost, Right


class SetRole(Command):
    """Makes a member of the room a host, a steward, a plain member; told to the room with `role_changed`."""

    needs: ClassVar = Right.SET_ROLES
    costs: ClassVar = Cost.POST

    type: Literal["set_role"] = "set_role"
    room: UUID
    member: UUID
    role: Literal[Role.HOST, Role.STEWARD, Role.MEMBER]


class RemoveMember(Command):
    """Removes a member from the room; their pages leave it at once, and what they said stays."""

    needs: ClassVar = Right.SET_ROLES
    costs: ClassVar = Cost.POST

    type: Literal["remove_member"] = "remove_member"
    room: UUID
    member: UUID


class HostlessRoom(Wire):
    """A room whose hosts have all lost the way back, with how many are in it."""

    id: UUID
    title: str
    welcome: bool
    members: Number
