"""REST: whom one blocks."""

from functools import partial
from uuid import UUID

from fastapi import APIRouter, Request

from enishi.doors.callers import caller
from enishi.doors.house import House
from enishi.features.blocks.wire import BlockedMember
from enishi.gathering.people import blocks_table
from enishi.rights import Cost, Right


def routes(house: House) -> APIRouter:
    """Everybody's own; nobody is shown who blocks them."""
    router = APIRouter(prefix="/api/blocks")
    making = house.callers.need(Right.ATTEND, Cost.MAKE)

    @router.get("", dependencies=[house.callers.need(Right.ATTEND, Cost.READ)])
    async def list_blocked(request: Request) -> list[BlockedMember]:
        """Whom one blocked, by their names."""
        found = await house.store.read(partial(blocks_table.of, by=caller(request).id))
        return [BlockedMember(id=member.id, name=member.name) for member in found]

    @router.put("/{member}", dependencies=[making], status_code=204)
    async def block(request: Request, member: UUID) -> None:
        """Be told nothing more of this member, and have them told nothing more of oneself. They are not told so."""
        await house.blocks.block(caller(request).id, member)

    @router.delete("/{member}", dependencies=[making], status_code=204)
    async def lift(request: Request, member: UUID) -> None:
        """Be told of this member again, also of what they wrote meanwhile; they of oneself as well."""
        await house.blocks.lift(caller(request).id, member)

    return router
