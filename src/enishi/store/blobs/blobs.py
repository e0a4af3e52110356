"""Blobs: brought in pieces, kept once however many refer to them, and erased with the last of these."""

import asyncio
import logging
import os
import re
from collections.abc import AsyncIterable, AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import Connection

from enishi import clock
from enishi.errors import DataUnusable, Invalid, StoreError, StoreFailed
from enishi.store.blobs import table
from enishi.store.blobs.directory import Directory
from enishi.store.blobs.files import Files, on_disk
from enishi.store.blobs.table import Blob
from enishi.store.store import Store

log = logging.getLogger(__name__)

TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}")
"""A media type without parameters (RFC 6838)."""

GRACE = timedelta(hours=1)
"""How old a file without a blob gets before it is removed: until then it may belong to a transaction under way."""

EVERY = 3600.0
"""Seconds between two looks for files without a blob."""

MOST = 100
"""Blobs or files that are looked at together."""

FOLDER, NEW = "blobs", "new"
"""Where files are in the data directory, unless they are in a bucket; and where in it those that are being brought."""


class Blobs:
    """A file is durable before a transaction refers to it, and is removed after the one that forgets it.

    So a crash leaves at most a file without a blob, which `sweep` removes; never a blob without its file. `spool` is a
    folder for what is being brought, on the same file system as a Directory of files.
    """

    def __init__(self, store: Store, files: Files, spool: Path, now: Callable[[], datetime] = clock.now) -> None:
        self._store = store
        self._files = files
        self._spool = spool
        self._now = now
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wake = asyncio.Event()

    @asynccontextmanager
    async def bring(self, chunks: AsyncIterable[bytes], *, media_type: str, most: int) -> AsyncIterator[Blob]:
        """Take bytes in, at most so many; while the context is open, a transaction may `keep` them.

        Raises Invalid (`too_large` as soon as there are too many), StoreError.
        """
        if not TYPE.fullmatch(media_type):
            raise Invalid("This is no media type, such as image/png.")
        spooled = self._spool / clock.new_id().hex
        try:
            blob = await self._spooled(spooled, chunks, media_type, most)
            await self._files.put(spooled, blob.name)
        finally:
            await asyncio.to_thread(spooled.unlink, missing_ok=True)
        yield blob
        # Only here, where nothing raised: a transaction that somebody stopped waiting for may still be under way.
        await self._remove_unknown([blob.name])

    def keep(self, connection: Connection, blob: Blob, kind: str, ref: str) -> Blob:
        """Let something refer to bytes that are being brought; returns the blob that holds them, which may be older."""
        if self._now() - blob.made_at > GRACE / 2:
            raise StoreFailed("It took too long to keep this file. Try again.")
        return table.keep(connection, blob, kind, ref)

    def release(self, connection: Connection, kind: str, ref: str) -> None:
        """Let something refer to nothing any more; what nothing refers to is erased after the commit."""
        table.release(connection, kind, ref)
        if self._loop:
            self._loop.call_soon_threadsafe(self._wake.set)

    async def of(self, kind: str, ref: str) -> Sequence[Blob]:
        """What something refers to, the oldest first."""
        return await self._store.read(partial(table.of, kind=kind, ref=ref))

    def read(self, blob: Blob) -> AsyncIterator[bytes]:
        """The bytes, in pieces; raises Missing where the blob was erased, StoreError."""
        return self._files.read(blob.name)

    async def export(self, kind: str, ref: str) -> AsyncIterator[tuple[Blob, AsyncIterator[bytes]]]:
        """What something refers to, each with its bytes."""
        for blob in await self.of(kind, ref):
            yield blob, self.read(blob)

    async def tidy(self) -> None:
        """Erase what nothing refers to; raises StoreError."""
        while gone := await self._store.write(partial(table.take_unused, limit=MOST), room=None):
            for blob in gone:
                await self._files.remove(blob.name)

    async def sweep(self) -> None:
        """Remove old files that belong to no blob, as a crash leaves them; raises StoreError."""
        old, before = [], self._now() - GRACE
        async for stored in self._files.all():
            if stored.changed_at < before:
                old.append(stored.name)
            if len(old) >= MOST:
                await self._remove_unknown(old)
                old = []
        await self._remove_unknown(old)
        await on_disk(_remove_older, self._spool, before)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Erase and sweep by itself while the context is open."""
        self._loop = asyncio.get_running_loop()
        task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            self._loop = None
            task.cancel()  # what it leaves is swept
            with suppress(asyncio.CancelledError):
                await task

    async def _run(self) -> None:
        clock_of_loop, sweep_at = asyncio.get_running_loop().time, 0.0
        while True:
            self._wake.clear()
            try:
                await self.tidy()
                if clock_of_loop() >= sweep_at:
                    sweep_at = clock_of_loop() + EVERY
                    await self.sweep()
            except StoreError as error:
                log.warning("Files that nothing refers to could not be removed: %s", error.__cause__ or error)
            with suppress(TimeoutError):
                async with asyncio.timeout(EVERY):
                    await self._wake.wait()

    async def _spooled(self, path: Path, chunks: AsyncIterable[bytes], media_type: str, most: int) -> Blob:
        digest, size = sha256(), 0

        def write(chunk: bytes) -> None:
            file.write(chunk)
            digest.update(chunk)

        await on_disk(partial(path.parent.mkdir, parents=True, exist_ok=True))
        with await on_disk(lambda: path.open("xb")) as file:
            async for chunk in chunks:
                size += len(chunk)
                if size > most:
                    raise Invalid(f"The file is too large: it may have {most:,} bytes.", code="too_large")
                await on_disk(write, chunk)
            await on_disk(file.flush)
            await on_disk(os.fsync, file.fileno())
        return Blob(digest.digest(), clock.new_id(), size, media_type, self._now())

    async def _remove_unknown(self, names: Sequence[str]) -> None:
        known = await self._store.read(partial(table.known, names=names))
        for name in names:
            if name not in known:
                await self._files.remove(name)


def open_blobs(store: Store, data: Path, bucket: str | None = None, now: Callable[[], datetime] = clock.now) -> Blobs:
    """Blobs in the data directory, or in a bucket (`s3://bucket/prefix`); raises DataUnusable."""
    folder = data / FOLDER
    return Blobs(store, open_files(folder, bucket), folder / NEW, now)


def open_files(folder: Path, bucket: str | None = None) -> Files:
    """Where the files are; raises DataUnusable."""
    if bucket is None:
        return Directory(folder)
    if not find_spec("obstore"):
        raise DataUnusable("A bucket needs an extra: install it with `pip install 'enishi[s3]'`.")
    opened: Files = import_module("enishi.store.blobs.bucket").Bucket(bucket)
    return opened


def _remove_older(folder: Path, before: datetime) -> None:
    with suppress(FileNotFoundError):
        for path in folder.iterdir():
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
                path.unlink(missing_ok=True)
