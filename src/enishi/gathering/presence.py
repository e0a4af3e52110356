"""Who is here now, in which room, and which languages are being read there."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from enishi.bus.bus import Bus
from enishi.model import Member
from enishi.protocol import MemberView, Presence


class Attendance:
    """Counts each member's connections in each room; programs that belong to a room are always in it."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._here: defaultdict[UUID, dict[UUID, Member]] = defaultdict(dict)
        self._connections: defaultdict[tuple[UUID, UUID], int] = defaultdict(int)

    def arrive(self, member: Member, room: UUID) -> None:
        """One more connection of this member in the room."""
        self._connections[room, member.id] += 1
        first = member.id not in self._here[room]
        self._here[room][member.id] = member
        if first:
            self._tell(member, room, here=True)

    def depart(self, member: Member, room: UUID) -> None:
        """One connection less."""
        self._connections[room, member.id] -= 1
        if self._connections[room, member.id] == 0:
            del self._connections[room, member.id]
            del self._here[room][member.id]
            if not self._here[room]:
                del self._here[room]
            self._tell(member, room, here=False)

    def change(self, member: Member) -> None:
        """The member reads other languages than before."""
        for room, here in self._here.items():
            if member.id in here:
                here[member.id] = member
                self._tell(member, room, here=True)

    def here(self, room: UUID) -> Mapping[UUID, Member]:
        """Who is in the room now."""
        return self._here.get(room, {})

    def languages_wanted(self, room: UUID, language: str) -> set[str]:
        """The languages into which words in `language` have to be translated for those who are here."""
        here = self._here.get(room, {}).values()
        return {member.language for member in here if not member.reads(language)}

    def _tell(self, member: Member, room: UUID, *, here: bool) -> None:
        self._bus.publish(Presence(room=room, member=MemberView.model_validate(member), here=here))
