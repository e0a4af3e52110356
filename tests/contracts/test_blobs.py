"""What every store and every place for files has to keep of blobs: each is there while something refers to it."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Connection

from enishi import clock
from enishi.errors import Invalid, Missing, StoreFailed
from enishi.store.blobs import blobs as module
from enishi.store.blobs import table
from enishi.store.blobs.blobs import GRACE, Blobs, open_files
from enishi.store.blobs.files import Files
from enishi.store.blobs.table import Blob
from enishi.store.store import Store
from tests.support.s3 import S3, s3

MANY = 12_000_000
"""Bytes that are more than one part of an upload."""


@pytest.fixture(scope="module")
def bucket_server() -> Iterator[S3]:
    with s3() as server:
        yield server


@dataclass(eq=False)
class Place:
    """Blobs of a kind of their own, and a clock that can be moved."""

    store: Store
    files: Files
    spool: Path
    kind: str = field(default_factory=lambda: uuid4().hex)
    ahead: timedelta = timedelta()

    def __post_init__(self) -> None:
        self.blobs = Blobs(self.store, self.files, self.spool, self.now)

    def now(self) -> datetime:
        return clock.now() + self.ahead

    async def keep(self, ref: str, content: bytes, *, most: int = MANY) -> Blob:
        async with self.blobs.bring(chunked(content), media_type="image/png", most=most) as blob:
            return await self.store.write(partial(self.blobs.keep, blob=blob, kind=self.kind, ref=ref), room=None)

    async def release(self, ref: str) -> None:
        await self.store.write(partial(self.blobs.release, kind=self.kind, ref=ref), room=None)

    async def contents(self, ref: str) -> list[bytes]:
        return [await joined(chunks) async for _, chunks in self.blobs.export(self.kind, ref)]

    async def names(self) -> list[str]:
        return [stored.name async for stored in self.files.all()]

    def spooled(self) -> list[Path]:
        return list(self.spool.iterdir()) if self.spool.exists() else []


async def chunked(content: bytes, size: int = 65536) -> AsyncIterator[bytes]:
    for at in range(0, len(content), size):
        yield content[at : at + size]


async def joined(chunks: AsyncIterator[bytes]) -> bytes:
    return b"".join([chunk async for chunk in chunks])


@pytest.fixture(params=["directory", "bucket"])
async def here(store: Store, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Place]:
    bucket = None if request.param == "directory" else request.getfixturevalue("bucket_server").bucket() + "/some/where"
    place = Place(store, open_files(tmp_path / "blobs", bucket), tmp_path / "blobs" / "new")
    yield place
    for blob in await store.read(table.every):  # the tests of a module share the store, and not the files
        await store.write(partial(_forget, blob=blob), room=None)


def _forget(connection: Connection, blob: Blob) -> None:
    for statement in ("blob_uses", "blobs"):
        connection.exec_driver_sql(f"DELETE FROM {statement}")


async def test_what_is_kept_is_read_again_and_what_was_said_of_it(here: Place) -> None:
    content = random.Random(1).randbytes(MANY)
    kept = await here.keep("a", content)
    assert (kept.size, kept.type) == (MANY, "image/png")
    assert await here.blobs.of(here.kind, "a") == [kept]
    assert await here.contents("a") == [content]
    assert await here.names() == [kept.name]
    assert here.spooled() == []


@pytest.mark.parametrize("content", [b"", b"x"])
async def test_the_smallest_are_kept_too(here: Place, content: bytes) -> None:
    await here.keep("a", content)
    assert await here.contents("a") == [content]


async def test_the_same_bytes_are_kept_once(here: Place) -> None:
    first, again, other = await here.keep("a", b"same"), await here.keep("b", b"same"), await here.keep("b", b"other")
    assert first == again
    assert sorted(await here.names()) == sorted([first.name, other.name])
    assert await here.blobs.of(here.kind, "b") == [first, other]
    assert await here.contents("a") == [b"same"]


async def test_the_file_goes_with_the_last_reference(here: Place) -> None:
    blob = await here.keep("a", b"same")
    await here.keep("b", b"same")
    await here.release("a")
    await here.blobs.tidy()
    assert await here.contents("a") == []
    assert await here.contents("b") == [b"same"]
    await here.release("b")
    await here.blobs.tidy()
    assert await here.names() == []
    with pytest.raises(Missing):
        await joined(here.blobs.read(blob))


async def test_what_is_used_again_before_it_is_erased_stays(here: Place) -> None:
    first = await here.keep("a", b"same")
    await here.release("a")
    assert await here.keep("b", b"same") == first
    await here.blobs.tidy()
    assert await here.contents("b") == [b"same"]


async def test_what_is_brought_anew_while_it_is_erased_is_there(here: Place) -> None:
    first = await here.keep("a", b"same")
    await here.release("a")
    async with here.blobs.bring(chunked(b"same"), media_type="image/png", most=MANY) as blob:
        await here.blobs.tidy()  # between the file and the transaction that refers to it
        kept = await here.store.write(partial(here.blobs.keep, blob=blob, kind=here.kind, ref="b"), room=None)
    assert kept != first
    assert await here.contents("b") == [b"same"]


async def test_it_is_erased_by_itself_after_the_commit(here: Place) -> None:
    async with here.blobs.running():
        await here.keep("a", b"same")
        await here.release("a")
        async with asyncio.timeout(20):
            while await here.names():
                pass


async def test_too_large_is_told_while_it_comes_and_leaves_nothing(here: Place) -> None:
    taken = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield b"x" * 1000

    with pytest.raises(Invalid, match="10,000 bytes") as refused:
        async with here.blobs.bring(endless(), media_type="image/png", most=10_000):
            pass
    assert refused.value.code == "too_large"
    assert taken == 11
    assert await here.names() == [] == here.spooled()
    assert (await here.keep("a", b"x" * 10_000, most=10_000)).size == 10_000


@pytest.mark.parametrize("media_type", ["", "image", "image/png; x=y", "Image/PNG", "image/png\n", "a/" + "b" * 128])
async def test_what_is_no_media_type_is_refused(here: Place, media_type: str) -> None:
    with pytest.raises(Invalid, match="media type"):
        async with here.blobs.bring(chunked(b"x"), media_type=media_type, most=1):
            pass


async def test_what_breaks_off_leaves_nothing(here: Place) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"x"
        raise ConnectionResetError("gone")

    with pytest.raises(ConnectionResetError):
        async with here.blobs.bring(broken(), media_type="image/png", most=10):
            pass
    assert await here.names() == [] == here.spooled()


async def test_what_is_brought_and_not_kept_goes(here: Place) -> None:
    async with here.blobs.bring(chunked(b"x"), media_type="image/png", most=1):
        assert len(await here.names()) == 1
    assert await here.names() == []


async def test_a_transaction_that_nobody_waits_for_keeps_its_file(here: Place) -> None:
    with suppress(TimeoutError):
        async with here.blobs.bring(chunked(b"x"), media_type="image/png", most=1) as blob:
            work = partial(here.blobs.keep, blob=blob, kind=here.kind, ref="a")
            writing = asyncio.ensure_future(here.store.write(work, room=None))
            raise TimeoutError
    await writing
    assert await here.contents("a") == [b"x"]


async def test_what_a_crash_leaves_is_swept_once_it_is_old_and_nothing_else_is(
    here: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    kept = [await here.keep(f"{n}", b"kept %d" % n) for n in range(5)]
    for n in range(5):
        with pytest.raises(RuntimeError):
            async with here.blobs.bring(chunked(b"left %d" % n), media_type="image/png", most=10):
                raise RuntimeError
    (here.spool / "left").write_bytes(b"half")
    for ahead, left in ((GRACE / 2, 5), (2 * GRACE, 0)):
        here.ahead = ahead
        await here.blobs.sweep()
        assert len(await here.names()) == len(kept) + left
        assert len(here.spooled()) == (left > 0)
    assert sorted(await here.names()) == sorted(blob.name for blob in kept)


async def test_it_is_swept_at_the_start(here: Place) -> None:
    with pytest.raises(RuntimeError):
        async with here.blobs.bring(chunked(b"left"), media_type="image/png", most=10):
            raise RuntimeError
    here.ahead = 2 * GRACE
    async with here.blobs.running(), asyncio.timeout(20):
        while await here.names():
            pass


async def test_what_was_brought_long_ago_cannot_be_kept(here: Place) -> None:
    async with here.blobs.bring(chunked(b"x"), media_type="image/png", most=1) as blob:
        here.ahead = GRACE
        with pytest.raises(StoreFailed, match="too long"):
            await here.store.write(partial(here.blobs.keep, blob=blob, kind=here.kind, ref="a"), room=None)


async def test_a_reference_that_is_undone_keeps_nothing(here: Place) -> None:
    def work(connection: Connection, blob: Blob) -> None:
        here.blobs.keep(connection, blob, here.kind, "a")
        raise Missing("It fails.")

    async with here.blobs.bring(chunked(b"x"), media_type="image/png", most=1) as blob:
        with pytest.raises(Missing):
            await here.store.write(partial(work, blob=blob), room=None)
    assert await here.contents("a") == []
    assert await here.names() == []
