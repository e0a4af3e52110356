"""Makes, changes and deletes rooms, moves read pointers, and keeps in memory who belongs to which room."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from cachetools import LRUCache
from sqlalchemy import Connection

from enishi import clock
from enishi.bus.bus import Bus
from enishi.errors import Invalid
from enishi.gathering.people import audit_table as audit
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.audit_table import AuditEntry, AuditKind
from enishi.gathering.people.presence import Attendance
from enishi.gathering.people.wire import MemberJoined, Presence, RoleChanged, RoomChanged, RoomDeleted
from enishi.model import Member, Role, Room
from enishi.protocol import Event
from enishi.store.store import Store
from enishi.text import checked_line

LONGEST_TITLE = 80

REMEMBERED = 1000
"""Rooms whose members are kept in memory: when a thousand come back at once, each is told of all the others."""


class Rooms:
    """Knows the members of rooms from memory."""

    def __init__(self, store: Store, bus: Bus, attendance: Attendance, most: int) -> None:
        """Who is in `most` rooms can make no further one."""
        self._store = store
        self._bus = bus
        self._most = most
        self._attendance = attendance
        self._members: LRUCache[UUID, dict[UUID, Member]] = LRUCache(REMEMBERED)
        self._roles: LRUCache[UUID, dict[UUID, Role]] = LRUCache(REMEMBERED)

    async def make(self, host: Member, title: str) -> Room:
        """Open a room with its maker in it; raises Invalid for a bad title, or too many rooms."""
        room = Room(clock.new_id(), checked_line(title, "title", LONGEST_TITLE))
        await self._store.write(partial(_make, room=room, host=host, most=self._most), room=room.id)
        return room

    def on_event(self, event: Event) -> None:
        """Somebody is new, reads another language, or has another role."""
        if isinstance(event, (Presence, MemberJoined)) and event.room in self._members:
            self._members[event.room][event.member.id] = event.member
        elif isinstance(event, RoleChanged) and event.room in self._roles:
            self._roles[event.room][event.member] = event.role
        elif isinstance(event, RoomDeleted):
            self._members.pop(event.room, None)
            self._roles.pop(event.room, None)

    async def get(self, room: UUID) -> Room:
        """The room as it is now; raises Missing."""
        found = await self._store.read(partial(rooms.get, room=room))
        if found is None:
            raise rooms.missing()
        return found

    async def change(self, room: UUID, values: Mapping[str, object], by: UUID) -> None:
        """Give the room another title or other settings, note who did, and tell it; raises Missing."""
        now = await self._store.write(partial(_change, room=room, values=values, by=by), room=room)
        self._bus.publish(RoomChanged(room=room, title=now.title, settings=now.settings))

    async def delete(self, room: UUID) -> None:
        """Delete the room with all that was in it, and tell it."""
        await self._store.write(partial(rooms.delete_all, room=room), room=room)
        self._bus.publish(RoomDeleted(room=room))

    async def read(self, member: Member, room: UUID, seq: int) -> None:
        """Move the member's read pointer forward."""
        await self._store.write(partial(rooms.read_up_to, room=room, member=member.id, seq=seq), room=room)

    async def members(self, room: UUID) -> Mapping[UUID, Member]:
        """Everybody who belongs or belonged to the room."""
        if (known := self._members.get(room)) is not None:
            return known
        members = await self._store.read(partial(rooms.members_of, room=room))
        everybody = [*members, *self._attendance.here(room).values()]  # who came in meanwhile is here
        return self._members.setdefault(room, {member.id: member for member in everybody})

    async def roles(self, room: UUID) -> Mapping[UUID, Role]:
        """What those in the room are who are more or less than members."""
        if (known := self._roles.get(room)) is not None:
            return known
        return self._roles.setdefault(room, await self._store.read(partial(rooms.roles_of, room=room)))


def _change(connection: Connection, room: UUID, values: Mapping[str, object], by: UUID) -> Room:
    now = rooms.change(connection, room, values)
    if "state" in values:
        audit.add(connection, room, AuditEntry(by, AuditKind.STATE, value=now.settings.state.value))
    if values.keys() - {"state"}:
        audit.add(connection, room, AuditEntry(by, AuditKind.SETTINGS))
    return now


def _make(connection: Connection, room: Room, host: Member, most: int) -> None:
    if rooms.count_of(connection, host.id) >= most:
        raise Invalid(f"You are in {most} rooms. Nobody can make more than that here.", code="many_rooms")
    rooms.add(connection, room, clock.now())
    rooms.enter(connection, room.id, host.id, Role.HOST)
