"""A task with several callers: cancelled when the last of them is."""

import asyncio
from typing import Generic, TypeVar

from enishi.translate.pool.jobs import Priority

T = TypeVar("T")


class SharedTask(Generic[T]):
    """A task, its priority, and the number of its callers."""

    def __init__(self, task: asyncio.Task[T], priority: Priority) -> None:
        self.task = task
        self.priority = priority
        self._callers = 0

    @property
    def ending(self) -> bool:
        """Whether it is too late for another caller."""
        return self.task.done() or self.task.cancelling() > 0

    async def result(self) -> T:
        """Its outcome. A cancelled caller leaves the task to the others; the last one cancels it."""
        self._callers += 1
        try:
            return await asyncio.shield(self.task)
        finally:
            self._callers -= 1
            if not self._callers:
                self.task.cancel()
