"""Who is here now, in which room, and which languages are being read there; in this process and in the others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from enishi.bus.bus import Bus
from enishi.gathering.people.wire import Attending, Presence, RollCall
from enishi.model import Member
from enishi.protocol import Event

MISSED = 3
"""Beats in which another process says nothing of a member before they are gone with it."""

MOST = 500
"""Members who are named to the other processes at once."""


@dataclass(slots=True)
class _Attendee:
    """Somebody in a room, and the beat at which each process last said that they are here."""

    member: Member
    seen: dict[UUID, int] = field(default_factory=dict)


class Attendance:
    """Counts each member's connections in each room; programs that belong to a room are always in it.

    The other processes are told at once who comes and goes, and with each beat who is here: that mends what got lost on
    the way, and who is not named any more is gone.
    """

    def __init__(self, bus: Bus, process: UUID) -> None:
        self._bus = bus
        self._process = process
        self._present: defaultdict[UUID, dict[UUID, _Attendee]] = defaultdict(dict)
        self._connections: defaultdict[tuple[UUID, UUID], int] = defaultdict(int)
        self._beats = 0

    def arrive(self, member: Member, room: UUID) -> None:
        """One more connection of this member in the room."""
        self._connections[room, member.id] += 1
        self._see(self._process, room, member)
        if self._connections[room, member.id] == 1:
            self._send(room, [member], here=True)

    def depart(self, member: Member, room: UUID) -> None:
        """One connection less."""
        self._connections[room, member.id] -= 1
        if self._connections[room, member.id] == 0:
            del self._connections[room, member.id]
            self._lose(self._process, room, member.id)
            self._send(room, [member], here=False)

    def change(self, member: Member) -> None:
        """The member reads other languages than before, or has another name."""
        for room, attendees in self._present.items():
            attendee = attendees.get(member.id)
            if attendee and attendee.member != member:
                attendee.member = member
                self._tell(room, member, here=True)

    def here(self, room: UUID) -> Mapping[UUID, Member]:
        """Who is in the room now."""
        return {member: attendee.member for member, attendee in self._present.get(room, {}).items()}

    def languages_wanted(self, room: UUID, language: str, *, nearby: bool = False) -> set[str]:
        """The languages into which words in `language` have to be translated for those who are here.

        `nearby` are those in this process.
        """
        attendees = self._present.get(room, {}).values()
        return {
            attendee.member.language
            for attendee in attendees
            if not attendee.member.reads(language) and not (nearby and self._process not in attendee.seen)
        }

    def on_event(self, event: Event) -> None:
        """Follow who is connected to the other processes."""
        match event:
            case Attending(process=process, room=room, members=members, here=True):
                for member in members:
                    self._see(process, room, member)
            case Attending(process=process, room=room, members=members):
                for member in members:
                    self._lose(process, room, member.id)
            case RollCall():
                self._name_all()
            case _:
                pass

    def beat(self) -> None:
        """Say who is here, and forget whom others have not named for a while."""
        self._beats += 1
        self._name_all()
        for room, attendees in tuple(self._present.items()):
            for member, attendee in tuple(attendees.items()):
                for process, beat in tuple(attendee.seen.items()):
                    if process != self._process and beat + MISSED < self._beats:
                        self._lose(process, room, member)

    def _see(self, process: UUID, room: UUID, member: Member) -> None:
        attendee = self._present[room].get(member.id)
        if attendee is None or attendee.member != member:
            attendee = self._present[room][member.id] = _Attendee(member, attendee.seen if attendee else {})
            self._tell(room, member, here=True)
        attendee.seen[process] = self._beats

    def _lose(self, process: UUID, room: UUID, member: UUID) -> None:
        attendee = self._present[room].get(member)
        if attendee:
            attendee.seen.pop(process, None)
            if not attendee.seen:
                del self._present[room][member]
                self._tell(room, attendee.member, here=False)
        if not self._present[room]:
            del self._present[room]

    def _name_all(self) -> None:
        for room, attendees in self._present.items():
            mine = [attendee.member for attendee in attendees.values() if self._process in attendee.seen]
            for start in range(0, len(mine), MOST):
                self._send(room, mine[start : start + MOST], here=True)

    def _send(self, room: UUID, members: Iterable[Member], *, here: bool) -> None:
        self._bus.publish_remote(Attending(process=self._process, room=room, members=tuple(members), here=here))

    def _tell(self, room: UUID, member: Member, *, here: bool) -> None:
        self._bus.publish_local(Presence(room=room, member=member, here=here))
