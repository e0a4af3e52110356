"""Ten honest members: half of them write, and it is measured when the others read it in their language."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import count
from statistics import quantiles
from time import perf_counter

from bench.sentences import sentences
from tests.support.guest import Guest, guest

MEMBERS = 10
EACH = 3.0
"""Seconds between two messages of one member: a third of what the default limits allow."""

LOST = 20.0
"""Seconds after which a translation counts as one that took so long."""


class Honest:
    """People who talk: each who writes English has one reader of Portuguese, before whom their words are timed."""

    def __init__(self, english: list[Guest], portuguese: list[Guest]) -> None:
        self._english = english
        self._portuguese = portuguese
        self._words = sentences(8)
        self._number = count()

    async def talk(self, seconds: float) -> list[float]:
        """What it took each of their messages, for so long."""
        end = perf_counter() + seconds
        pairs = zip(self._english, self._portuguese, strict=True)
        said = await asyncio.gather(*(self._say(author, reader, end) for author, reader in pairs))
        return [delay for delays in said for delay in delays]

    async def _say(self, author: Guest, reader: Guest, end: float) -> list[float]:
        delays = []
        await asyncio.sleep(EACH * (next(self._number) % 10) / 10)  # not all at once
        while (begun := perf_counter()) < end:
            delays.append(await self._once(author, reader))
            await asyncio.sleep(max(0.0, EACH - (perf_counter() - begun)))
        return delays

    async def _once(self, author: Guest, reader: Guest) -> float:
        """Seconds until the reader has what the author says."""
        begun = perf_counter()
        try:
            async with asyncio.timeout(LOST):
                said = await author.post(f"{next(self._words)} {next(self._number)}.")
                await reader.translated(str(said["message"]))
        except TimeoutError:
            return LOST
        return perf_counter() - begun


def p95(delays: list[float]) -> float:
    """Milliseconds."""
    return quantiles(delays, n=20)[-1] * 1000


@asynccontextmanager
async def honest(url: str, invite: str) -> AsyncIterator[Honest]:
    """Half of them read English, half Portuguese."""
    async with AsyncExitStack() as stack:

        async def come(number: int, language: str) -> Guest:
            name = f"{language} {number}"
            return await (await stack.enter_async_context(guest(url, invite, name, language))).connect()

        english = [await come(number, "en") for number in range(MEMBERS // 2)]
        portuguese = [await come(number, "pt") for number in range(MEMBERS // 2)]
        yield Honest(english, portuguese)
