"""REST: making a room, and what is said of one."""

from uuid import UUID

from fastapi import APIRouter, Request

from enishi.doors.callers import caller
from enishi.doors.house import House
from enishi.features.rooms.verbs import RoomChanges
from enishi.features.rooms.wire import MakeRoom
from enishi.gathering.translations.wire import Description
from enishi.protocol import RoomView
from enishi.rights import Cost, Right


def routes(house: House, changes: RoomChanges) -> APIRouter:
    """Making is open to hosts, the description to who is in the room."""
    router = APIRouter(prefix="/api/rooms")

    @router.post("", status_code=201, dependencies=[house.callers.need(Right.MAKE_ROOMS, Cost.MAKE)])
    async def make(request: Request, wishes: MakeRoom) -> RoomView:
        """Make a room, with its maker in it."""
        member = caller(request)
        made = await house.rooms.make(member, wishes.title)
        view = await house.standings.one(member, made.id)
        assert view  # its maker is in it
        return view

    @router.get("/{room}/description", dependencies=[house.callers.need(Right.READ, Cost.READ)])
    async def description(request: Request, room: UUID) -> Description:
        """What its hosts say of the room, in the caller's language."""
        return await changes.description(caller(request), room)

    return router
