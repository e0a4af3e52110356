"""Who listens to which room in which language; each event is framed once and written to all who are told of it."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable
from uuid import UUID

from prometheus_client import Counter

from enishi import clock
from enishi.deeds import NOBODY_HIDDEN, Hidden, hides, is_told
from enishi.errors import EnishiError
from enishi.live.connection import Connection
from enishi.live.frames import encode
from enishi.live.group import Group, Waiting
from enishi.model import Member
from enishi.protocol import LARGEST, NOBODY, Beat, Event, Fact, Leaving

COALESCING = 0.1
"""Seconds in which events with the same `coalesces` are gathered; the newest is sent."""

BACK_A_SECOND = 100
"""How many shall come back in a second when the server has stopped: each is told of the rooms anew."""


_Told = tuple[str, int, frozenset[tuple[UUID, UUID]]]
"""What readers of a room have in common who are told the same: language, after which number they see, who is hidden."""


class Hub:
    """Joins what waits for a group of readers into one write a turn of the event loop."""

    def __init__(self, hidden: Callable[[UUID], Hidden] = lambda reader: NOBODY_HIDDEN) -> None:
        """`hidden` says whom a reader is told nothing of."""
        self._hidden = hidden
        self._rooms: defaultdict[UUID, dict[_Told, Group]] = defaultdict(dict)
        self._members: defaultdict[UUID, set[Connection]] = defaultdict(set)
        self._waiting: list[Group] = []
        self._coalesced: dict[UUID, dict[Hashable, Event]] = {}
        self.deliveries = Counter("enishi_deliveries", "Events written to readers.", registry=None)

    @property
    def size(self) -> int:
        """How many connections there are."""
        return sum(map(len, self._members.values()))

    def reads(self, room: UUID) -> bool:
        """Whether somebody here is in the room."""
        return room in self._rooms

    def connect(self, connection: Connection, reader: Member) -> None:
        """This connection is its reader's from now on; it is in no room yet."""
        connection.reader = reader
        connection.hidden = self._hidden(reader.id)
        self._members[reader.id].add(connection)

    def enter(self, connection: Connection, room: UUID, sees_after: int = 0) -> None:
        """Tell this connection what happens in the room, in its language, from now on.

        Of messages up to number `sees_after` it is told nothing.
        """
        group = Group(connection.hidden)
        self._rooms[room].setdefault(_told(connection, sees_after), group).readers[connection] = None
        connection.rooms[room] = sees_after

    def leave(self, connection: Connection) -> None:
        """Tell it nothing more."""
        self._flush()  # what waits for it was told before
        for room, sees_after in connection.rooms.items():
            told = _told(connection, sees_after)
            group = self._rooms[room][told]
            group.readers.pop(connection, None)
            if not group.readers:
                del self._rooms[room][told]
            if not self._rooms[room]:
                del self._rooms[room]
        connection.rooms.clear()
        self._members[connection.reader.id].discard(connection)
        if not self._members[connection.reader.id]:
            del self._members[connection.reader.id]

    def retarget(self, reader: Member) -> tuple[Connection, ...]:
        """Tell a member the same, wherever they are connected, in the language that they read from now on."""
        connections = tuple(self._members.get(reader.id, ()))
        for connection in connections:
            rooms = dict(connection.rooms)
            self.leave(connection)
            self.connect(connection, reader)
            for room, sees_after in rooms.items():
                self.enter(connection, room, sees_after)
        return connections

    def regroup(self, member: UUID) -> tuple[Connection, ...]:
        """Tell a member nothing more of who is hidden from them now, and again of who no longer is."""
        known = next(iter(self._members.get(member, ())), None)
        return self.retarget(known.reader) if known else ()

    def dismiss(self, member: UUID, reason: EnishiError, sessions: Collection[UUID] | None = None) -> None:
        """End the connections of a member: those of these sessions, or all."""
        self._flush()  # what waits for them says why
        for connection in tuple(self._members.get(member, ())):
            if sessions is None or connection.session in sessions:
                connection.dismiss(reason)

    def deliver(self, event: Event) -> None:
        """Send an event to its audience: in its room, or wherever they are; the bus calls this."""
        room: UUID | None = getattr(event, "room", None)
        if room is None:
            self._send_to_house(event)
        elif room in self._rooms and event.audience != NOBODY:
            if event.coalesces is None:
                self._send_coalesced(room)
                self._send(event, room)
            else:
                self._coalesce(event, room)

    def beat(self) -> None:
        """Write the heartbeat to everybody."""
        self._flush()  # a beat must not name what was not told yet
        now = clock.now()
        for room, groups in self._rooms.items():
            for group in groups.values():
                group.write(encode(Beat(now=now, rooms={room: group.last})))

    def farewell(self) -> None:
        """Tell everybody that the server stops, and when to come back: not all in the same moment."""
        self._flush()
        connections = (connection for several in self._members.values() for connection in several)
        for number, connection in enumerate(connections):
            connection.tell(Leaving(wait=number / BACK_A_SECOND))

    def _coalesce(self, event: Event, room: UUID) -> None:
        if room not in self._coalesced:
            asyncio.get_running_loop().call_later(COALESCING, self._send_coalesced, room)
        self._coalesced.setdefault(room, {})[event.coalesces] = event

    def _send_coalesced(self, room: UUID) -> None:
        """Also before anything else of the room is sent: its author may have come just now."""
        for event in self._coalesced.pop(room, {}).values():
            self._send(event, room)

    def _send(self, event: Event, room: UUID) -> None:
        groups, audience, deeds = self._rooms.get(room, {}), event.audience, event.deeds
        first = event.first if isinstance(event, Fact) else LARGEST
        data = b""
        for (language, sees_after, _), group in groups.items():
            to_it = audience.everybody or language == audience.language
            if to_it and is_told(group.hidden, sees_after, first=first, deeds=deeds):
                data = data or encode(event)
                self._wait(group, Waiting(data, droppable=event.droppable))
                if isinstance(event, Fact):
                    group.last = max(group.last, event.seq)
        for member in audience.members:
            for connection in self._members.get(member, ()):
                sees_after = connection.rooms.get(room, LARGEST)
                told = is_told(connection.hidden, sees_after, first=first, deeds=deeds)
                if told and connection.reader.language != audience.language:
                    data = data or encode(event)
                    self._wait(groups[_told(connection, sees_after)], Waiting(data, connection))

    def _send_to_house(self, event: Event) -> None:
        """An event without a room, to each connection of its audience."""
        audience = event.audience
        if audience == NOBODY:
            return
        self._flush()
        data = encode(event)
        for connections in tuple(self._members.values()):
            for connection in tuple(connections):
                told = audience.includes(connection.reader) and not hides(connection.hidden, event.deeds)
                if told and not (event.droppable and connection.behind):
                    connection.write(data)
                    self.deliveries.inc()

    def _wait(self, group: Group, frame: Waiting) -> None:
        if not self._waiting:
            asyncio.get_running_loop().call_soon(self._flush)
        if not group.frames:
            self._waiting.append(group)
        group.frames.append(frame)

    def _flush(self) -> None:
        for group in self._waiting:
            self.deliveries.inc(sum(1 if frame.only else len(group.readers) for frame in group.frames))
            group.flush()
        self._waiting.clear()


def _told(connection: Connection, sees_after: int) -> _Told:
    return connection.reader.language, sees_after, frozenset(connection.hidden.items())
