"""REST: one's own name and profile, and the profiles of others."""

from uuid import UUID

from fastapi import APIRouter, Request

from enishi.doors.callers import caller
from enishi.doors.house import House
from enishi.features.profiles.renaming import rename
from enishi.features.profiles.verbs import Profiles
from enishi.features.profiles.wire import ChangeProfile, Profile, Rename
from enishi.model import Member
from enishi.rights import Cost, Right


def routes(house: House) -> APIRouter:
    """One's own for who is signed in, those of others for who shares a room with them."""
    profiles = Profiles(house)
    router = APIRouter(prefix="/api")
    making = house.callers.need(Right.ATTEND, Cost.MAKE)

    @router.put("/me/name", dependencies=[making])
    async def put_name(request: Request, wished: Rename) -> Member:
        """Be called this, in every room; a name that is taken is refused with one that is free."""
        return await rename(house, caller(request).id, wished.name)

    @router.get("/me/profile", dependencies=[house.callers.need(Right.ATTEND, Cost.READ)])
    async def get_own(request: Request) -> Profile:
        """What one says of oneself, in one's own words."""
        return await profiles.own(caller(request))

    @router.put("/me/profile", dependencies=[making])
    async def put_own(request: Request, wished: ChangeProfile) -> Profile:
        """Say this of oneself from now on; all who share a room see it at once."""
        return await profiles.keep(caller(request), wished)

    @router.get("/rooms/{room}/profiles/{member}", dependencies=[house.callers.need(Right.READ, Cost.READ)])
    async def get_of_member(request: Request, room: UUID, member: UUID) -> Profile:
        """What a member of the room says of themselves, in the caller's language."""
        return await profiles.seen(caller(request), room, member)

    return router
