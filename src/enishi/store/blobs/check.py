"""What must be so with blobs: each has its file, whole, and there are no other files. A server may run meanwhile."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Any, TypeVar

from sqlalchemy import Connection

from enishi import clock
from enishi.errors import Missing, StoreError
from enishi.store.blobs import table
from enishi.store.blobs.blobs import GRACE
from enishi.store.blobs.files import Files
from enishi.store.blobs.table import Blob
from enishi.store.check import Check

T = TypeVar("T")

RESTORE = "Copy the file of that name from a backup; without one, whoever wants to see it is told that it is not here."
SWEEP = "Enishi removes it when it starts, and every hour while it runs."
REPORT = "This is a fault of Enishi: please report it. The file takes room, and nobody is shown it."


def checks(files: Files, now: Callable[[], datetime] = clock.now) -> tuple[Check, ...]:
    """Those of blobs whose files are in this place."""
    return (
        Check("files that people sent are there and whole", partial(_broken, files=files), RESTORE),
        Check("there are no other files", partial(_unknown, files=files, before=now() - GRACE), SWEEP),
        Check("files that nothing refers to will be removed", _forgotten, REPORT),
    )


def _broken(connection: Connection, files: Files) -> Iterator[str]:
    found = _run(_troubles(files, table.every(connection)))
    there = _now_there(connection)
    yield from (f"The file {name} {trouble}." for name, trouble in found.items() if name in there)


async def _troubles(files: Files, blobs: Sequence[Blob]) -> dict[str, str]:
    found = {blob.name: await _trouble(files, blob) for blob in blobs}
    return {name: trouble for name, trouble in found.items() if trouble}


async def _trouble(files: Files, blob: Blob) -> str | None:
    digest, size = sha256(), 0
    try:
        async for piece in files.read(blob.name):
            digest.update(piece)
            size += len(piece)
    except Missing:
        return "is not there"
    except StoreError as error:
        return f"cannot be read: {error.__cause__}"
    if size != blob.size:
        return f"has {size} bytes instead of {blob.size}"
    return None if digest.digest() == blob.hash else "is damaged"


def _unknown(connection: Connection, files: Files, before: datetime) -> Iterator[str]:
    found = _run(_older(files, before)) - _now_there(connection)
    if found:  # without what was erased meanwhile
        yield from (f"The file {name} belongs to nothing." for name in sorted(found & _run(_older(files, before))))


async def _older(files: Files, before: datetime) -> set[str]:
    return {stored.name async for stored in files.all() if stored.changed_at < before}


def _forgotten(connection: Connection) -> Iterator[str]:
    for blob in table.forgotten(connection):
        yield f"Nothing refers to the file {blob.name}, and it is not marked as unused."


def _now_there(connection: Connection) -> set[str]:
    """The files that there must be by now, which is later than the present transaction."""
    connection.rollback()
    return {blob.name for blob in table.every(connection)}


def _run(work: Coroutine[Any, Any, T]) -> T:
    """In a loop of its own, also where one runs already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
