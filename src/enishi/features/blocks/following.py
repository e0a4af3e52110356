"""Has open connections follow a block: its maker's pages read all rooms afresh; to the other, somebody has left."""

from uuid import UUID

from enishi.doors.house import House
from enishi.features.blocks.wire import BlocksChanged
from enishi.gathering.people.wire import Blocked, Presence
from enishi.protocol import Event


class Following:
    """In every process, for the connections that it has."""

    def __init__(self, house: House) -> None:
        self._house = house

    def on_event(self, event: Event) -> None:
        """Somebody blocked somebody, or no longer does."""
        if isinstance(event, Blocked):
            self._regroup(event.by, event.member)
            self._regroup(event.member, event.by)
            self._house.bus.publish_local(BlocksChanged(member=event.by))

    def _regroup(self, reader: UUID, other: UUID) -> None:
        here = other not in self._house.blocks.hidden_from(reader)
        for connection in self._house.hub.regroup(reader):
            for room in connection.rooms:
                if present := self._house.attendance.here(room).get(other):
                    connection.tell(Presence(room=room, member=present, here=here))
