"""REST: a room's invites, made, listed and revoked by its hosts."""

from uuid import UUID

from fastapi import APIRouter, Request

from enishi.doors.callers import caller
from enishi.doors.house import House
from enishi.doors.origin import address_of_page
from enishi.doors.qr import qr_code
from enishi.features.invites.links import link_to
from enishi.features.invites.table import Invite
from enishi.features.invites.verbs import Invites
from enishi.features.invites.wire import InviteView, MakeInvite
from enishi.model import Role
from enishi.rights import Cost, Right


def routes(house: House, invites: Invites) -> APIRouter:
    """Open to hosts of the room."""
    router = APIRouter(prefix="/api/rooms/{room}/invites", dependencies=[house.callers.need(Right.INVITE, Cost.MAKE)])

    @router.get("")
    async def list_invites(room: UUID) -> list[InviteView]:
        """The room's open invites."""
        came = await invites.came(room)
        views = [InviteView.model_validate(invite) for invite in await invites.of_room(room)]
        return [view.model_copy(update={"came": tuple(came.get(view.id, ()))}) for view in views]

    @router.post("", status_code=201)
    async def make(request: Request, room: UUID, wishes: MakeInvite) -> InviteView:
        """A new invite link, with its QR code."""
        invite, secret = await invites.make(room, wishes, made_by=caller(request).id)
        return _shown(invite, secret, address_of_page(request, house.settings.url))

    @router.delete("/{invite}", status_code=204)
    async def revoke(room: UUID, invite: UUID, *, remove: bool = False) -> None:
        """Close an invite; with `remove`, also remove the members who came by it and are no hosts."""
        await invites.revoke(await invites.get(room, invite))
        if remove:
            hosts = {member for member, role in (await house.rooms.roles(room)).items() if role is Role.HOST}
            for member in (await invites.came(room)).get(invite, ()):
                if member not in hosts:
                    await house.roles.change(room, member, Role.FORMER)

    return router


def _shown(invite: Invite, secret: str, address: str | None) -> InviteView:
    view = InviteView.model_validate(invite)
    link = link_to(address or "", secret)
    return view.model_copy(update={"link": link, "qr": qr_code(link) if address else None})
