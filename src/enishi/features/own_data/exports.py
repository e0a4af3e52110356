"""Writes exports off the event loop: in one snapshot of the store, one after the other, and out in small pieces."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO, Literal
from uuid import UUID

from sqlalchemy import Connection

from enishi.doors.house import House
from enishi.errors import StoreFailed
from enishi.features.own_data import documents
from enishi.features.own_data.documents import Document, write_json
from enishi.features.own_data.html import write_html
from enishi.features.own_data.wire import Known
from enishi.model import Member
from enishi.store.blobs.files import FAILED

Form = Literal["json", "html"]
Make = Callable[[Connection], Document]
WRITERS = {"json": write_json, "html": write_html}

IN_MEMORY = 4_000_000
"""Bytes of a document; a larger one waits in a file that has no name."""

PIECE = 16 * 1024
"""Bytes; each is compressed on the event loop."""


class Exports:
    """One document at a time is written: each takes one of the store's readers."""

    def __init__(self, house: House) -> None:
        self._store = house.store
        self._sources = house.sources
        self._hidden = house.blocks.hidden_from
        self._one = asyncio.Semaphore(1)

    async def known(self, member: UUID) -> list[Known]:
        """How many rows of each kind there are of a member."""
        return await self._store.read(partial(self._count, member=member))

    def _count(self, connection: Connection, member: UUID) -> list[Known]:
        counts = {source.name: source.count(connection, member) for source in self._sources}
        return [Known(kind=kind, count=count) for kind, count in counts.items() if count]

    async def of_member(self, member: Member, form: Form) -> AsyncGenerator[bytes, None]:
        """Everything of a member, in pieces."""
        return await self._written(partial(documents.of_member, sources=self._sources, member=member), form)

    async def of_room(self, reader: Member, room: UUID, form: Form) -> AsyncGenerator[bytes, None]:
        """Everything that everybody in a room may know, in pieces."""
        make = partial(documents.of_room, sources=self._sources, reader=reader, room=room)
        return await self._written(partial(make, hidden=self._hidden(reader.id)), form)

    async def _written(self, make: Make, form: Form) -> AsyncGenerator[bytes, None]:
        file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (closed by who reads it)
        async with self._one:
            await self._store.read(partial(_write, make=make, form=form, file=file))
        return _pieces(file)


def _write(connection: Connection, make: Make, form: Form, file: IO[bytes]) -> None:
    try:
        WRITERS[form](make(connection), file)
        file.seek(0)
    except OSError as error:
        raise StoreFailed(FAILED) from error


async def _pieces(file: IO[bytes]) -> AsyncGenerator[bytes, None]:
    with file:
        while piece := await asyncio.to_thread(file.read, PIECE):
            yield piece
