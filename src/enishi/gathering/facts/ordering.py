"""Delivers the facts of rooms in the order of their numbers, where several processes write them."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from enishi.errors import StoreError
from enishi.gathering.facts.event_cache import EventCache
from enishi.gathering.facts.sequence import Sequencer
from enishi.gathering.facts.sources import Sources
from enishi.gathering.people import rooms_table as rooms
from enishi.protocol import Event, Fact
from enishi.store.store import Store

PATIENCE = 0.2
"""Seconds that a fact may be on its way, when a later one is here already."""

MOST = 500
"""Numbers that are read from the store at once."""


@dataclass(slots=True, eq=False)
class _Followed:
    """How far a room is delivered; `early` holds facts until that is known."""

    sequencer: Sequencer | None = None
    early: list[Fact] = field(default_factory=list)
    task: asyncio.Task[None] | None = None
    """What reads from the store: first where to begin, later what is missing."""


class Ordering:
    """Each fact is delivered once, after those with lower numbers; what is late is read from the store.

    Only rooms that somebody `reads` in this process are followed; `cache` gets their facts before `deliver` does.
    """

    def __init__(
        self,
        store: Store,
        sources: Sources,
        *,
        reads: Callable[[UUID], bool],
        cache: EventCache,
        deliver: Callable[[Event], None],
    ) -> None:
        self._store = store
        self._sources = sources
        self._reads = reads
        self._cache = cache
        self._deliver = deliver
        self._rooms: dict[UUID, _Followed] = {}

    async def ready(self, room: UUID) -> None:
        """Wait until no fact is missed that is newer than what is read from the store after this.

        Whoever asks is a reader of the room by now. Raises StoreError.
        """
        followed = self._follow(room)
        if followed.sequencer is None and followed.task:
            await asyncio.shield(followed.task)

    def on_event(self, event: Event) -> None:
        """Deliver it now, or in its turn."""
        if not isinstance(event, Fact):
            self._deliver(event)
        elif self._reads(event.room):
            self._take(event)
        else:
            self._rooms.pop(event.room, None)
            self._deliver(event)

    async def check(self) -> None:
        """Look in the store whether there are facts that this process was not sent."""
        self._rooms = {room: followed for room, followed in self._rooms.items() if self._reads(room)}
        try:
            newest = await self._store.read(partial(rooms.last_numbers, wanted=tuple(self._rooms)))
        except StoreError:
            return  # the log has it from the store; the next look may succeed
        for room, followed in self._rooms.items():
            if followed.sequencer and room in newest:
                followed.sequencer.expect(newest[room])
                self._fill_later(room, followed)

    def _take(self, fact: Fact) -> None:
        followed = self._follow(fact.room)
        if followed.sequencer is None:
            followed.early.append(fact)
        else:
            self._go_on(followed.sequencer.take(fact))
            self._fill_later(fact.room, followed)

    def _go_on(self, ready: Iterable[Fact]) -> None:
        for fact in ready:
            self._cache.add(fact)
            self._deliver(fact)

    def _follow(self, room: UUID) -> _Followed:
        if room not in self._rooms:
            followed = self._rooms[room] = _Followed()
            followed.task = asyncio.create_task(self._begin(room, followed))
            followed.task.add_done_callback(partial(self._begun, room, followed))
        return self._rooms[room]

    async def _begin(self, room: UUID, followed: _Followed) -> None:
        """What has come by now is in what the first readers will read of the store."""
        newest = await self._store.read(partial(rooms.last_numbers, wanted=(room,)))
        self._cache.begin(room, newest[room])
        followed.sequencer = Sequencer(newest[room])
        for fact in followed.early:
            self._go_on(followed.sequencer.take(fact))
        followed.early.clear()

    def _begun(self, room: UUID, followed: _Followed, task: asyncio.Task[None]) -> None:
        if task.cancelled() or task.exception():  # whoever waits for it is told; the next one tries again
            self._rooms.pop(room, None)
        else:
            self._fill_later(room, followed)

    def _fill_later(self, room: UUID, followed: _Followed) -> None:
        if followed.sequencer and followed.sequencer.hole and (followed.task is None or followed.task.done()):
            followed.task = asyncio.create_task(self._fill(room, followed, followed.sequencer))

    async def _fill(self, room: UUID, followed: _Followed, sequencer: Sequencer) -> None:
        while sequencer.hole:
            newest = sequencer.newest
            await asyncio.sleep(PATIENCE)
            after = sequencer.hole.start - 1
            if after >= newest:  # all that was missing then has come; what is missing now may be on its way
                continue
            upto = min(newest, after + MOST)
            try:
                found = await self._store.read(partial(self._sources.between, room=room, after=after, upto=upto))
            except StoreError:
                return  # the log has it from the store; the next look may succeed
            if self._rooms.get(room) is not followed:  # its readers have gone
                return
            for fact in found:
                self._go_on(sequencer.take(fact))
            self._go_on(sequencer.skip(upto))
