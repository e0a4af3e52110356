"""REST: rooms without a host, for owners of the house."""

from uuid import UUID

from fastapi import APIRouter, Request

from enishi.doors.callers import caller
from enishi.doors.house import House
from enishi.features.roles.hostless import Hostless
from enishi.features.roles.wire import HostlessRoom
from enishi.protocol import RoomView
from enishi.rights import Cost, Right


def routes(house: House) -> APIRouter:
    """Open to owners of the house."""
    hostless = Hostless(house)
    needed = house.callers.need(Right.TAKE_ROOMS, Cost.MAKE)
    router = APIRouter(prefix="/api/hostless", dependencies=[needed])

    @router.get("")
    async def list_rooms() -> list[HostlessRoom]:
        """Rooms whose hosts have no device, no recovery phrase and no passkey any more."""
        return [
            HostlessRoom(id=room.id, title=room.title, welcome=room.welcome, members=members)
            for room, members in await hostless.rooms()
        ]

    @router.post("/{lost}", status_code=201)
    async def take(request: Request, lost: UUID) -> RoomView:
        """Become a host of such a room; everybody in it sees that."""
        owner = caller(request)
        await hostless.take(owner, lost)
        view = await house.standings.one(owner, lost)
        assert view  # they are its host now
        return view

    return router
