"""REST: who is banned from the house, by its owners."""

from uuid import UUID

from fastapi import APIRouter, Request

from enishi.doors.callers import caller
from enishi.doors.house import House
from enishi.features.bans.verbs import Bans
from enishi.features.bans.wire import BannedMember
from enishi.gathering.people import members_table as members
from enishi.rights import Cost, Right


def routes(house: House) -> APIRouter:
    """Open to owners of the house."""
    bans = Bans(house.store, house.bus)
    router = APIRouter(prefix="/api/bans")
    making = house.callers.need(Right.BAN, Cost.MAKE)

    @router.get("", dependencies=[house.callers.need(Right.BAN, Cost.READ)])
    async def list_bans() -> list[BannedMember]:
        """Who is banned, the last one first."""
        found = await house.store.read(members.banned)
        return [BannedMember(member=member, at=at) for member, at in found]

    @router.put("/{member}", dependencies=[making], status_code=204)
    async def ban(request: Request, member: UUID) -> None:
        """Keep somebody out: their connections end, their sessions, ways back and invites lead nowhere from now on."""
        await bans.ban(member, by=caller(request).id)

    @router.delete("/{member}", dependencies=[making], status_code=204)
    async def lift(request: Request, member: UUID) -> None:
        """Let them back in: all that is as it was before."""
        await bans.lift(member, by=caller(request).id)

    return router
