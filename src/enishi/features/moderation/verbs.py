"""Mutes members and lets them write again; removes what others said."""

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from enishi import clock
from enishi.doors.house import House
from enishi.errors import Denied, Missing
from enishi.feature import Caller
from enishi.features.moderation.wire import Mute, TakeDown
from enishi.gathering.people import audit_table as audit
from enishi.gathering.people import mutes_table as mutes
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.audit_table import AuditEntry, AuditKind
from enishi.gathering.people.wire import Muted
from enishi.model import Member, Role
from enishi.protocol import Done


class Moderation:
    """The gate of rights refuses who is muted; here it is said who is."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def mute(self, caller: Caller, command: Mute) -> None:
        """Keep and tell it; raises Missing for who is not in the room, Denied for who may do as much in it."""
        until = clock.now() + timedelta(minutes=command.minutes) if command.minutes else None
        work = partial(_mute, by=caller.member, command=command)
        await self._house.store.write(partial(work, until=until), room=command.room)
        self._house.bus.publish(Muted(room=command.room, member=command.member, until=until))

    async def take_down(self, caller: Caller, command: TakeDown) -> Done:
        """Remove a message of somebody; raises like `Posting.take_down`."""
        removed = await self._house.posting.take_down(caller.member, command.room, command.message)
        return Done(nonce=command.nonce, message=removed.id, seq=removed.changed)


def _mute(connection: Connection, by: Member, command: Mute, until: datetime | None) -> None:
    room, member = command.room, command.member
    role = rooms.role_in(connection, room, member)
    if role in (None, Role.FORMER):
        raise Missing("This member is not in the room.", code="no_member")
    if rooms.rank(role) >= rooms.rank(rooms.role_in(connection, room, by.id) or Role.FORMER):
        raise Denied("You can mute only who may do less than you here.", code="not_below")
    mutes.mute(connection, room, member, until)
    muted = AuditEntry(by.id, AuditKind.MUTED, member, str(command.minutes))
    audit.add(connection, room, muted if until else AuditEntry(by.id, AuditKind.UNMUTED, member))
