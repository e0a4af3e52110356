"""Erases a member: by the list of sources, messages some at a time; then in every process and the database's log."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from enishi import clock
from enishi.auth import sessions_table
from enishi.doors.house import House
from enishi.errors import Refused
from enishi.gathering.dues.table import Due
from enishi.gathering.people import members_table as members
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.wire import MemberJoined, Renewed, RoleChanged
from enishi.model import Member, Role
from enishi.protocol import Dismissed

AGAIN = "erase_again"
"""The kind of the due that erases what was on its way when its writer was erased."""

AFTER = timedelta(seconds=30)

AT_ONCE = 50
"""Messages that are removed in one transaction: others write in between."""


Check = Callable[[Connection, UUID], None]
"""Raises when a member is not to be erased; it is called again in the transaction that erases them."""


@dataclass(frozen=True, slots=True)
class Gone:
    """What is left of a member, the sessions that ended, and the number from which on each room is read afresh."""

    left: Member
    sessions: Sequence[UUID]
    rooms: Mapping[UUID, int]


class Erasure:
    """Whoever is the only host among others has to name another one before."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def erase(self, member: UUID, *, keep_words: bool, check: Check | None = None) -> None:
        """Nothing says any more who they were; their words go, too, or stay as somebody's.

        Raises what `check` raises; where it is left out, Refused for the only host of a room.
        """
        check = check or _require_other_host
        await self._house.store.read(lambda connection: check(connection, member))
        found = not keep_words
        while found:
            found = await self._house.store.write(partial(self._erase_some, member=member), room=None)
        work = partial(self._erase, member=member, keep_words=keep_words, check=check)
        await self._house.committer.commit(work, self._tell, room=None)
        await self._house.store.scrub()

    def again(self, connection: Connection, due: Due) -> None:
        """What they had sent is there by now, if it was on its way."""
        for source in reversed(self._house.sources):
            source.erase(connection, UUID(due.ref))

    def _erase_some(self, connection: Connection, member: UUID) -> bool:
        """Whether there was something."""
        return sum(source.erase_some(connection, member, AT_ONCE) for source in self._house.sources) > 0

    def _erase(self, connection: Connection, member: UUID, *, keep_words: bool, check: Check) -> Gone:
        check(connection, member)
        sessions = [session.id for session in sessions_table.of_member(connection, member)]
        places = rooms.all_of(connection, member)
        for source in reversed(self._house.sources):  # what rests on words asks what these were
            (source.disown if keep_words else source.erase)(connection, member)
        if not keep_words:
            self._house.dues.at(connection, AGAIN, str(member), clock.now() + AFTER)
        left = members.get(connection, member)
        assert left
        return Gone(left, sessions, {room: rooms.renew(connection, room) for room in places})

    def _tell(self, gone: Gone) -> None:
        """First that they have no name: their connections end with it."""
        publish = self._house.bus.publish
        for room in gone.rooms:
            publish(MemberJoined(room=room, member=gone.left))
        publish(Dismissed(member=gone.left.id, sessions=tuple(gone.sessions)))
        for room, number in gone.rooms.items():
            publish(RoleChanged(room=room, member=gone.left.id, role=Role.FORMER, by=gone.left.id))
            publish(Renewed(room=room, seq=number))


def _require_other_host(connection: Connection, member: UUID) -> None:
    if rooms.hosted_alone(connection, member):
        sentence = "You are the only host of a room with others in it. Make somebody else its host first."
        raise Refused(sentence, code="hosts_alone")
