"""Who makes a translation, where several processes could: each claims it first, and holds the claim while it works."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from datetime import timedelta
from functools import partial
from uuid import UUID

from enishi import clock
from enishi.errors import StoreError
from enishi.gathering.translations import leases_table as claims
from enishi.gathering.translations.leases_table import Claim
from enishi.model import Message
from enishi.protocol import MessageView
from enishi.store.store import Store

LEASE = timedelta(seconds=6)
"""How long a claim holds when whoever holds it says nothing more; they say so three times as often."""

Claiming = Callable[[Message | MessageView, str], AbstractAsyncContextManager[bool]]
"""Waits until the translation of a message into a language is ours to make; False when nobody has to make it."""


def alone(message: Message | MessageView, language: str) -> AbstractAsyncContextManager[bool]:
    """Where there is one process."""
    return nullcontext(True)  # noqa: FBT003


class Claims:
    """Those of one process."""

    def __init__(self, store: Store, process: UUID) -> None:
        self._store = store
        self._process = process
        self._held: set[Claim] = set()

    @asynccontextmanager
    async def claim(self, message: Message | MessageView, language: str) -> AsyncIterator[bool]:
        """As Claiming says; raises StoreError."""
        mine = await self._await(message, language)
        if mine is None:
            yield False
            return
        self._held.add(mine)
        try:
            yield True
        except BaseException:  # another process may try; what is made needs no claim any more
            with suppress(StoreError):
                await self._store.write(partial(claims.release, claim=mine))
            raise
        finally:
            self._held.discard(mine)

    async def keep(self) -> None:
        """Hold what is held, for ever."""
        while True:
            await asyncio.sleep(LEASE.total_seconds() / 3)
            if self._held:
                with suppress(StoreError):
                    await self._store.write(partial(claims.renew, held=tuple(self._held), until=clock.now() + LEASE))

    async def _await(self, message: Message | MessageView, language: str) -> Claim | None:
        while True:
            now = clock.now()
            wanted = Claim(message.id, message.changed, language, self._process, now + LEASE)
            holds = await self._store.write(partial(claims.take, claim=wanted, now=now))
            if holds is None or holds.process == self._process:
                return holds
            await asyncio.sleep(max(0.0, (holds.until - clock.now()).total_seconds()))
