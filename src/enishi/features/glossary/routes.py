"""REST: reading, adding, changing and removing terms of a room's glossary."""

from uuid import UUID

from fastapi import APIRouter, Request

from enishi.doors.callers import caller
from enishi.doors.house import House
from enishi.exchange.units import Unit
from enishi.features.glossary.verbs import Glossary
from enishi.features.glossary.wire import PutTerm, TermView
from enishi.rights import Cost, Right


def routes(house: House, glossary: Glossary) -> APIRouter:
    """Open to the members of the room."""
    router = APIRouter(prefix="/api/rooms/{room}/glossary")
    reads = [house.callers.need(Right.READ, Cost.READ)]
    changes = [house.callers.need(Right.SETTLE_TERMS, Cost.POST)]

    @router.get("", dependencies=reads)
    async def terms(room: UUID) -> list[TermView]:
        """The room's terms, in the order of their words."""
        return [TermView.model_validate(term) for term in await glossary.of(room)]

    @router.put("/{term}", dependencies=changes)
    async def put(request: Request, room: UUID, term: UUID, wishes: PutTerm) -> TermView:
        """Add a term, or replace the one with this id, which the client chooses."""
        unit = Unit(wishes.text, wishes.language, wishes.translations)
        return TermView.model_validate(await glossary.put(caller(request), room, term, unit))

    @router.delete("/{term}", status_code=204, dependencies=changes)
    async def remove(room: UUID, term: UUID) -> None:
        """Remove a term."""
        await glossary.remove(room, term)

    return router
