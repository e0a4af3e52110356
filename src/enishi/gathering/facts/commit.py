"""Facts: first on disk, then told, in the order of their numbers."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection

from enishi.bus.bus import Bus
from enishi.errors import TooMany
from enishi.protocol import AnyEvent
from enishi.store.store import Store

T = TypeVar("T")
MOST_WAITING = 1000
"""Facts that wait for the disk before what is said is refused: about a second of a slow one."""

RETRY_AFTER = 3.0


class Ledger:
    """Whoever asked may leave in the middle: what is on disk is told all the same."""

    def __init__(self, store: Store, bus: Bus) -> None:
        self._store = store
        self._bus = bus
        self._tasks: set[asyncio.Task[object]] = set()

    def refuse_when_full(self) -> None:
        """Raises TooMany while more waits for the disk than it takes in a moment: some later, not all slower."""
        if len(self._tasks) >= MOST_WAITING:
            raise TooMany("Very many are writing at this moment. Try again in a few seconds.", retry_after=RETRY_AFTER)

    async def record(self, work: Callable[[Connection], T], tell: Callable[[T], AnyEvent | None]) -> T:
        """Commit `work`, then publish what `tell` makes of its result; raises what `work` raises."""
        task = asyncio.create_task(self._record(work, tell))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return await asyncio.shield(task)

    async def _record(self, work: Callable[[Connection], T], tell: Callable[[T], AnyEvent | None]) -> T:
        result = await self._store.write(work)
        event = tell(result)
        if event is not None:
            self._bus.publish(event)
        return result
