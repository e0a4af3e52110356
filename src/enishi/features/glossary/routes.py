"""REST: reading, adding, changing and removing terms of a room's glossary."""

from uuid import UUID

from fastapi import APIRouter, Request

from enishi.doors.callers import caller
from enishi.doors.house import House
from enishi.exchange.units import Unit
from enishi.features.glossary.verbs import Glossary
from enishi.features.glossary.wire import GlossaryChanges, LockGlossary, PutTerm, TermView
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

    @router.get("/changes", dependencies=reads)
    async def listed(request: Request, room: UUID) -> GlossaryChanges:
        """What was changed, by whom and when, and whether the caller may change more."""
        return await glossary.changes(caller(request), room)

    @router.post("/changes/{change}/undo", status_code=204, dependencies=changes)
    async def undo(request: Request, room: UUID, change: UUID) -> None:
        """Put back what was there before a change, as long as nothing of it was changed again."""
        await glossary.undo(caller(request), room, change)

    @router.put("/lock", status_code=204, dependencies=[house.callers.need(Right.LOCK_GLOSSARY, Cost.POST)])
    async def lock(room: UUID, wishes: LockGlossary) -> None:
        """Let only stewards and hosts settle terms, or everybody again."""
        await glossary.lock(room, locked=wishes.locked)

    @router.put("/{term}", dependencies=changes)
    async def put(request: Request, room: UUID, term: UUID, wishes: PutTerm) -> TermView:
        """Add a term, or replace the one with this id, which the client chooses."""
        unit = Unit(wishes.text, wishes.language, wishes.translations)
        return TermView.model_validate(await glossary.put(caller(request), room, term, unit))

    @router.delete("/{term}", status_code=204, dependencies=changes)
    async def remove(request: Request, room: UUID, term: UUID) -> None:
        """Remove a term."""
        await glossary.remove(caller(request), room, term)

    return router
