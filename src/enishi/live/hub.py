"""Who listens to which room in which language; each event is framed once and written to all of them."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from prometheus_client import Counter

from enishi import clock
from enishi.live.connection import Connection
from enishi.live.frames import BINARY, encode, frame
from enishi.live.group import Group, Waiting
from enishi.model import Member
from enishi.protocol import (
    AnyNews,
    Asked,
    Beat,
    Dismissed,
    Drafting,
    Edited,
    GlossaryChanged,
    Leaving,
    Posted,
    Presence,
    Removed,
    Sound,
    Translated,
    Untranslated,
)

PRESENCE_WAITS = 0.1
"""Seconds in which comings and goings are gathered: of each member only where they are in the end is told."""

BACK_A_SECOND = 100
"""How many shall come back in a second when the server has stopped: each is told of the rooms anew."""

RoomEvent = Posted | Edited | Removed | GlossaryChanged | Presence | Drafting | Translated | Untranslated
PrivateEvent = Translated | Untranslated | Asked


class Hub:
    """Joins what waits for a group of readers into one write a turn of the event loop."""

    def __init__(self) -> None:
        self._rooms: defaultdict[UUID, dict[str, Group]] = defaultdict(dict)
        self._members: defaultdict[UUID, set[Connection]] = defaultdict(set)
        self._waiting: list[Group] = []
        self._coming: dict[UUID, dict[UUID, Presence]] = {}
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
        self._members[reader.id].add(connection)

    def enter(self, connection: Connection, room: UUID) -> None:
        """Tell this connection what happens in the room, in its language, from now on."""
        self._rooms[room].setdefault(connection.reader.language, Group()).readers[connection] = None
        connection.rooms.add(room)

    def leave(self, connection: Connection) -> None:
        """Tell it nothing more."""
        self._flush()  # what waits for it was told before
        for room in connection.rooms:
            group = self._rooms[room][connection.reader.language]
            group.readers.pop(connection, None)
            if not group.readers:
                del self._rooms[room][connection.reader.language]
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
            rooms = tuple(connection.rooms)
            self.leave(connection)
            self.connect(connection, reader)
            for room in rooms:
                self.enter(connection, room)
        return connections

    def dismiss(self, member: UUID) -> None:
        """End every connection of a member."""
        for connection in tuple(self._members.get(member, ())):
            connection.dismiss()

    def deliver(self, event: AnyNews) -> None:
        """Write an event of a room to those whom it concerns; the bus calls this."""
        match event:
            case Presence():
                self._gather(event)
            case Posted() | Edited() | Removed() | GlossaryChanged():
                self._tell_coming(event.room)
                self._queue(self._groups(event.room), event)
            case Drafting():
                self._tell_coming(event.room)
                everybody = event.language == event.source
                self._queue(self._groups(event.room, None if everybody else event.language), event)
            case Translated() | Untranslated():
                self._queue(self._groups(event.room, event.language), event)
                self._tell_only(
                    event, (each for each in self._of(event.author) if each.reader.language != event.language)
                )
            case Sound():
                self._relay(event)
            case Dismissed():
                self.dismiss(event.member)
            case Asked():
                self._tell_only(event, (*self._of(event.author), *self._of(event.question.member)))
            case _:
                pass

    def _relay(self, sound: Sound) -> None:
        """Write what somebody says to those who listen in that room, but for the speaker."""
        data = frame(bytes(sound), BINARY)
        for group in self._groups(sound.room):
            for connection in tuple(group.readers):
                if connection.listening == sound.room and connection.reader.id != sound.speaker:
                    connection.sound(data)

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

    def _gather(self, event: Presence) -> None:
        if event.room not in self._coming:
            asyncio.get_running_loop().call_later(PRESENCE_WAITS, self._tell_coming, event.room)
        self._coming.setdefault(event.room, {})[event.member.id] = event

    def _tell_coming(self, room: UUID) -> None:
        """Who came and went; also before anybody says something, who may have come just now."""
        for event in self._coming.pop(room, {}).values():
            self._queue(self._groups(room), event)

    def _groups(self, room: UUID, language: str | None = None) -> list[Group]:
        """Of a room: those of everybody, or the one of a language."""
        groups = self._rooms.get(room, {})
        return [group for tag, group in groups.items() if language in (None, tag)]

    def _of(self, member: UUID) -> Iterable[Connection]:
        return self._members.get(member, ())

    def _tell_only(self, event: PrivateEvent, connections: Iterable[Connection]) -> None:
        data = b""
        for connection in connections:
            if event.room in connection.rooms:
                data = data or encode(event)
                self._wait(self._rooms[event.room][connection.reader.language], Waiting(data, connection))

    def _queue(self, groups: Iterable[Group], event: RoomEvent) -> None:
        data = encode(event)
        seq = 0 if isinstance(event, GlossaryChanged | Presence | Drafting | Untranslated) else event.seq
        # That a draft is gone is told to everybody: it would stand there for good.
        light = isinstance(event, Drafting) and bool(event.settled or event.open)
        for group in groups:
            self._wait(group, Waiting(data, light=light))
            group.last = max(group.last, seq)

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
