"""Which process makes a translation, where several could: each takes a lease first, and renews it while it works."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from uuid import UUID

from enishi import clock
from enishi.errors import StoreError
from enishi.gathering.translations import leases_table as leases
from enishi.gathering.translations.leases_table import Lease
from enishi.model import Message
from enishi.store.store import Store

LASTS = timedelta(seconds=6)
"""How long a lease holds when it is not renewed; it is renewed three times as often."""

Leasing = Callable[[Message, str], AbstractAsyncContextManager[bool]]
"""Waits until the translation of a message into a language is ours to make; False when nobody has to make it."""


def unleased(message: Message, language: str) -> AbstractAsyncContextManager[bool]:
    """Where there is one process."""
    return nullcontext(True)  # noqa: FBT003


class Leases:
    """Those of one process."""

    def __init__(self, store: Store, process: UUID) -> None:
        self._store = store
        self._process = process
        self._held: set[Lease] = set()

    @asynccontextmanager
    async def lease(self, message: Message, language: str) -> AsyncIterator[bool]:
        """As Leasing says; raises StoreError."""
        mine = await self._await(message, language)
        if mine is None:
            yield False
            return
        self._held.add(mine)
        try:
            yield True
        except BaseException:  # another process may try; what is made needs no lease any more
            with suppress(StoreError):
                await self._store.write(partial(leases.release, lease=mine), room=mine.room)
            raise
        finally:
            self._held.discard(mine)

    async def keep(self) -> None:
        """Hold what is held, for ever."""
        while True:
            await asyncio.sleep(LASTS.total_seconds() / 3)
            if self._held:
                with suppress(StoreError):
                    await self._renew(clock.now() + LASTS)

    async def _renew(self, until: datetime) -> None:
        held = sorted(self._held, key=lambda lease: lease.room)
        for room, of_room in groupby(held, key=lambda lease: lease.room):
            await self._store.write(partial(leases.renew, held=tuple(of_room), until=until), room=room)

    async def _await(self, message: Message, language: str) -> Lease | None:
        while True:
            now = clock.now()
            wanted = Lease(message.room, message.id, message.changed, language, self._process, now + LASTS)
            holds = await self._store.write(partial(leases.take, lease=wanted, now=now), room=message.room)
            if holds is None or holds.process == self._process:
                return holds
            await asyncio.sleep(max(0.0, (holds.until - clock.now()).total_seconds()))
