"""REST: the pictures of members."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from enishi.doors.callers import caller
from enishi.doors.house import House
from enishi.features.profiles.pictures import Pictures
from enishi.model import Member
from enishi.rights import Cost, Right

HEADERS = {"Cache-Control": "private, max-age=86400, immutable"}


def picture_routes(house: House) -> APIRouter:
    """One's own is changed by who is signed in; those of others are seen by who shares a room with them."""
    pictures = Pictures(house)
    router = APIRouter(prefix="/api")
    making = house.callers.need(Right.ATTEND, Cost.MAKE)

    @router.put("/me/picture", dependencies=[making])
    async def put_picture(request: Request) -> Member:
        """Have this picture, a small square JPEG; told to one's rooms with `member_joined`."""
        return await pictures.keep(caller(request).id, await request.body())

    @router.delete("/me/picture", dependencies=[making])
    async def remove_picture(request: Request) -> Member:
        """Have none any more."""
        return await pictures.keep(caller(request).id, None)

    seeing = house.callers.need(Right.ATTEND, Cost.READ)

    @router.get("/pictures/{member}/{name}", response_class=Response, dependencies=[seeing])
    async def get_picture(request: Request, member: UUID, name: str) -> Response:
        """The picture of a member, by the name that `Member` has."""
        data = await pictures.seen(caller(request).id, member, name)
        return Response(data, media_type="image/jpeg", headers=HEADERS)

    return router
