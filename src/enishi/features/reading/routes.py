"""REST: a page of a room's history."""

from uuid import UUID

from fastapi import APIRouter, Request

from enishi.doors.callers import caller
from enishi.doors.house import House
from enishi.gathering.translations.history import PAGE
from enishi.protocol import Number, Page
from enishi.rights import Cost, Right


def routes(house: House) -> APIRouter:
    """Open to who may read the room."""
    router = APIRouter(prefix="/api/rooms/{room}")

    @router.get("/messages", dependencies=[house.callers.need(Right.READ, Cost.READ)])
    async def messages(request: Request, room: UUID, before: Number | None = None, limit: int = PAGE) -> Page:
        """A page of history, in the reader's language."""
        return await house.history.page(caller(request), room, before=before, limit=max(limit, 1))

    return router
