"""One process alone, or several that share a database: the one place where the two differ."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from uuid import UUID

from enishi.app.base import Base
from enishi.bus.bus import Stage, Subscription
from enishi.errors import StoreError
from enishi.gathering.facts.event_cache import EventCache
from enishi.gathering.facts.ordering import Ordering
from enishi.gathering.facts.sources import Sources
from enishi.gathering.people.presence import Attendance
from enishi.gathering.people.wire import RollCall
from enishi.gathering.translations.failover import Failover
from enishi.gathering.translations.interpreting import Interpreting
from enishi.gathering.translations.leases import Leases, Leasing, unleased
from enishi.protocol import Event
from enishi.settings import Settings
from enishi.tasks import Tasks


class Cluster:
    """Alone, facts come in order and every translation is this process's. Together, neither holds by itself."""

    def __init__(self, settings: Settings, base: Base, sources: Sources, attendance: Attendance) -> None:
        self._base = base
        self._sources = sources
        self._attendance = attendance
        self._beat = settings.beat_seconds
        self._ordering: Ordering | None = None
        self._leases = Leases(base.store, base.process) if settings.bus else None

    @property
    def lease(self) -> Leasing:
        """Who translates what."""
        return self._leases.lease if self._leases else unleased

    @property
    def ready(self) -> Callable[[UUID], Awaitable[None]] | None:
        """Waits until nothing is missed of a room; there is nothing to wait for where there is one process."""
        return self._ordering.ready if self._ordering else None

    @asynccontextmanager
    async def joined(self, interpreting: Interpreting, cache: EventCache) -> AsyncIterator[None]:
        """Deliver events, with those of the other processes where there are any, while the context is open."""
        if self._leases is None:
            deliver = self._base.hub.deliver
            self._base.bus.subscribe(Subscription(cache.on_event, Stage.STATE), Subscription(deliver, Stage.DELIVERY))
            yield
            return
        failover = Failover(interpreting, self._attendance)
        self._order(failover, cache)
        self._base.bus.subscribe(Subscription(self._attendance.on_event, own=False))
        self._base.bus.publish_remote(RollCall())
        tasks = Tasks("Keeping together with the other processes")
        tasks.start(self._leases.keep())
        tasks.start(self._keep_together())
        yield
        await tasks.close()
        failover.close()

    def _order(self, failover: Failover, cache: EventCache) -> None:
        """Deliver each fact in the order of its number, from whichever process it comes."""

        def deliver(event: Event) -> None:
            self._base.hub.deliver(event)
            failover.on_event(event)

        reads = self._base.hub.reads
        self._ordering = Ordering(self._base.store, self._sources, reads=reads, cache=cache, deliver=deliver)
        self._base.bus.subscribe(Subscription(self._ordering.on_event, Stage.DELIVERY))

    async def _keep_together(self) -> None:
        while True:
            await asyncio.sleep(self._beat)
            self._attendance.beat()
            with suppress(StoreError):  # the log has it from the store; the next beat may succeed
                await self._base.blocks.load()
            if self._ordering:
                await self._ordering.check()
