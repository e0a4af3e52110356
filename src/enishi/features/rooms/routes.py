"""REST: making a room."""

from fastapi import APIRouter, Request

from enishi.doors.callers import caller
from enishi.doors.house import House
from enishi.features.rooms.wire import MakeRoom
from enishi.protocol import RoomView
from enishi.rights import Cost, Right


def routes(house: House) -> APIRouter:
    """Open to hosts."""
    router = APIRouter(prefix="/api/rooms")

    @router.post("", status_code=201, dependencies=[house.callers.need(Right.MAKE_ROOMS, Cost.MAKE)])
    async def make(request: Request, wishes: MakeRoom) -> RoomView:
        """Make a room, with its maker in it."""
        member = caller(request)
        made = await house.rooms.make(member, wishes.title)
        rooms = house.standings.views(await house.standings.of(member))
        return next(room for room in rooms if room.id == made.id)

    return router
