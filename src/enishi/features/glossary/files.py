"""REST: a room's glossary and memory as files, TMX or CSV."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol
from uuid import UUID

from fastapi import APIRouter, Request, Response

from enishi.doors.callers import caller
from enishi.doors.house import House
from enishi.errors import Invalid, Unreadable
from enishi.features.glossary import csv_files, tmx
from enishi.features.glossary.units import Unit
from enishi.features.glossary.wire import Imported
from enishi.model import Member
from enishi.rights import Cost, Right

MOST_UNITS = 10_000
"""What one file may have: it is kept in one transaction, and everybody's words wait behind it."""

What = Literal["glossary", "memory"]
Kind = Literal["tmx", "csv"]


class Units(Protocol):
    """What can be exported as translation units, and imported from them."""

    async def units(self, room: UUID) -> Sequence[Unit]:
        """Everything that the room has."""
        ...

    def checked(self, unit: Unit) -> Unit | None:
        """The unit as it can be kept; None where it is of no use here. Raises Invalid."""
        ...

    async def import_units(self, member: Member, room: UUID, units: Sequence[Unit]) -> None:
        """Keep all of these, or none; raises Invalid."""
        ...


class _Format(NamedTuple):
    media_type: str
    write: Callable[[Iterable[Unit]], bytes]
    read: Callable[[bytes], Iterator[tuple[int, Unit]]]


_FORMATS = {
    "tmx": _Format(tmx.MEDIA_TYPE, tmx.write, tmx.read),
    "csv": _Format(csv_files.MEDIA_TYPE, csv_files.write, csv_files.read),
}


def routes(house: House, exchanges: Mapping[What, Units]) -> APIRouter:
    """Members export a file; hosts import one."""
    router = APIRouter(prefix="/api/rooms/{room}")

    @router.get("/{what}.{kind}", dependencies=[house.callers.need(Right.READ)])
    async def export_file(room: UUID, what: What, kind: Kind) -> Response:
        """The glossary or the memory as a file."""
        units = await exchanges[what].units(room)
        data = await asyncio.to_thread(_FORMATS[kind].write, units)
        headers = {"Content-Disposition": f'attachment; filename="{what}.{kind}"'}
        return Response(data, media_type=_FORMATS[kind].media_type, headers=headers)

    @router.post("/{what}.{kind}", dependencies=[house.callers.need(Right.IMPORT, Cost.POST)])
    async def import_file(request: Request, room: UUID, what: What, kind: Kind) -> Imported:
        """What is in a file, all or nothing; what is there already and says something else is replaced."""
        found = await asyncio.to_thread(_read, await request.body(), _FORMATS[kind], exchanges[what])
        kept = [unit for unit in found if unit]
        await exchanges[what].import_units(caller(request), room, kept)
        return Imported(taken=len(kept), left_out=len(found) - len(kept))

    return router


def _read(data: bytes, form: _Format, units: Units) -> list[Unit | None]:
    """Each unit as it can be kept; raises Unreadable, Invalid."""
    found: list[Unit | None] = []
    for line, unit in form.read(data):
        if len(found) == MOST_UNITS:
            raise Invalid(f"{MOST_UNITS} entries are the most that a file may have.", code="many_units")
        try:
            found.append(units.checked(unit))
        except Invalid as error:
            raise Unreadable(error.sentence, line=line) from error
    return found
