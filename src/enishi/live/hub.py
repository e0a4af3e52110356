"""Who listens to which room in which language; each event is framed once and written to all of them."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from enishi import clock
from enishi.live.connection import Connection
from enishi.live.frames import encode
from enishi.model import Member
from enishi.protocol import AnyEvent, Beat, Edited, Posted, Presence, Removed, Translated, Untranslated


@dataclass(slots=True)
class Group:
    """The readers of one room in one language: `frames` wait for them, `last` is the newest number they were told."""

    readers: set[Connection] = field(default_factory=set)
    frames: list[bytes] = field(default_factory=list)
    last: int = 0

    def write(self, data: bytes) -> None:
        """Write to every reader."""
        for reader in tuple(self.readers):
            reader.write(data)


class Hub:
    """Joins what waits for a group of readers into one write a turn of the event loop."""

    def __init__(self) -> None:
        self._rooms: defaultdict[UUID, dict[str, Group]] = defaultdict(dict)
        self._members: defaultdict[UUID, set[Connection]] = defaultdict(set)
        self._waiting: list[Group] = []

    def enter(self, connection: Connection, room: UUID) -> None:
        """Tell this connection what happens in the room, in its language, from now on."""
        self._rooms[room].setdefault(connection.reader.language, Group()).readers.add(connection)
        self._members[connection.reader.id].add(connection)
        connection.rooms.add(room)

    def leave(self, connection: Connection) -> None:
        """Tell it nothing more."""
        for room in connection.rooms:
            group = self._rooms[room][connection.reader.language]
            group.readers.discard(connection)
            if not group.readers:
                del self._rooms[room][connection.reader.language]
            if not self._rooms[room]:
                del self._rooms[room]
        connection.rooms.clear()
        self._members[connection.reader.id].discard(connection)
        if not self._members[connection.reader.id]:
            del self._members[connection.reader.id]

    def retarget(self, connection: Connection, reader: Member) -> None:
        """Tell it the same, in the language that its reader reads from now on."""
        rooms = tuple(connection.rooms)
        self.leave(connection)
        connection.reader = reader
        for room in rooms:
            self.enter(connection, room)

    def connections(self, member: UUID) -> tuple[Connection, ...]:
        """Where a member is connected, in at least one room."""
        return tuple(self._members.get(member, ()))

    def deliver(self, event: AnyEvent) -> None:
        """Write an event of a room to those whom it concerns; the bus calls this."""
        match event:
            case Posted() | Edited() | Removed() | Presence():
                self._queue(self._rooms.get(event.room, {}).values(), event)
            case Translated() | Untranslated():
                groups = self._rooms.get(event.room, {})
                if event.language in groups:
                    self._queue([groups[event.language]], event)
                self._tell_writer(event)
            case _:
                pass

    def beat(self) -> None:
        """Write the heartbeat to everybody."""
        now = clock.now()
        for room, groups in self._rooms.items():
            for group in groups.values():
                group.write(encode(Beat(now=now, rooms={room: group.last})))

    def _tell_writer(self, event: Translated | Untranslated) -> None:
        for connection in self.connections(event.author):
            if event.room in connection.rooms and connection.reader.language != event.language:
                connection.tell(event)

    def _queue(
        self, groups: Iterable[Group], event: Posted | Edited | Removed | Presence | Translated | Untranslated
    ) -> None:
        data = encode(event)
        seq = 0 if isinstance(event, Presence | Untranslated) else event.seq
        for group in groups:
            if not self._waiting:
                asyncio.get_running_loop().call_soon(self._flush)
            if not group.frames:
                self._waiting.append(group)
            group.frames.append(data)
            group.last = max(group.last, seq)

    def _flush(self) -> None:
        for group in self._waiting:
            group.write(b"".join(group.frames))
            group.frames.clear()
        self._waiting.clear()
