"""REST: opening a private room."""

from uuid import UUID

from fastapi import APIRouter, Request

from enishi.doors.callers import caller
from enishi.doors.house import House
from enishi.features.private_rooms.verbs import open_room
from enishi.features.private_rooms.wire import OpenPrivate
from enishi.protocol import RoomView
from enishi.rights import Cost, Right


def routes(house: House) -> APIRouter:
    """For the members of a room, towards each other."""
    router = APIRouter(prefix="/api/rooms/{room}")

    @router.post("/private", status_code=201, dependencies=[house.callers.need(Right.WRITE_PRIVATELY, Cost.MAKE)])
    async def open_private(request: Request, room: UUID, wishes: OpenPrivate) -> RoomView:
        """Open the room of oneself and these people alone; it is the same one each time."""
        return await open_room(house, caller(request), room, frozenset(wishes.members))

    return router
