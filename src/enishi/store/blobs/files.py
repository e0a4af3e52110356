"""The seam that every place for the files of blobs fits."""

import asyncio
import errno
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from enishi.errors import StoreFailed, StoreFull

T = TypeVar("T")

NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}-[0-9a-f]{32}")
"""Names of files of blobs; what else is in the same place is left alone."""

PIECE = 256 * 1024
"""Bytes that are read at once."""

GONE = "This file is not here any more."
FULL = "The server's disk is full: nothing new can be kept until there is room on it again."
FAILED = "The server cannot reach its files just now. Try again; if that fails, ask who runs the server."


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that is there."""

    name: str
    size: int
    changed_at: datetime


class Files(Protocol):
    """Files under names as `Blob.name` makes them, each written once. What fails raises StoreError."""

    async def put(self, source: Path, name: str) -> None:
        """Keep a local file, which may be moved; it is durable when this returns."""
        ...

    def read(self, name: str) -> AsyncIterator[bytes]:
        """A file in pieces; raises Missing where it is not there."""
        ...

    async def remove(self, name: str) -> None:
        """Remove a file; nothing happens where it is not there."""
        ...

    def all(self) -> AsyncIterator[Stored]:
        """Every file of a blob that is there."""
        ...


async def on_disk(work: Callable[..., T], *given: object, **more: object) -> T:
    """Run `work` in a thread; raises StoreFull or StoreFailed in place of what the disk says."""
    try:
        return await asyncio.to_thread(work, *given, **more)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StoreFull(FULL) from error
        raise StoreFailed(FAILED) from error
