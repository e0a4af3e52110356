"""Roles: hosts say who is a host, a steward or a plain member of a room, and remove who shall go."""

from enishi.doors.house import House
from enishi.feature import Caller, Feature
from enishi.features.roles.routes import routes
from enishi.features.roles.wire import RemoveMember, SetRole
from enishi.model import Role


def open_roles(house: House) -> Feature:
    """Two commands, whose changes are told by the spine; and the rooms without a host."""

    async def set_role(caller: Caller, command: SetRole) -> None:
        await house.roles.change(command.room, command.member, Role(command.role), caller.member.id)

    async def remove(caller: Caller, command: RemoveMember) -> None:
        await house.roles.change(command.room, command.member, Role.FORMER, caller.member.id)

    return Feature(commands={SetRole: set_role, RemoveMember: remove}, routes=(routes(house),))
