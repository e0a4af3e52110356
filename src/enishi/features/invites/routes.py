"""REST: a room's invites, made, listed and revoked by its hosts."""

from uuid import UUID

from fastapi import APIRouter, Request

from enishi.doors.callers import caller
from enishi.doors.house import House
from enishi.doors.origin import address_for_others
from enishi.doors.qr import qr_code
from enishi.features.invites.links import link_to
from enishi.features.invites.table import Invite
from enishi.features.invites.verbs import Invites
from enishi.features.invites.wire import InviteView, MakeInvite
from enishi.model import Role
from enishi.rights import Cost, Right


def routes(house: House, invites: Invites) -> APIRouter:
    """Open to hosts of the room, and to those whom it lets invite: they see and close the invites that they made."""
    router = APIRouter(prefix="/api/rooms/{room}/invites", dependencies=[house.callers.need(Right.INVITE, Cost.MAKE)])

    @router.get("")
    async def list_invites(request: Request, room: UUID) -> list[InviteView]:
        """The room's open invites; who is no host is told their own."""
        came = await invites.came(room)
        hosts = await house.access.allows(caller(request), Right.SET_ROLES, room)
        found = [each for each in await invites.of_room(room) if hosts or each.made_by == caller(request).id]
        views = [InviteView.model_validate(invite) for invite in found]
        return [view.model_copy(update={"came": tuple(came.get(view.id, ()))}) for view in views]

    @router.post("", status_code=201)
    async def make(request: Request, room: UUID, wishes: MakeInvite) -> InviteView:
        """A new invite link, with its QR code; only hosts invite hosts."""
        if wishes.host:
            await house.access.require(caller(request), Right.SET_ROLES, room)
        invite, secret = await invites.make(room, wishes, made_by=caller(request).id)
        return _shown(invite, secret, address_for_others(request, house.settings))

    @router.delete("/{invite}", status_code=204)
    async def revoke(request: Request, room: UUID, invite: UUID, *, remove: bool = False) -> None:
        """Close an invite, one's own or as a host; with `remove`, hosts remove who came by it and is no host, too."""
        found = await invites.get(room, invite)
        if remove or found.made_by != caller(request).id:
            await house.access.require(caller(request), Right.SET_ROLES, room)
        await invites.revoke(found)
        if remove:
            await _remove_who_came(house, invites, found, caller(request).id)

    return router


async def _remove_who_came(house: House, invites: Invites, invite: Invite, by: UUID) -> None:
    hosts = {member for member, role in (await house.rooms.roles(invite.room)).items() if role is Role.HOST}
    for member in (await invites.came(invite.room)).get(invite.id, ()):
        if member not in hosts:
            await house.roles.change(invite.room, member, Role.FORMER, by)


def _shown(invite: Invite, secret: str, address: str | None) -> InviteView:
    view = InviteView.model_validate(invite)
    link = link_to(address or "", secret)
    return view.model_copy(update={"link": link, "qr": qr_code(link) if address else None})
