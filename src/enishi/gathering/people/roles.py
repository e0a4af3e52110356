"""Changes what members are in a room, and who is muted in it, and tells it; each room keeps a host."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from enishi import clock
from enishi.bus.bus import Bus
from enishi.errors import Denied, Refused
from enishi.gathering.people import audit_table as audit
from enishi.gathering.people import members_table as members
from enishi.gathering.people import mutes_table as mutes
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.audit_table import AuditEntry, AuditKind
from enishi.gathering.people.wire import Muted, RoleChanged
from enishi.model import Role
from enishi.store.store import Store


class Roles:
    """Who becomes FORMER is removed: the door ends their connections, so that nothing they began there goes on."""

    def __init__(self, store: Store, bus: Bus) -> None:
        self._store = store
        self._bus = bus

    async def change(self, room: UUID, member: UUID, role: Role, by: UUID) -> None:
        """Make a member of the room this; raises Missing for who is not in it, Refused for its last host."""
        await self._store.write(partial(_change, room=room, member=member, role=role, by=by), room=room)
        self._bus.publish(RoleChanged(room=room, member=member, role=role, by=by))

    async def mute(self, room: UUID, member: UUID, minutes: int, by: UUID) -> None:
        """Have a member change nothing in the room for so long; 0 lets them again.

        Raises Missing for who is not in the room, Denied for who may do as much in it.
        """
        until = clock.now() + timedelta(minutes=minutes) if minutes else None
        kind, value = (AuditKind.MUTED, str(minutes)) if minutes else (AuditKind.UNMUTED, None)
        noted = AuditEntry(by, kind, member, value)
        await self._store.write(partial(_mute, room=room, member=member, until=until, noted=noted), room=room)
        self._bus.publish(Muted(room=room, member=member, until=until))


def _mute(connection: Connection, room: UUID, member: UUID, until: datetime | None, noted: AuditEntry) -> None:
    role = rooms.role_in(connection, room, member)
    if role in (None, Role.FORMER):
        raise members.missing()
    if rooms.rank(role) >= rooms.rank(rooms.role_in(connection, room, noted.by) or Role.FORMER):
        raise Denied("You can mute only who may do less than you here.", code="not_below")
    mutes.mute(connection, room, member, until)
    audit.add(connection, room, noted)


def _change(connection: Connection, room: UUID, member: UUID, role: Role, by: UUID) -> None:
    before = rooms.role_in(connection, room, member)
    if before in (None, Role.FORMER):
        raise members.missing()
    if before is Role.HOST and role is not Role.HOST and rooms.count_hosts(connection, room) == 1:
        raise Refused("A room needs a host. Make somebody else a host first.", code="last_host")
    rooms.set_role(connection, room, member, role)
    if by != member:
        gone = role is Role.FORMER
        kind, value = (AuditKind.REMOVED, None) if gone else (AuditKind.ROLE, role.value)
        audit.add(connection, room, AuditEntry(by, kind, member, value))
