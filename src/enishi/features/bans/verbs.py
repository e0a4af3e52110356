"""Bans members from the house, and lifts that; their rooms are told."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from enishi import clock
from enishi.bus.bus import Bus
from enishi.errors import Missing, Refused
from enishi.gathering.people import audit_table as audit
from enishi.gathering.people import members_table as members
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.audit_table import AuditEntry, AuditKind
from enishi.gathering.people.wire import Banned, RoleChanged
from enishi.model import Kind, Role
from enishi.store.store import Store


class Bans:
    """Nothing of who is banned is taken away: what is theirs leads nowhere as long as the ban lasts."""

    def __init__(self, store: Store, bus: Bus) -> None:
        self._store = store
        self._bus = bus

    async def ban(self, member: UUID, by: UUID) -> None:
        """Keep them out; raises Missing for who is no person here, Refused for an owner of the house."""
        places = await self._store.write(partial(_ban, member=member, by=by), room=None)
        self._bus.publish(Banned(member=member, banned=True))  # first: their connections end with it
        self._tell(member, by, dict.fromkeys(places, Role.FORMER))

    async def lift(self, member: UUID, by: UUID) -> None:
        """Let them back in, as what they were in their rooms; raises Missing like `ban`."""
        places = await self._store.write(partial(_lift, member=member, by=by), room=None)
        self._bus.publish(Banned(member=member, banned=False))
        self._tell(member, by, places)

    def _tell(self, member: UUID, by: UUID, places: Mapping[UUID, Role]) -> None:
        for room, role in places.items():
            self._bus.publish(RoleChanged(room=room, member=member, role=role, by=by))


def _ban(connection: Connection, member: UUID, by: UUID) -> Mapping[UUID, Role]:
    """What they were in the rooms where they were."""
    found = members.get(connection, member)
    if found is None or found.kind is not Kind.PERSON:
        raise Missing("There is no such person here.", code="no_person")
    if found.owner:
        raise Refused("An owner of the house cannot be banned from it.", code="owner_stays")
    places = _places(connection, member)
    changed = members.ban(connection, member, clock.now())
    return _noted(connection, places, AuditEntry(by, AuditKind.BANNED, member)) if changed else {}


def _lift(connection: Connection, member: UUID, by: UUID) -> Mapping[UUID, Role]:
    if members.get(connection, member) is None:
        raise Missing("There is no such person here.", code="no_person")
    changed = members.ban(connection, member, None)
    entry = AuditEntry(by, AuditKind.UNBANNED, member)
    return _noted(connection, _places(connection, member), entry) if changed else {}


def _places(connection: Connection, member: UUID) -> Mapping[UUID, Role]:
    found = {room: rooms.role_in(connection, room, member) for room in rooms.all_of(connection, member)}
    return {room: role for room, role in found.items() if role and role is not Role.FORMER}


def _noted(connection: Connection, places: Mapping[UUID, Role], entry: AuditEntry) -> Mapping[UUID, Role]:
    for room in places:
        audit.add(connection, room, entry)
    return places
