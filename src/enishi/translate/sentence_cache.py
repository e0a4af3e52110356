"""What engines say of sentences: asked in batches, and kept for a short while."""

import asyncio
from collections.abc import Hashable, Sequence
from itertools import chain

from cachetools import TTLCache

from enishi.model import Step
from enishi.translate.pool.jobs import Priority
from enishi.translate.pool.pools import Workers

BATCH = 8
"""Sentences a worker is given at once: long texts are shared among workers, and let others in between."""

LATELY = 300.0
"""Seconds for which answers are kept: the message finds those of its draft."""


class Answers:
    """Keeps the last `most` answers. They cannot be dropped one by one: leave all of them, and begin with none."""

    def __init__(self, pool: Workers, most: int) -> None:
        self._pool = pool
        self._kept: TTLCache[tuple[Step, str], str] = TTLCache(most, LATELY)

    async def ask(self, step: Step, sentences: Sequence[str], priority: Priority, whose: Hashable) -> list[str]:
        """One answer a sentence, in order; raises like `Pool.run`."""
        known = {said: answer for said in sentences if (answer := self._kept.get((step, said))) is not None}
        new = [said for said in dict.fromkeys(sentences) if said not in known]
        batches = [new[start : start + BATCH] for start in range(0, len(new), BATCH)]
        outputs = await asyncio.gather(*(self._pool.run(step, batch, priority, whose) for batch in batches))
        known |= zip(new, chain.from_iterable(outputs), strict=True)
        if self._kept.maxsize:
            self._kept.update(((step, said), known[said]) for said in new)
        return [known[said] for said in sentences]
