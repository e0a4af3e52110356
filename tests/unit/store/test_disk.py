"""A disk that is full or fails: what cannot be written is refused, what was stays, and it heals by itself."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import apsw
import pytest
from sqlalchemy import Connection, text

from enishi.errors import DataUnusable, StoreError, StoreFailed, StoreFull
from enishi.store.sqlite import FILE, SQLiteStore, own
from tests.support.disk import Faulty, disk
from tests.support.notes import noting, words

WAL = f"{FILE}-wal"


@pytest.fixture
def faulty() -> Iterator[Faulty]:
    watch = Faulty()
    with disk(watch):
        yield watch


@pytest.mark.parametrize(
    ("deed", "code", "error"),
    [
        ("write", apsw.SQLITE_FULL, StoreFull),
        ("write", apsw.SQLITE_IOERR_WRITE, StoreFailed),
        ("sync", apsw.SQLITE_IOERR_FSYNC, StoreFailed),
    ],
)
async def test_writing_is_refused_reading_goes_on_and_it_heals(
    faulty: Faulty, tmp_path: Path, caplog: pytest.LogCaptureFixture, deed: str, code: int, error: type[StoreError]
) -> None:
    caplog.set_level(logging.WARNING)
    async with SQLiteStore(tmp_path) as store:
        await store.write(noting("before"), room=None)
        faulty.refused[deed, WAL] = code
        for word in ("first", "second"):
            with pytest.raises(error):
                await store.write(noting(word), room=None)
        assert await store.read(words) == {"before"}
        faulty.refused.clear()
        await store.write(noting("after"), room=None)
        assert await store.read(words) == {"before", "after"}
    async with SQLiteStore(tmp_path) as store:
        assert await store.read(words) == {"before", "after"}
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]


async def test_when_the_disk_undoes_a_transaction_nothing_in_it_is_acknowledged(faulty: Faulty, tmp_path: Path) -> None:
    async with SQLiteStore(tmp_path) as store:
        await store.write(noting("before"), room=None)
    async with SQLiteStore(tmp_path) as store:
        go, begun = Event(), Event()

        def hold(connection: Connection) -> None:
            begun.set()
            go.wait(10)

        def fail(connection: Connection) -> None:
            faulty.refused["read", FILE] = apsw.SQLITE_IOERR_READ
            try:
                connection.execute(text("select * from suggestions")).all()  # no page of it is in memory yet
            finally:
                faulty.refused.clear()

        held = asyncio.create_task(store.write(hold, room=None))
        await asyncio.to_thread(begun.wait, 10)
        together = asyncio.gather(
            store.write(noting("earlier"), room=None),
            store.write(fail, room=None),
            store.write(noting("later"), room=None),
            return_exceptions=True,
        )
        await asyncio.sleep(0)
        go.set()
        await held
        assert [type(outcome) for outcome in await together] == [StoreFailed] * 3
        assert await store.read(words) == {"before"}


async def test_a_read_that_fails_says_so_and_the_next_one_may_not(
    faulty: Faulty, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with SQLiteStore(tmp_path) as store:
        faulty.refused["read", FILE] = apsw.SQLITE_IOERR_READ
        for _ in range(2):
            with pytest.raises(StoreFailed):
                await store.read(lambda connection: connection.execute(text("select * from rooms")).all())
        faulty.refused.clear()
        assert await store.read(lambda connection: connection.execute(text("select * from rooms")).all()) == []
    told = [record.getMessage() for record in caplog.records]
    assert told == ["Something could not be read: IOError.", "Reading works again."]


async def test_a_disk_that_fails_while_closing_stops_nobody(faulty: Faulty, tmp_path: Path) -> None:
    store = SQLiteStore(tmp_path)
    await store.write(noting("kept"), room=None)
    faulty.refused["write", FILE] = apsw.SQLITE_FULL
    store.close()
    faulty.refused.clear()
    with closing(SQLiteStore(tmp_path)) as store:
        assert await store.read(words) == {"kept"}


def test_what_is_no_database_is_named_and_let_go(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"These are some words, and no database. " * 100)
    with pytest.raises(DataUnusable, match=r"enishi\.db cannot be opened: file is not a database"):
        SQLiteStore(tmp_path)
    own(tmp_path).close()
