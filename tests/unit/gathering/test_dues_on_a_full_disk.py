"""A due that cannot be done because the disk is full is done, once, when there is room again."""

import asyncio
from datetime import timedelta
from pathlib import Path

import apsw
import pytest
from sqlalchemy import Connection, select, update

from enishi import clock
from enishi.gathering.dues.dues import KEPT, Dues
from enishi.gathering.dues.table import Due, dues
from enishi.store.sqlite import SQLiteStore
from tests.support import effects
from tests.support.disk import Faulty, disk

HOUR = timedelta(hours=1)
LONG_AGO = clock.now() - 2 * KEPT


async def test_it_is_done_when_there_is_room_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    faulty, ahead = Faulty(), timedelta()
    tried, loop = asyncio.Semaphore(0), asyncio.get_running_loop()

    def effect(connection: Connection, due: Due) -> None:
        effects.note(connection, due.ref, clock.now())
        loop.call_soon_threadsafe(tried.release)

    with disk(faulty):
        async with SQLiteStore(tmp_path) as store, asyncio.timeout(20):
            await store.write(effects.make, room=None)
            timer = Dues(store, lambda event: None, lambda: clock.now() + ahead)
            await timer.add("kind", "ref", clock.now() + HOUR)
            await timer.add("old", "to be forgotten", clock.now())
            await store.write(
                lambda it: it.execute(update(dues).where(dues.c.kind == "old").values(done_at=LONG_AGO)), room=None
            )
            with faulty.refusing("write", "enishi.db-wal", apsw.SQLITE_FULL):
                async with timer.running({"kind": effect}):
                    while "Nothing can be written" not in caplog.text:
                        await store.read(effects.counts)
                    ahead = HOUR
                    for _ in range(3):
                        await tried.acquire()
                    assert await store.read(effects.counts) == {}
                    faulty.refused.clear()
                    while not await store.read(effects.counts):
                        pass
            assert await store.read(effects.counts) == {"ref": 1}
            tries = select(dues.c.tries).where(dues.c.ref == "ref")
            assert await store.read(lambda it: it.execute(tries).scalars().all()) == [0]
    assert "failed" not in caplog.text
