"""Who is here now, in which room, and which languages are being read there; in this process and in the others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from enishi.bus.bus import Bus
from enishi.model import Member
from enishi.protocol import AnyNews, Attending, MemberView, Presence, RollCall

MISSED = 3
"""Beats in which another process says nothing of a member before they are gone with it."""

MOST = 500
"""Members who are named to the other processes at once."""


@dataclass(slots=True)
class _Seat:
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
        self._seats: defaultdict[UUID, dict[UUID, _Seat]] = defaultdict(dict)
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
        """The member reads other languages than before."""
        for room, seats in self._seats.items():
            if seat := seats.get(member.id):
                seat.member = member
                self._tell(room, member, here=True)

    def here(self, room: UUID) -> Mapping[UUID, Member]:
        """Who is in the room now."""
        return {member: seat.member for member, seat in self._seats.get(room, {}).items()}

    def languages_wanted(self, room: UUID, language: str, *, nearby: bool = False) -> set[str]:
        """The languages into which words in `language` have to be translated for those who are here.

        `nearby` are those in this process.
        """
        seats = self._seats.get(room, {}).values()
        return {
            seat.member.language
            for seat in seats
            if not seat.member.reads(language) and not (nearby and self._process not in seat.seen)
        }

    def hear(self, event: AnyNews) -> None:
        """What other processes say of those who are there."""
        match event:
            case Attending(process=process, room=room, members=members, here=True):
                for view in members:
                    self._see(process, room, member_of(view))
            case Attending(process=process, room=room, members=members):
                for view in members:
                    self._lose(process, room, view.id)
            case RollCall():
                self._name_all()
            case _:
                pass

    def beat(self) -> None:
        """Say who is here, and forget whom others have not named for a while."""
        self._beats += 1
        self._name_all()
        for room, seats in tuple(self._seats.items()):
            for member, seat in tuple(seats.items()):
                for process, beat in tuple(seat.seen.items()):
                    if process != self._process and beat + MISSED < self._beats:
                        self._lose(process, room, member)

    def _see(self, process: UUID, room: UUID, member: Member) -> None:
        seat = self._seats[room].get(member.id)
        if seat is None or seat.member != member:
            seat = self._seats[room][member.id] = _Seat(member, seat.seen if seat else {})
            self._tell(room, member, here=True)
        seat.seen[process] = self._beats

    def _lose(self, process: UUID, room: UUID, member: UUID) -> None:
        seat = self._seats[room].get(member)
        if seat:
            seat.seen.pop(process, None)
            if not seat.seen:
                del self._seats[room][member]
                self._tell(room, seat.member, here=False)
        if not self._seats[room]:
            del self._seats[room]

    def _name_all(self) -> None:
        for room, seats in self._seats.items():
            mine = [seat.member for seat in seats.values() if self._process in seat.seen]
            for start in range(0, len(mine), MOST):
                self._send(room, mine[start : start + MOST], here=True)

    def _send(self, room: UUID, members: Iterable[Member], *, here: bool) -> None:
        views = tuple(MemberView.model_validate(member) for member in members)
        self._bus.send(Attending(process=self._process, room=room, members=views, here=here))

    def _tell(self, room: UUID, member: Member, *, here: bool) -> None:
        self._bus.tell(Presence(room=room, member=MemberView.model_validate(member), here=here))


def member_of(view: MemberView) -> Member:
    """A member of whom another process told."""
    return Member(view.id, view.name, view.language, view.understands, view.host, view.kind)
