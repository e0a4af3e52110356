"""One durable timer for everything that happens by itself: kept in the database, run once, through restarts."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import groupby
from uuid import UUID

from sqlalchemy import Connection

from enishi import clock
from enishi.errors import StoreError
from enishi.gathering.dues import table
from enishi.gathering.dues.table import Due
from enishi.protocol import Event
from enishi.store.store import Store

log = logging.getLogger(__name__)

DueHandler = Callable[[Connection, Due], Event | None]
"""The effect of a due, as SQL; returns what shall be published once it is committed. It may run again when undone."""

TICK = 0.5
"""Seconds after which clock and database are read again: the clock may jump, and other processes add dues."""

BATCH = 100
"""Dues that run in one transaction at most; other writes wait meanwhile."""

CONTENDED = 0.05
"""Seconds before another look, when all that is due is being done by another process."""

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(hours=1)
"""How long a due waits after its handler failed: at first, and at most. The pause doubles each time."""

KEPT = timedelta(days=7)
"""How long a due that is done can still be looked at."""

_NEVER = datetime.max.replace(tzinfo=UTC)


class Dues:
    """Dues can be added before they run; several processes may run those of one database.

    A handler runs in the transaction that marks its due as done: so its effect in the database happens exactly once,
    and a process that dies leaves the due to the next one at once, with no lease to wait for. `now` is the wall clock.
    """

    def __init__(self, store: Store, publish: Callable[[Event], None], now: Callable[[], datetime] = clock.now) -> None:
        self._store = store
        self._publish = publish
        self._now = now
        self._handlers: Mapping[str, DueHandler] = {}
        self._unknown: set[str] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._until = _NEVER
        """Up to which instant the present sleep goes."""
        self._added = False
        """Whether a due was added that comes before; perhaps in a transaction that is still under way."""
        self._wake = asyncio.Event()
        self._ending = False
        self._forget_at: datetime | None = None

    def at(self, connection: Connection, kind: str, ref: str, at: datetime, room: UUID | None = None) -> UUID:
        """Keep a due in a transaction that is under way: it is there if, and only if, that is committed."""
        due = Due(clock.new_id(), kind, ref, room, at, at)
        table.add(connection, due)
        if self._loop:
            self._loop.call_soon_threadsafe(self._expect, at)
        return due.id

    async def add(self, kind: str, ref: str, at: datetime, room: UUID | None = None) -> UUID:
        """Keep a due in a transaction of its own; raises StoreError."""
        return await self._store.write(partial(self.at, kind=kind, ref=ref, at=at, room=room), room=room)

    def cancel(self, connection: Connection, kind: str, ref: str) -> None:
        """Remove the dues of this kind about this, unless they are done."""
        table.cancel(connection, kind, ref)

    @asynccontextmanager
    async def running(self, handlers: Mapping[str, DueHandler]) -> AsyncIterator[None]:
        """Run what is due while the context is open; what is being done when it closes is finished.

        A due of a kind without a handler stays as it is, for a process that has one.
        """
        self._handlers = handlers
        self._loop = asyncio.get_running_loop()
        task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            self._ending = True
            self._wake.set()
            await task
            self._loop = None

    async def _run(self) -> None:
        while not self._ending:
            try:
                await self._round()
            except StoreError:  # the store has logged it
                await self._sleep(TICK)
            except Exception:
                log.exception("What is due could not be done. It is tried again.")
                await self._sleep(TICK)

    async def _round(self) -> None:
        """Do what is due, or sleep until something is."""
        self._until = _NEVER
        soonest = await self._look()
        now = self._now()
        if due := [each for each in soonest if each.try_at <= now]:
            known = self._known(due)
            if known and not await self._do_all(known, now):
                await self._sleep(CONTENDED)
            return
        await self._forget(now)
        await self._sleep(min([TICK, *((each.try_at - now).total_seconds() for each in soonest[:1])]))

    async def _look(self) -> Sequence[Due]:
        """What runs next; also what was just added in this process, since a write comes after the one that adds it."""
        look = partial(table.soonest, limit=BATCH, ignored=self._unknown)
        added, self._added = self._added, False
        return await (self._store.write(look, room=None) if added else self._store.read(look))

    def _known(self, due: Collection[Due]) -> Sequence[Due]:
        """Those that have a handler; the others are not looked at again."""
        for kind in {each.kind for each in due} - self._handlers.keys():
            log.error("Nothing here handles dues of the kind %s. They stay for a version of Enishi that does.", kind)
            self._unknown.add(kind)
        return [each for each in due if each.kind in self._handlers]

    async def _do_all(self, due: Collection[Due], now: datetime) -> bool:
        """Run them, those of one room together; False where nothing could be done."""
        rooms = [list(of_room) for _, of_room in groupby(sorted(due, key=_room), key=_room)]
        return any(await asyncio.gather(*(self._do(of_room, now) for of_room in rooms)))

    async def _do(self, due: Sequence[Due], now: datetime) -> bool:
        """Run them in one transaction; where one of them fails, each in its own."""
        try:
            work = partial(self._perform, ids=[each.id for each in due], now=now)
            events = await self._store.write(work, room=due[0].room)
        except StoreError:  # the store has logged it
            return False
        except Exception:
            if len(due) > 1:
                return any(await asyncio.gather(*(self._do([each], now) for each in due)))
            log.exception("A due of the kind %s failed. It is tried again later.", due[0].kind)
            return await self._postpone(due[0], now)
        for event in events:
            if event is not None:
                self._publish(event)
        return bool(events)

    def _perform(self, connection: Connection, ids: Sequence[UUID], now: datetime) -> list[Event | None]:
        return [self._handlers[due.kind](connection, due) for due in table.take(connection, ids, now)]

    async def _postpone(self, due: Due, now: datetime) -> bool:
        try_at = now + min(FIRST_PAUSE * 2 ** min(due.tries, 20), LONGEST_PAUSE)
        with suppress(StoreError):
            await self._store.write(partial(table.postpone, due=due.id, now=now, try_at=try_at), room=due.room)
            return True
        return False

    async def _forget(self, now: datetime) -> None:
        if self._forget_at is None or self._forget_at <= now:
            await self._store.write(partial(table.forget, before=now - KEPT), room=None)
            self._forget_at = now + timedelta(days=1)

    def _expect(self, at: datetime) -> None:
        """A due was added in this process."""
        if at < self._until:
            self._added = True
            self._wake.set()

    async def _sleep(self, seconds: float) -> None:
        """By the loop's clock, which does not jump; ends early when a nearer due is added."""
        self._until = self._now() + timedelta(seconds=seconds)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        self._wake.clear()


def _room(due: Due) -> str:
    return str(due.room)
