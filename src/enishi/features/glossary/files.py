"""The REST door through which a room's glossary and memory travel as files, TMX or CSV."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol
from uuid import UUID

from fastapi import APIRouter, Request, Response

from enishi.auth.access import Access
from enishi.auth.limits import Limit
from enishi.doors.callers import Callers
from enishi.errors import Invalid, Unreadable
from enishi.features.glossary import csv_files as sheets
from enishi.features.glossary import tmx
from enishi.model import Member, Unit
from enishi.protocol import Imported

MOST_UNITS = 10_000
"""What one file may have: it is kept in one transaction, and everybody's words wait behind it."""

What = Literal["glossary", "memory"]
Kind = Literal["tmx", "csv"]


class Units(Protocol):
    """What can be told as translation units, and learned from them."""

    async def units(self, room: UUID) -> Sequence[Unit]:
        """Everything that the room has."""
        ...

    def checked(self, unit: Unit) -> Unit | None:
        """The unit as it can be kept; None where it is of no use here. Raises Invalid."""
        ...

    async def bring(self, member: Member, room: UUID, units: Sequence[Unit]) -> None:
        """Keep all of these, or none; raises Invalid."""
        ...


class _Format(NamedTuple):
    media_type: str
    write: Callable[[Iterable[Unit]], bytes]
    read: Callable[[bytes], Iterator[tuple[int, Unit]]]


_FORMATS = {
    "tmx": _Format(tmx.MEDIA_TYPE, tmx.write, tmx.read),
    "csv": _Format(sheets.MEDIA_TYPE, sheets.write, sheets.read),
}


@dataclass(frozen=True, slots=True)
class FilesDoor:
    """Members take a file out; hosts bring one in."""

    callers: Callers
    access: Access
    things: dict[What, Units]
    changes: Limit

    def router(self) -> APIRouter:
        """The routes."""
        router = APIRouter(prefix="/api/rooms/{room}")
        router.get("/{what}.{kind}")(self.take)
        router.post("/{what}.{kind}")(self.bring)
        return router

    async def take(self, request: Request, room: UUID, what: What, kind: Kind) -> Response:
        """The glossary or the memory as a file."""
        await self.access.to_room(await self.callers.member(request), room)
        units = await self.things[what].units(room)
        data = await asyncio.to_thread(_FORMATS[kind].write, units)
        headers = {"Content-Disposition": f'attachment; filename="{what}.{kind}"'}
        return Response(data, media_type=_FORMATS[kind].media_type, headers=headers)

    async def bring(self, request: Request, room: UUID, what: What, kind: Kind) -> Imported:
        """What is in a file, all or nothing; what is there already and says something else is replaced."""
        member = await self.callers.acting(request)
        self.changes.take(member.id)
        await self.access.to_import(member, room)
        found = await asyncio.to_thread(_read, await request.body(), _FORMATS[kind], self.things[what])
        kept = [unit for unit in found if unit]
        await self.things[what].bring(member, room, kept)
        return Imported(taken=len(kept), left_out=len(found) - len(kept))


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
