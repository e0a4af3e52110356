"""Ten honest members: half of them write, and it is measured when the others read it in their language."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
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

PATIENT = 120.0
"""Seconds for which the end of what an attack left is waited for."""


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

    async def calm(self, seconds: float) -> float:
        """Seconds until a message takes no longer than this, at most `PATIENT`."""
        begun = perf_counter()
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENT):
                while await self._once(self._english[0], self._portuguese[0]) > seconds:  # noqa: ASYNC110 - it asks
                    await asyncio.sleep(1)
        return perf_counter() - begun

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
                message = await _posted(author, f"{next(self._words)} {next(self._number)}.")
                await reader.translated(message)
        except TimeoutError:
            return LOST
        return perf_counter() - begun


async def _posted(author: Guest, text: str) -> str:
    """The number of a message that was taken; what is refused is sent again when the server says so, as pages do."""
    said = await author.post(text)
    if said["type"] == "refused":
        await asyncio.sleep(said["retry_after"])
        return await _posted(author, text)
    return str(said["message"])


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
