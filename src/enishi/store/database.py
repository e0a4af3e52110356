"""The data directory: its lock, its SQLite file, one connection that writes and a few that read."""

import asyncio
import fcntl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import IO, Self, TypeVar

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from enishi.errors import DataBusy
from enishi.store.writer import Writer

T = TypeVar("T")

READERS = 2
MIGRATIONS = Path(__file__).parent / "migrations"


class Store:
    """Opened over a data directory that it owns until it is closed.

    SQLite 3.7.0 to 3.51.2 can corrupt a WAL when two connections write or checkpoint at once: so one process owns the
    directory, one connection writes, and the readers may only read.
    """

    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self._lock = _own(directory)
        url = f"sqlite:///{directory / 'enishi.db'}"
        self._writing = _engine(url, pragmas=("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"))
        _migrate(self._writing)
        self._reading = _engine(url, pragmas=("query_only=ON",), pool_size=READERS)
        self._writer = Writer(self._writing)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="enishi-reader")

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction; returns when it is on disk, raises what it raises."""
        return await asyncio.wrap_future(self._writer.submit(work))

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run `work` over one consistent snapshot that holds everything acknowledged so far."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._look, work)

    def _look(self, work: Callable[[Connection], T]) -> T:
        with self._reading.begin() as connection:
            return work(connection)

    def close(self) -> None:
        """Finish the writes that wait, then let the directory go."""
        self._readers.shutdown()
        self._reading.dispose()
        self._writer.close()
        self._writing.dispose()  # last: the connection that wrote is the one that checkpoints
        self._lock.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self.close)


def _own(directory: Path) -> IO[str]:
    lock = (directory / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise DataBusy(f"Another Enishi is using {directory}. Stop it, or choose another data directory.") from None
    return lock


def _engine(url: str, *, pragmas: tuple[str, ...], pool_size: int = 1) -> Engine:
    engine = create_engine(url, pool_size=pool_size, max_overflow=0)

    def prepare(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        # sqlite3 opens transactions by itself and too late; SQLAlchemy's documentation asks for this pair instead.
        connection.isolation_level = None
        for pragma in pragmas:
            connection.cursor().execute(f"PRAGMA {pragma}")

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
