"""Background work of one part of the server: started, its failures logged, stopped with its owner."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

log = logging.getLogger(__name__)


class Tasks:
    """Holds what runs, so that it is not garbage collected; `what` names it in the log.

    An error that a task raises is logged once, at the end of the task. The log gets the error's type and traceback,
    unless the work handles what is `private`: then only its type, since the text of an error may quote a message.
    """

    def __init__(self, what: str, *, private: bool = False) -> None:
        self._what = what
        self._private = private
        self._running: set[asyncio.Task[Any]] = set()

    def __len__(self) -> int:
        return len(self._running)

    def start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Run this in the background."""
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    async def close(self) -> None:
        """Cancel what still runs, and wait until it has ended."""
        running = tuple(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()):
            reason = f": {type(error).__name__}" if self._private else ""
            log.error("%s failed%s", self._what, reason, exc_info=None if self._private else error)
