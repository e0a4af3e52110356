"""The rooms of a member: who is in them, what is unread."""

from collections.abc import Mapping, Sequence, Set
from datetime import datetime
from functools import partial
from math import ceil
from uuid import UUID

from enishi import clock
from enishi.gathering.messages import table as messages
from enishi.gathering.messages.table import Standing
from enishi.gathering.people.blocks import Blocks
from enishi.gathering.people.presence import Attendance
from enishi.gathering.people.private_table import key_of
from enishi.gathering.people.rooms import Rooms
from enishi.model import Member, Role
from enishi.protocol import RoomView
from enishi.store.store import Store

Place = tuple[Standing, Mapping[UUID, Member], Mapping[UUID, Role]]
"""Where somebody stands in a room, everybody who belongs to it, and what they are there."""


class Standings:
    """Reads first, then makes the views in one go: nothing may happen between a view and what is sent after it."""

    def __init__(self, store: Store, rooms: Rooms, attendance: Attendance, blocks: Blocks) -> None:
        self._store = store
        self._blocks = blocks
        self._rooms = rooms
        self._attendance = attendance

    async def of(self, member: Member) -> Sequence[Place]:
        """The rooms that a member belongs to, the newest first; none of them with somebody alone whom they blocked."""
        hidden = self._blocks.hidden_from(member.id)
        alone = [key_of((member.id, other)) for other in self._blocks.blocked_by(member.id)]
        found = await self._store.read(partial(messages.standings, member=member.id, hidden=hidden, but=alone))
        return [
            (standing, await self._rooms.members(standing.room.id), await self._rooms.roles(standing.room.id))
            for standing in found
        ]

    def views(self, reader: Member, places: Sequence[Place]) -> tuple[RoomView, ...]:
        """These rooms with who is here at this moment, as far as the reader is told of them."""
        hidden = self._blocks.hidden_from(reader.id).keys()
        return tuple(self._view(*place, hidden) for place in places)

    async def one(self, member: Member, room: UUID) -> RoomView | None:
        """One of these rooms; None where the member is not in it."""
        return next((view for view in self.views(member, await self.of(member)) if view.id == room), None)

    def _view(
        self, standing: Standing, members: Mapping[UUID, Member], roles: Mapping[UUID, Role], hidden: Set[UUID]
    ) -> RoomView:
        room = standing.room
        return RoomView(
            id=room.id,
            title=room.title,
            last=room.last,
            read=standing.read,
            unread=standing.unread,
            welcome=room.welcome,
            private=room.private,
            settings=room.settings,
            sees_after=standing.sees_after,
            muted_for=_left(standing.muted_until),
            members=tuple(members.values()),
            roles=dict(roles),
            here=frozenset(self._attendance.here(room.id).keys() - hidden),
        )


def _left(until: datetime | None) -> int | None:
    seconds = 0 if until is None else ceil((until - clock.now()).total_seconds())
    return seconds if seconds > 0 else None
