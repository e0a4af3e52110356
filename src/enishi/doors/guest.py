"""A member on one WebSocket connection, as a caller of commands."""

from collections.abc import Callable, Hashable
from uuid import UUID

from enishi.doors.house import House
from enishi.live.connection import Connection
from enishi.model import Member
from enishi.protocol import Event


class Guest:
    """Fits `Caller`; close it when the connection is gone."""

    def __init__(self, house: House, connection: Connection, member: Member, address: str | None = None) -> None:
        self._house = house
        self.address = address
        """Where they are, as limits count it."""
        self._connection = connection
        self._ends: dict[Hashable, Callable[[], None]] = {}
        self.greeted = False
        """Whether `hello` was answered."""
        house.hub.connect(connection, member)

    @property
    def member(self) -> Member:
        """Who reads here, as they are now."""
        return self._connection.reader

    def tell(self, event: Event) -> None:
        """Send an event to this connection alone."""
        self._connection.tell(event)

    def stream(self, frame: bytes) -> None:
        """Send a frame now, or drop it when the connection is behind."""
        self._connection.stream(frame)

    def at_leave(self, key: Hashable, end: Callable[[], None]) -> None:
        """Run `end` when the connection is gone; a later one with the same key takes its place."""
        self._ends[key] = end

    def enter(self, room: UUID, sees_after: int) -> None:
        """Be sent what happens in the room from now on, but for messages up to this number; and be seen there."""
        if room not in self._connection.rooms:
            self._house.hub.enter(self._connection, room, sees_after)
            self._house.attendance.arrive(self.member, room)

    async def aclose(self) -> None:
        """Leave every room, and end what features do for this connection."""
        for end in self._ends.values():
            end()
        rooms = tuple(self._connection.rooms)
        self._house.hub.leave(self._connection)
        for room in rooms:
            self._house.attendance.depart(self.member, room)
