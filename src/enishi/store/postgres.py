"""The store on PostgreSQL: a loop of its own in a thread, one connection that writes and a few that read."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import Future
from contextlib import asynccontextmanager
from functools import partial
from importlib.util import find_spec
from threading import Thread
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import URL, Connection, event, func, make_url, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry
from typing_extensions import override

from enishi.errors import DataBusy, DataUnusable
from enishi.store import schema
from enishi.store.errors import Reading, store_errors
from enishi.store.store import Store
from enishi.store.writer import Batch, Outcome, Writer

T = TypeVar("T")

READERS = 4

OWNER, WRITER = 0x656E69736869, 0x656E69736870
"""The advisory locks (`enishi` in letters, and the next): whose database it is, and who writes just now."""

STUCK = 10_000
"""Milliseconds that a process may stop in the middle of writing, before the database lets the others write."""


class PostgresStore(Store):
    """Opened over a database that it owns until it is closed; the work of SQL keeps the server's loop free.

    When it is `shared`, other processes may open it so, too. They write one after the other: what holds with one writer
    holds with many, such as numbers without a gap, and that nothing changes between looking something up and acting.
    `url` is `postgresql://…` as PostgreSQL writes it. Raises DataBusy when another process owns the database, and
    DataUnusable when it cannot be opened.
    """

    def __init__(self, url: str, *, shared: bool = False) -> None:
        if not find_spec("asyncpg"):
            raise DataUnusable("PostgreSQL needs an extra: install it with `pip install 'enishi[postgres]'`.")
        where = make_url(url).set(drivername="postgresql+asyncpg")
        self._writing, self._reading = _engine(where, connections=1), _engine(where, connections=READERS, reads=True)
        event.listen(self._writing.sync_engine, "connect", partial(_own, shared=shared))
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="enishi-postgres")
        self._thread.start()
        try:
            self._do(self._prepare()).result()
        except (SQLAlchemyError, OSError) as error:
            self._let_go()
            reason = getattr(error, "orig", error)
            raise DataUnusable(f"The database at {where.render_as_string()} cannot be opened: {reason}.") from error
        except BaseException:
            self._let_go()
            raise
        self._reads = Reading()
        self._writer = Writer(lambda batch: self._do(self._transact(batch)).result())

    @override
    async def write(self, work: Callable[[Connection], T], *, room: UUID | None) -> T:
        # What waits is committed together.
        with store_errors():
            return await self._writer.submit(work)

    @override
    async def read(self, work: Callable[[Connection], T]) -> T:
        with self._reads.errors():
            return await asyncio.wrap_future(self._do(self._look(work)))

    @override
    async def scrub(self) -> None:
        """Nothing: PostgreSQL reuses the space of what was deleted by itself (autovacuum); no dump contains it."""

    @override
    def close(self) -> None:
        self._writer.close()
        self._let_go()

    def _do(self, work: Coroutine[Any, Any, T]) -> "Future[T]":
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    async def _prepare(self) -> None:
        async with self._writing.begin() as connection:
            newest = await connection.run_sync(schema.is_newest)
        if not newest:  # else a process that starts would keep the others from writing meanwhile
            async with self._alone() as connection:
                await connection.run_sync(schema.upgrade_over)

    async def _transact(self, batch: Batch) -> list[Outcome]:
        async with self._alone() as connection:
            return await connection.run_sync(batch)

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[AsyncConnection]:
        """A transaction, once no other process writes."""
        async with self._writing.begin() as connection:
            await connection.execute(select(func.pg_advisory_xact_lock(WRITER)))
            yield connection

    async def _look(self, work: Callable[[Connection], T]) -> T:
        async with self._reading.begin() as connection:
            return await connection.run_sync(work)

    def _let_go(self) -> None:
        self._do(_dispose(self._reading, self._writing)).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


def _engine(where: URL, *, connections: int, reads: bool = False) -> AsyncEngine:
    limits = {"idle_in_transaction_session_timeout": f"{STUCK}"}
    engine = create_async_engine(
        where,
        pool_size=connections,
        max_overflow=0,
        pool_pre_ping=reads,
        connect_args={"server_settings": limits},
    )
    if not reads:
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


async def _dispose(*engines: AsyncEngine) -> None:
    for engine in engines:
        await engine.dispose()


def _own(connection: DBAPIConnection, record: ConnectionPoolEntry, *, shared: bool) -> None:
    """With every connection that writes, also one that is made anew after the database was gone."""
    cursor = connection.cursor()
    cursor.execute(f"SELECT pg_try_advisory_lock{'_shared' if shared else ''}({OWNER})")
    mine = cursor.fetchone()
    cursor.close()
    if mine != (True,):
        raise DataBusy(
            "Another Enishi is using this database. Stop it, choose another database, or let them share this one "
            "(ENISHI_BUS)."
        )
