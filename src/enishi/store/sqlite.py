"""The data directory: its lock, its SQLite file, one connection that writes and a few that read."""

import asyncio
import fcntl
import logging
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import IO, TypeVar
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from typing_extensions import override

from enishi.errors import DataBusy, DataUnusable
from enishi.store import schema
from enishi.store.engines import DURABLE, open_engine
from enishi.store.errors import Reading, store_errors
from enishi.store.store import Store
from enishi.store.writer import Batch, Outcome, Writer

log = logging.getLogger(__name__)

T = TypeVar("T")

READERS = 2
FILE = "enishi.db"
"""The database, in its directory."""


class SQLiteStore(Store):
    """Opened over a data directory that it owns until it is closed.

    SQLite 3.7.0 to 3.51.2 can corrupt a WAL when two connections write or checkpoint at once: so one process owns the
    directory, one connection writes, and the readers may only read.
    """

    def __init__(self, directory: Path) -> None:
        file = directory / FILE
        self._lock = own(directory)
        try:
            _prepare(file)
            self._writing = open_engine(file, *DURABLE, "foreign_keys=ON", "secure_delete=ON")
            self._connection = self._writing.connect()
        except BaseException:
            self._lock.close()
            raise
        self._reading = open_engine(file, "query_only=ON", connections=READERS)
        self._reads = Reading()
        self._scrubbing = False
        self._writer = Writer(self._transact)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="enishi-reader")

    @override
    async def write(self, work: Callable[[Connection], T], *, room: UUID | None) -> T:
        # What waits is committed together, with a single fsync.
        with store_errors():
            return await self._writer.submit(work)

    @override
    async def read(self, work: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._look, work)

    @override
    async def scrub(self) -> None:
        # The file itself is clean (secure_delete); earlier forms of its pages are in the WAL until that is emptied.
        self._scrubbing = True
        await self.write(lambda connection: None, room=None)

    def _transact(self, batch: Batch) -> list[Outcome]:
        with self._connection.begin():
            outcomes = batch(self._connection)
        if self._scrubbing:
            self._empty_wal()
        return outcomes

    def _empty_wal(self) -> None:
        """A reader may be at what is in it: then it is tried again after the next transaction."""
        try:
            checkpoint = self._connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            log.warning("The log of the database could not be emptied: %s. Tried again.", error)
            return
        (busy, _, _) = checkpoint.fetchone()
        self._scrubbing = bool(busy)

    def _look(self, work: Callable[[Connection], T]) -> T:
        with self._reads.errors(), self._reading.begin() as connection:
            return work(connection)

    @override
    def close(self) -> None:
        self._readers.shutdown()
        self._reading.dispose()
        self._writer.close()
        self._connection.close()
        self._writing.dispose()  # last: the connection that wrote is the one that checkpoints
        self._lock.close()


def own(directory: Path) -> IO[str]:
    """Make this process the owner of a data directory until the lock is closed; raises DataBusy.

    No other user of the machine can look into it.
    """
    directory.mkdir(parents=True, exist_ok=True)
    with suppress(PermissionError):  # it is another user's, who let this one in
        directory.chmod(0o700)
    lock = (directory / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise DataBusy(f"Another Enishi is using {directory}. Stop it, or choose another data directory.") from None
    return lock


def _prepare(file: Path) -> None:
    """Bring the database to the newest schema; foreign keys are off, since a table may be made anew on the way."""
    engine = open_engine(file, *DURABLE)
    try:
        schema.upgrade_file(engine)
    except DBAPIError as error:
        raise DataUnusable(f"{file} cannot be opened: {error.orig}. `enishi check` looks for the reason.") from error
    finally:
        engine.dispose()
