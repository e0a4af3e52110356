"""Telling what happens in rooms in the order of its numbers, where several processes add to them."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from enishi.bus.bus import Handler
from enishi.errors import StoreError
from enishi.gathering.facts import table as facts
from enishi.gathering.facts.event_cache import Recent
from enishi.gathering.facts.sequence import Sequencer
from enishi.gathering.facts.telling import told
from enishi.protocol import AnyFact, AnyNews
from enishi.store.store import Store

PATIENCE = 0.2
"""Seconds that a fact may be on its way, when a later one is here already."""

MOST = 500
"""Numbers that are read from the store at once."""


@dataclass(slots=True, eq=False)
class _Minded:
    """Where the telling stands; `early` waits until that is known."""

    sequencer: Sequencer | None = None
    early: list[AnyFact] = field(default_factory=list)
    task: asyncio.Task[None] | None = None
    """What reads from the store: first where to begin, later what is missing."""


class Ordering:
    """Each fact is told once, and after those with lower numbers; what does not come in time is read from the store.

    Only rooms that somebody `reads` in this process are minded, and of these what is `recent` is known.
    """

    def __init__(self, store: Store, reads: Callable[[UUID], bool], recent: Recent, *tell: Handler) -> None:
        self._store = store
        self._reads = reads
        self._recent = recent
        self._tell = tell
        self._rooms: dict[UUID, _Minded] = {}

    async def ready(self, room: UUID) -> None:
        """Wait until no fact is missed that is newer than what is read from the store after this.

        Whoever asks is a reader of the room by now. Raises StoreError.
        """
        minded = self._minded(room)
        if minded.sequencer is None and minded.task:
            await asyncio.shield(minded.task)

    def hear(self, event: AnyNews) -> None:
        """Tell it now, or in its turn."""
        if not isinstance(event, AnyFact):
            self._pass(event)
        elif self._reads(event.room):
            self._take(event)
        else:
            self._rooms.pop(event.room, None)
            self._pass(event)

    async def check(self) -> None:
        """Look in the store whether there are facts that nobody told this process of."""
        self._rooms = {room: minded for room, minded in self._rooms.items() if self._reads(room)}
        try:
            newest = await self._store.read(partial(facts.last_numbers, wanted=tuple(self._rooms)))
        except StoreError:
            return  # the log has it from the store; the next look may succeed
        for room, minded in self._rooms.items():
            if minded.sequencer and room in newest:
                minded.sequencer.expect(newest[room])
                self._mind(room, minded)

    def _take(self, fact: AnyFact) -> None:
        minded = self._minded(fact.room)
        if minded.sequencer is None:
            minded.early.append(fact)
        else:
            self._go_on(minded.sequencer.take(fact))
            self._mind(fact.room, minded)

    def _pass(self, event: AnyNews) -> None:
        for tell in self._tell:
            tell(event)

    def _go_on(self, ready: Iterable[AnyFact]) -> None:
        for fact in ready:
            self._recent.hear(fact)
            self._pass(fact)

    def _minded(self, room: UUID) -> _Minded:
        if room not in self._rooms:
            minded = self._rooms[room] = _Minded()
            minded.task = asyncio.create_task(self._begin(room, minded))
            minded.task.add_done_callback(partial(self._begun, room, minded))
        return self._rooms[room]

    async def _begin(self, room: UUID, minded: _Minded) -> None:
        """What has come by now is in what the first readers will read of the store."""
        newest = await self._store.read(partial(facts.last_numbers, wanted=(room,)))
        self._recent.begin(room, newest[room])
        minded.sequencer = Sequencer(newest[room])
        for fact in minded.early:
            self._go_on(minded.sequencer.take(fact))
        minded.early.clear()

    def _begun(self, room: UUID, minded: _Minded, task: asyncio.Task[None]) -> None:
        if task.cancelled() or task.exception():  # whoever waits for it is told; the next one tries again
            self._rooms.pop(room, None)
        else:
            self._mind(room, minded)

    def _mind(self, room: UUID, minded: _Minded) -> None:
        if minded.sequencer and minded.sequencer.hole and (minded.task is None or minded.task.done()):
            minded.task = asyncio.create_task(self._fill(room, minded, minded.sequencer))

    async def _fill(self, room: UUID, minded: _Minded, sequencer: Sequencer) -> None:
        while sequencer.hole:
            newest = sequencer.newest
            await asyncio.sleep(PATIENCE)
            after = sequencer.hole.start - 1
            if after >= newest:  # all that was missing then has come; what is missing now may be on its way
                continue
            upto = min(newest, after + MOST)
            try:
                found = await self._store.read(partial(facts.between, room=room, after=after, upto=upto))
            except StoreError:
                return  # the log has it from the store; the next look may succeed
            if self._rooms.get(room) is not minded:  # its readers have gone
                return
            for fact in found:
                self._go_on(sequencer.take(told(fact)))
            self._go_on(sequencer.skip(upto))
