"""REST: the reports that wait in a room, for its stewards and hosts."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import APIRouter, Request

from enishi.doors.callers import caller
from enishi.doors.house import House
from enishi.features.reports.views import Views
from enishi.features.reports.wire import ReportView
from enishi.rights import Cost, Right


def routes(house: House) -> APIRouter:
    """For who decides about them."""
    router = APIRouter(prefix="/api/rooms/{room}")

    @router.get("/reports", dependencies=[house.callers.need(Right.MODERATE, Cost.READ)])
    async def list_reports(request: Request, room: UUID) -> Sequence[ReportView]:
        """What waits for a decision, the oldest first; not what is about the caller's own messages."""
        return await Views(house, caller(request), room).all()

    return router
