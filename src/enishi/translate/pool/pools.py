"""The workers of this machine and those of others as one."""

from collections.abc import Collection, Iterable, Sequence

from typing_extensions import override

from enishi.model import Step
from enishi.translate.engine import Direction
from enishi.translate.pool.fair_queue import NO_FLOW, Flow
from enishi.translate.pool.jobs import Priority
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.remote_line import ready_steps
from enishi.translate.pool.workers import Workers


class Pools(Workers):
    """Runs the directions of this machine in its pool, all others in the pool of remote workers."""

    def __init__(self, local: Pool, remote: Pool) -> None:
        self._local = local
        self._remote = remote
        self._local_steps: Collection[Step] = ()

    @override
    async def run(
        self, step: Step, sentences: Sequence[str], *, priority: Priority = Priority.LIVE, flow: Flow = NO_FLOW
    ) -> list[str]:
        pool = self._local if step in self._local_steps else self._remote
        return await pool.run(step, sentences, priority=priority, flow=flow)

    @override
    def waiting(self, priority: Priority) -> int:
        return self._local.waiting(priority) + self._remote.waiting(priority)

    @override
    async def warm(self, steps: Iterable[Step]) -> None:
        """Opens the local ones among these."""
        await self._local.warm(step for step in steps if step in self._local_steps)

    @override
    def set_local_directions(self, directions: Iterable[Direction]) -> None:
        self._local_steps = ready_steps(directions)

    @override
    def reload(self, steps: Iterable[Step]) -> None:
        self._local.reload(steps)
