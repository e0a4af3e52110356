"""Translations of sentences by an engine: requested in batches, and cached for a short while."""

import asyncio
from collections.abc import Hashable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from sys import getsizeof
from typing import NamedTuple

from cachetools import TTLCache

from enishi.model import Step
from enishi.translate.pool.fair_queue import Flow
from enishi.translate.pool.jobs import Priority
from enishi.translate.pool.workers import Workers
from enishi.translate.renderings import ENTRY_BYTES

BATCH = 8
"""Sentences in one job at most: a long text is shared among workers, and short ones go in between."""

BATCH_CHARACTERS = 400
"""Characters in one job of several sentences at most."""

LIFETIME = 300.0
"""Seconds for which a translation is cached: a message finds the sentences of its draft."""


class _Entry(NamedTuple):
    source: str
    made: str


class SentenceCache:
    """Caches translations of `size` bytes in all; those of a group (room) answer that group alone.

    It cannot forget single ones: to forget, replace the whole cache.
    """

    def __init__(self, pool: Workers, size: int) -> None:
        self._pool = pool
        self._cache: TTLCache[tuple[Hashable, Step, str], _Entry] = TTLCache(size, LIFETIME, getsizeof=_bytes)

    async def translate(self, step: Step, sentences: Sequence[str], *, priority: Priority, flow: Flow) -> list[str]:
        """One translation a sentence, in order; raises like `Workers.run`."""
        cached = (self._cache.get((flow.group, step, source)) for source in sentences)
        known = {entry.source: entry.made for entry in cached if entry}
        new = [source for source in dict.fromkeys(sentences) if source not in known]
        runs = (self._pool.run(step, batch, priority=priority, flow=flow) for batch in _batches(new))
        known |= zip(new, chain.from_iterable(await asyncio.gather(*runs)), strict=True)
        for source in new:
            with suppress(ValueError):  # larger than the whole cache
                self._cache[flow.group, step, source] = _Entry(source, known[source])
        return [known[source] for source in sentences]


def _batches(sentences: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for sentence in sentences:
        if batch and (len(batch) == BATCH or sum(map(len, batch)) + len(sentence) > BATCH_CHARACTERS):
            yield batch
            batch = []
        batch.append(sentence)
    if batch:
        yield batch


def _bytes(entry: _Entry) -> int:
    return ENTRY_BYTES + sum(map(getsizeof, entry))
