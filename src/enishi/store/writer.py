"""The one thread that writes: whatever waits is committed together, with a single fsync (group commit)."""

from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from sqlalchemy import Connection, Engine

Work = Callable[[Connection], Any]
Job = tuple[Work, "Future[Any]"]

MOST_AT_ONCE = 256


class Writer:
    """Runs pieces of work one after the other; a future is resolved only when its work is on disk.

    Work that raises is undone by itself (a savepoint) and does not disturb what it was committed with. Futures are
    resolved in the order of their work, so that whoever waits learns of facts in the order of their numbers.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="enishi-writer")
        self._thread.start()

    def submit(self, work: Work) -> "Future[Any]":
        """Queue a piece of work; it can be cancelled until it has begun."""
        future: Future[Any] = Future()
        self._jobs.put((work, future))
        return future

    def close(self) -> None:
        """Finish what was submitted, then stop."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        with self._engine.connect() as connection:
            while (job := self._jobs.get()) is not None:
                batch = [job]
                while len(batch) < MOST_AT_ONCE:
                    try:
                        job = self._jobs.get_nowait()
                    except Empty:
                        break
                    if job is None:
                        self._commit(connection, batch)
                        return
                    batch.append(job)
                self._commit(connection, batch)

    @staticmethod
    def _commit(connection: Connection, batch: list[Job]) -> None:
        running = [(work, future) for work, future in batch if future.set_running_or_notify_cancel()]
        try:
            with connection.begin():
                outcomes = [_attempt(connection, work) for work, _ in running]
        except Exception as failure:
            outcomes = [(None, failure)] * len(running)
        for (_, future), (result, error) in zip(running, outcomes, strict=True):
            if error is None:
                future.set_result(result)
            else:
                future.set_exception(error)


def _attempt(connection: Connection, work: Work) -> tuple[Any, Exception | None]:
    try:
        with connection.begin_nested():
            return work(connection), None
    except Exception as error:
        return None, error
