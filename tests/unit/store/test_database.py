"""The data directory: one owner, one writer, group commit, and tables as the code knows them."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import IntegrityError

from enishi.errors import DataBusy, Missing, StoreFailed
from enishi.store.sqlite import SQLiteStore
from enishi.store.tables import metadata
from tests.support.notes import note, noting, words

PRAGMAS = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SQLiteStore]:
    with closing(SQLiteStore(tmp_path)) as opened:
        yield opened


def pragma(connection: Connection, name: str) -> object:
    return connection.execute(text(f"pragma {name}")).scalar()


def test_migrations_make_exactly_the_tables_that_the_code_knows(store: SQLiteStore) -> None:
    with store._reading.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert differences == []


def test_a_directory_has_one_owner_at_a_time(tmp_path: Path) -> None:
    with closing(SQLiteStore(tmp_path / "data")), pytest.raises(DataBusy, match="data"):
        SQLiteStore(tmp_path / "data")
    SQLiteStore(tmp_path / "data").close()


async def test_acknowledged_is_on_disk_and_there_after_a_restart(tmp_path: Path) -> None:
    async with SQLiteStore(tmp_path) as store:
        await store.write(noting("kept"), room=None)
        pragmas = [await store.write(partial(pragma, name=name), room=None) for name in PRAGMAS]
        assert pragmas == ["wal", 2, 1, 1]
    async with SQLiteStore(tmp_path) as store:
        assert await store.read(words) == {"kept"}


async def test_a_reader_cannot_write(store: SQLiteStore) -> None:
    with pytest.raises(StoreFailed) as refused:
        await store.read(noting("never"))
    assert "readonly" in str(refused.value.__cause__)


async def test_what_waits_is_committed_together_and_a_failure_disturbs_nobody(store: SQLiteStore) -> None:
    commits: list[Connection] = []
    event.listen(store._writing, "commit", commits.append)
    go, begun = Event(), Event()

    def hold(connection: Connection) -> None:
        begun.set()
        go.wait(10)

    def fail(connection: Connection) -> str:
        note(connection, "undone")
        raise Missing("It fails.")

    held = asyncio.create_task(store.write(hold, room=None))
    await asyncio.to_thread(begun.wait, 10)
    waiting = [store.write(noting(f"{n}"), room=None) for n in range(20)]
    waiting[10:10] = [store.write(fail, room=None), store.write(noting("0"), room=None)]
    outcomes = asyncio.gather(*waiting, return_exceptions=True)
    await asyncio.sleep(0)
    go.set()
    await held
    kinds = [type(outcome) for outcome in await outcomes]
    assert kinds == [str] * 10 + [Missing, IntegrityError] + [str] * 10
    assert await store.read(words) == {str(n) for n in range(20)}
    assert len(commits) == 2


async def test_whoever_stops_waiting_disturbs_nobody(store: SQLiteStore) -> None:
    go, begun = Event(), Event()

    def hold(connection: Connection) -> str:
        begun.set()
        go.wait(10)
        return note(connection, "begun")

    held = asyncio.create_task(store.write(hold, room=None))
    await asyncio.to_thread(begun.wait, 10)
    given_up = asyncio.create_task(store.write(noting("given up"), room=None))
    after = asyncio.create_task(store.write(noting("after"), room=None))
    await asyncio.sleep(0)
    held.cancel()
    given_up.cancel()
    await asyncio.sleep(0)
    go.set()
    assert await after == "after"
    assert await store.read(words) == {"begun", "after"}


async def test_closing_finishes_what_waits(tmp_path: Path) -> None:
    store = SQLiteStore(tmp_path)
    writing = [asyncio.create_task(store.write(noting(f"{n}"), room=None)) for n in range(300)]
    await asyncio.sleep(0)
    await asyncio.to_thread(store.close)
    assert await asyncio.gather(*writing) == [f"{n}" for n in range(300)]


async def test_who_is_answered_sees_what_was_acknowledged(store: SQLiteStore) -> None:
    for n in range(20):
        await store.write(noting(f"{n}"), room=None)
        assert f"{n}" in await store.read(words)


async def test_outcomes_come_in_the_order_of_the_work(store: SQLiteStore) -> None:
    order: list[int] = []

    async def write(number: int) -> None:
        await store.write(noting(f"{number}"), room=None)
        order.append(number)

    await asyncio.gather(*(write(number) for number in range(200)))
    assert order == list(range(200))
