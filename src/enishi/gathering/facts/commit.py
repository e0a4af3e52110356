"""Facts: first on disk, then published, in the order of their numbers."""

import asyncio
import logging
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection

from enishi.bus.bus import Bus
from enishi.errors import EnishiError, TooMany
from enishi.protocol import Event
from enishi.store.store import Store

log = logging.getLogger(__name__)

T = TypeVar("T")
MOST_WAITING = 1000
"""Facts that wait for the disk before posts are refused: about a second of a slow one."""

RETRY_AFTER = 3.0
"""Seconds."""


class Committer:
    """Commits work and publishes its event, even when whoever asked for it leaves in the middle."""

    def __init__(self, store: Store, bus: Bus) -> None:
        self._store = store
        self._bus = bus
        self._tasks: set[asyncio.Task[object]] = set()

    def refuse_when_full(self) -> None:
        """Raises TooMany while more waits for the disk than it takes in a moment."""
        if len(self._tasks) >= MOST_WAITING:
            raise TooMany("Very many are writing at this moment. Try again in a few seconds.", retry_after=RETRY_AFTER)

    async def commit(
        self, work: Callable[[Connection], T], event_of: Callable[[T], Event | None], *, room: UUID | None
    ) -> T:
        """Commit `work`, then publish what `event_of` makes of its result; raises what `work` raises.

        `room` is the room that the work writes in, None for the house.
        """
        task = asyncio.create_task(self._commit(work, event_of, room))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            task.add_done_callback(_unwaited)
            raise

    async def _commit(
        self, work: Callable[[Connection], T], event_of: Callable[[T], Event | None], room: UUID | None
    ) -> T:
        result = await self._store.write(work, room=room)
        event = event_of(result)
        if event is not None:
            self._bus.publish(event)
        return result


def _unwaited(task: asyncio.Task[object]) -> None:
    """A refusal is of no interest where nobody waits for the answer any more."""
    if not task.cancelled() and (error := task.exception()) and not isinstance(error, EnishiError):
        log.error("A commit failed: %s", type(error).__name__)
