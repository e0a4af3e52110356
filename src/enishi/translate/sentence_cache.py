"""Translations of sentences by an engine: requested in batches, and cached for a short while."""

import asyncio
from collections.abc import Hashable, Sequence
from itertools import chain

from cachetools import TTLCache

from enishi.model import Step
from enishi.translate.pool.jobs import Priority
from enishi.translate.pool.workers import Workers

BATCH = 8
"""Sentences in one job: a long text is shared among workers, and short ones go in between."""

LIFETIME = 300.0
"""Seconds for which a translation is cached: a message finds the sentences of its draft."""


class SentenceCache:
    """Caches `size` translations. It cannot forget single ones: to forget, replace the whole cache."""

    def __init__(self, pool: Workers, size: int) -> None:
        self._pool = pool
        self._cache: TTLCache[tuple[Step, str], str] = TTLCache(size, LIFETIME)

    async def translate(self, step: Step, sentences: Sequence[str], *, priority: Priority, flow: Hashable) -> list[str]:
        """One translation a sentence, in order; raises like `Workers.run`."""
        known = {source: made for source in sentences if (made := self._cache.get((step, source))) is not None}
        new = [source for source in dict.fromkeys(sentences) if source not in known]
        batches = [new[start : start + BATCH] for start in range(0, len(new), BATCH)]
        runs = (self._pool.run(step, batch, priority=priority, flow=flow) for batch in batches)
        known |= zip(new, chain.from_iterable(await asyncio.gather(*runs)), strict=True)
        if self._cache.maxsize:
            self._cache.update(((step, source), known[source]) for source in new)
        return [known[source] for source in sentences]
