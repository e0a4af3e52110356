"""The one thread that writes: whatever waits is committed together (group commit)."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from functools import partial
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

log = logging.getLogger(__name__)

T = TypeVar("T")

Work = Callable[[Connection], Any]
Job = tuple[Work, asyncio.Future[Any]]
Outcome = tuple[Any, Exception | None]
Batch = Callable[[Connection], list[Outcome]]

MOST_AT_ONCE = 256


class Writer:
    """Runs pieces of work one after the other; a future is resolved only when its work is on disk.

    Work that raises is undone by itself and does not disturb what it was committed with: then all of it is done once
    more, so a piece of work does nothing but SQL. When the disk fails, all that was to be committed together fails.
    Futures are resolved in the order of their work, so that whoever waits learns of facts in the order of their
    numbers; and in one turn of the loop, so that readers are told of them in one piece.
    """

    def __init__(self, transact: Callable[[Batch], list[Outcome]]) -> None:
        """`transact` runs a batch in a transaction; it raises what the batch raises, or that it cannot be committed."""
        self._transact = transact
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._failing = False
        self._thread = Thread(target=self._run, name="enishi-writer")
        self._thread.start()

    def submit(self, work: Callable[[Connection], T]) -> asyncio.Future[T]:
        """Queue a piece of work; it can be cancelled until it has begun."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._jobs.put((work, future))
        return future

    def close(self) -> None:
        """Finish what was submitted, then stop."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            batch = [job]
            while len(batch) < MOST_AT_ONCE:
                try:
                    job = self._jobs.get_nowait()
                except Empty:
                    break
                if job is None:
                    self._finish(batch)
                    return
                batch.append(job)
            self._finish(batch)

    def _finish(self, batch: list[Job]) -> None:
        running = [(work, future) for work, future in batch if not future.cancelled()]
        outcomes = self._commit([work for work, _ in running])
        futures = [future for _, future in running]
        if futures:
            futures[0].get_loop().call_soon_threadsafe(_resolve, list(zip(futures, outcomes, strict=True)))

    def _commit(self, works: list[Work]) -> list[Outcome]:
        try:
            outcomes = self._attempt(works)
        except Exception as failure:
            self._note(failure)
            return [(None, failure)] * len(works)
        self._note(None)
        return outcomes

    def _attempt(self, works: list[Work]) -> list[Outcome]:
        """Without savepoints at first: they would be a third of the statements, and hardly ever does work raise."""
        try:
            return self._transact(partial(_all, works=works))
        except _OneRaisedError:
            return self._transact(partial(_each, works=works))

    def _note(self, failure: Exception | None) -> None:
        """Tell the log when it begins to fail, and when that is over."""
        if failure and not self._failing:
            log.error("Nothing can be written: %s. Tried again each time.", getattr(failure, "orig", failure))
        elif self._failing and not failure:
            log.warning("Writing works again.")
        self._failing = failure is not None


def _resolve(done: Iterable[tuple[asyncio.Future[Any], Outcome]]) -> None:
    for future, (result, error) in done:
        if future.done():  # nobody waits for it any more
            continue
        if error is None:
            future.set_result(result)
        else:
            future.set_exception(error)


class _OneRaisedError(Exception):
    """A piece of work raised, and everything that was to be committed with it is undone."""


def _all(connection: Connection, works: list[Work]) -> list[Outcome]:
    try:
        return [(work(connection), None) for work in works]
    except Exception as error:
        raise _OneRaisedError from error


def _each(connection: Connection, works: list[Work]) -> list[Outcome]:
    return [_by_itself(connection, work) for work in works]


def _by_itself(connection: Connection, work: Work) -> Outcome:
    savepoint = connection.begin_nested()
    try:
        result = work(connection)
    except Exception as error:
        if connection.invalidated:  # the database is gone, and all that was to be committed together with it
            raise
        try:
            savepoint.rollback()
        except DBAPIError:  # SQLite has undone the whole transaction, as it may when the disk fails
            raise error from None
        return None, error
    savepoint.commit()
    return result, None
