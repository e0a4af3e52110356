"""REST: a room's invites, made, listed and revoked by its hosts."""

from io import BytesIO
from uuid import UUID

import segno
from fastapi import APIRouter, Request

from enishi.doors.callers import caller
from enishi.doors.house import House
from enishi.features.invites.table import Invite
from enishi.features.invites.verbs import Invites
from enishi.features.invites.wire import InviteView, MakeInvite
from enishi.rights import Cost, Right


def routes(house: House, invites: Invites) -> APIRouter:
    """Open to hosts of the room."""
    router = APIRouter(prefix="/api/rooms/{room}/invites", dependencies=[house.callers.need(Right.INVITE, Cost.MAKE)])

    @router.get("")
    async def list_invites(room: UUID) -> list[InviteView]:
        """The room's open invites."""
        return [InviteView.model_validate(invite) for invite in await invites.of_room(room)]

    @router.post("", status_code=201)
    async def make(request: Request, room: UUID, wishes: MakeInvite) -> InviteView:
        """A new invite link, with its QR code."""
        invite, secret = await invites.make(room, wishes, made_by=caller(request).id)
        base = house.settings.url or f"{request.url.scheme}://{request.url.netloc}"
        return _shown(invite, f"{base.rstrip('/')}/join/{secret}")

    @router.delete("/{invite}", status_code=204)
    async def revoke(room: UUID, invite: UUID) -> None:
        """Close an invite."""
        await invites.revoke(await invites.get(room, invite))

    return router


def _shown(invite: Invite, link: str) -> InviteView:
    image = BytesIO()
    segno.make(link, micro=False).save(image, kind="svg", scale=4, xmldecl=False)
    view = InviteView.model_validate(invite)
    return view.model_copy(update={"link": link, "qr": image.getvalue().decode()})
