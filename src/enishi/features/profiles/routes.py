"""REST: one's own name."""

from fastapi import APIRouter, Request

from enishi.doors.callers import caller
from enishi.doors.house import House
from enishi.features.profiles.renaming import rename
from enishi.features.profiles.wire import Rename
from enishi.model import Member
from enishi.rights import Cost, Right


def routes(house: House) -> APIRouter:
    """For who is signed in."""
    router = APIRouter(prefix="/api")
    making = house.callers.need(Right.ATTEND, Cost.MAKE)

    @router.put("/me/name", dependencies=[making])
    async def put_name(request: Request, wished: Rename) -> Member:
        """Be called this, in every room; a name that is taken is refused with one that is free."""
        return await rename(house, caller(request).id, wished.name)

    return router
