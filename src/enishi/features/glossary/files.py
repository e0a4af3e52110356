"""REST: a room's glossary and memory as files, TMX or CSV."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol
from uuid import UUID

from fastapi import APIRouter, Request, Response

from enishi.doors.callers import caller
from enishi.doors.house import House
from enishi.errors import Invalid
from enishi.exchange import csv_files, tmx
from enishi.exchange.reading import entries, read
from enishi.exchange.units import MOST_UNITS, Entry, Unit
from enishi.features.glossary.wire import Imported, LeftOut
from enishi.model import Member
from enishi.rights import Cost, Right

_MOST_READERS = 2
"""Files read at once; more wait."""

LISTED = 100
"""Of what is left out, so much is listed with its line; the rest is counted."""

What = Literal["glossary", "memory"]
Kind = Literal["tmx", "csv"]


class Units(Protocol):
    """What can be exported as translation units, and imported from them."""

    async def units(self, room: UUID, reader: Member) -> Sequence[Unit]:
        """Everything that the room has for this reader."""
        ...

    def checked(self, unit: Unit) -> Iterator[Unit | Invalid]:
        """The unit as it can be kept here, and why some of it cannot."""
        ...

    async def import_units(self, member: Member, room: UUID, units: Sequence[Unit]) -> None:
        """Keep all of these, or none; raises Invalid."""
        ...


class _Format(NamedTuple):
    media_type: str
    write: Callable[[Iterable[Unit]], bytes]


_FORMATS = {
    "tmx": _Format(tmx.MEDIA_TYPE, tmx.write),
    "csv": _Format(csv_files.MEDIA_TYPE, csv_files.write),
}


def routes(house: House, exchanges: Mapping[What, Units]) -> APIRouter:
    """Members export a file; hosts import one."""
    router = APIRouter(prefix="/api/rooms/{room}")
    readers = asyncio.Semaphore(_MOST_READERS)

    @router.get("/{what}.{kind}", dependencies=[house.callers.need(Right.READ, Cost.FILE)])
    async def export_file(request: Request, room: UUID, what: What, kind: Kind) -> Response:
        """The glossary or the memory as a file."""
        units = await exchanges[what].units(room, caller(request))
        data = await asyncio.to_thread(_FORMATS[kind].write, units)
        headers = {"Content-Disposition": f'attachment; filename="{what}.{kind}"'}
        return Response(data, media_type=_FORMATS[kind].media_type, headers=headers)

    @router.post("/{what}.{kind}", dependencies=[house.callers.need(Right.IMPORT, Cost.FILE)])
    async def import_file(request: Request, room: UUID, what: What, kind: Kind) -> Imported:
        """What of a file can be kept; what is there already and says something else is replaced.

        What is left out is listed with its line. A file that cannot be read at all is refused, and nothing is taken.
        """
        data = await request.body()
        async with readers:
            output = await read(kind, data)
        kept, left = await asyncio.to_thread(_kept, entries(output), exchanges[what])
        await exchanges[what].import_units(caller(request), room, kept)
        return Imported(taken=len(kept), left_out=len(left), lines=left[:LISTED])

    return router


def _kept(entries: Iterable[Entry], units: Units) -> tuple[list[Unit], list[LeftOut]]:
    """What can be kept, and what is left out; raises Unreadable, Invalid."""
    kept: list[Unit] = []
    left: list[LeftOut] = []
    for line, entry in entries:
        for found in units.checked(entry) if isinstance(entry, Unit) else (entry,):
            if len(kept) + len(left) == MOST_UNITS:
                raise Invalid(f"{MOST_UNITS} entries are the most that a file may have.", code="many_units")
            if isinstance(found, Unit):
                kept.append(found)
            else:
                left.append(LeftOut(line=line, code=found.code, sentence=found.sentence))
    return kept, left
