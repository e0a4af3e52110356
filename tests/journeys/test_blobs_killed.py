"""A process killed while it keeps and erases blobs: no row is without its file, and what is left over is swept."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from random import Random

from enishi import clock
from enishi.store.blobs import table
from enishi.store.blobs.blobs import FOLDER, GRACE, open_blobs
from enishi.store.blobs.check import checks
from enishi.store.blobs.directory import Directory
from enishi.store.check import examine
from enishi.store.sqlite import FILE, SQLiteStore
from tests.support.forked import _FORKING

KILLS = 15


def serve(place: Path, seed: int, ready: Pipe) -> None:
    """Keeps and erases without end."""
    asyncio.run(_serve(place, Random(seed), ready))


async def _serve(place: Path, chance: Random, ready: Pipe) -> None:
    async with SQLiteStore(place) as store:
        blobs = open_blobs(store, place)
        async with blobs.running():
            ready.send("ready")
            await asyncio.gather(*(_work(store, place, Random(chance.random())) for _ in range(4)))


async def _work(store: SQLiteStore, place: Path, chance: Random) -> None:
    blobs = open_blobs(store, place)

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield content

    while True:
        content, ref = bytes([chance.randrange(8)]) * 50_000, f"{chance.randrange(8)}"
        async with blobs.bring(chunks(), media_type="image/png", most=10**6) as blob:
            await store.write(partial(blobs.keep, blob=blob, kind="test", ref=ref), room=None)
        if chance.random() < 0.7:
            await store.write(partial(blobs.release, kind="test", ref=f"{chance.randrange(8)}"), room=None)
            await blobs.tidy()


async def test_no_row_is_without_its_file_and_no_file_stays(tmp_path: Path) -> None:
    chance = Random(3)
    for seed in range(KILLS):
        reading, writing = _FORKING.Pipe(duplex=False)
        process = _FORKING.Process(target=serve, args=(tmp_path, seed, writing))
        process.start()
        writing.close()
        with reading:
            assert reading.recv() == "ready"
        await asyncio.sleep(chance.random() * 0.5)
        process.kill()
        process.join()
        found = examine(tmp_path / FILE, checks(Directory(tmp_path / FOLDER)))
        assert found == []
    later = clock.now() + 2 * GRACE
    async with SQLiteStore(tmp_path) as store:
        assert len(await store.read(table.every)) > 0
        await open_blobs(store, tmp_path, now=lambda: later).sweep()
        await open_blobs(store, tmp_path).tidy()
    assert examine(tmp_path / FILE, checks(Directory(tmp_path / FOLDER), lambda: later)) == []
