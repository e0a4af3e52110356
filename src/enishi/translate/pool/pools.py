"""All workers together: those of this machine, and those of other ones."""

from collections.abc import Collection, Hashable, Iterable, Sequence
from typing import Protocol

from enishi.model import Step
from enishi.translate.pool.jobs import Priority
from enishi.translate.pool.pool import Pool


class Workers(Protocol):
    """A pool, or several: whoever has work for them need not know."""

    async def run(
        self, step: Step, sentences: Sequence[str], priority: Priority = Priority.LIVE, whose: Hashable = None
    ) -> list[str]:
        """As `Pool.run`."""
        ...

    def waiting(self, priority: Priority) -> int:
        """As `Pool.waiting`."""
        ...

    async def warm(self, steps: Iterable[Step]) -> None:
        """As `Pool.warm`."""
        ...


class Pools(Workers):
    """What this machine can do is done `here`; what it cannot, `elsewhere`."""

    def __init__(self, here: Pool, elsewhere: Pool, own: Collection[Step]) -> None:
        self._here = here
        self._elsewhere = elsewhere
        self._own = own

    async def run(
        self, step: Step, sentences: Sequence[str], priority: Priority = Priority.LIVE, whose: Hashable = None
    ) -> list[str]:
        """As the seam says."""
        pool = self._here if step in self._own else self._elsewhere
        return await pool.run(step, sentences, priority, whose)

    def waiting(self, priority: Priority) -> int:
        """As the seam says."""
        return self._here.waiting(priority) + self._elsewhere.waiting(priority)

    async def warm(self, steps: Iterable[Step]) -> None:
        """Only those of this machine."""
        await self._here.warm(step for step in steps if step in self._own)
