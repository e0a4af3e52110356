"""The REST door: coming in, rooms, invites, history."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

import segno
from fastapi import APIRouter, Request, Response

from enishi.auth.access import Access
from enishi.auth.limits import Limit
from enishi.bus.bus import Bus
from enishi.doors.callers import Callers
from enishi.doors.origin import COOKIE
from enishi.features.invites.verbs import Invites
from enishi.gathering.people.rooms import Rooms
from enishi.gathering.translations.history import PAGE, History
from enishi.model import Invite
from enishi.protocol import (
    Dismissed,
    House,
    InvitePreview,
    InviteView,
    Join,
    Joined,
    MakeInvite,
    MakeRoom,
    MemberView,
    Number,
    PageView,
    RoomView,
)


@dataclass(frozen=True, slots=True)
class HttpDoor:
    """Turns HTTP requests into verbs."""

    callers: Callers
    invites: Invites
    access: Access
    rooms: Rooms
    history: History
    bus: Bus
    languages: Sequence[str]
    joins: Limit

    def router(self) -> APIRouter:
        """The routes."""
        router = APIRouter(prefix="/api")
        router.get("/health")(self.health)
        router.get("/house")(self.house)
        router.get("/invites/{secret}")(self.preview)
        router.post("/join", status_code=201)(self.join)
        router.post("/leave", status_code=204)(self.leave)
        router.post("/rooms", status_code=201)(self.make_room)
        router.get("/rooms/{room}/messages")(self.messages)
        router.get("/rooms/{room}/invites")(self.list_invites)
        router.post("/rooms/{room}/invites", status_code=201)(self.make_invite)
        router.delete("/invites/{invite}", status_code=204)(self.revoke_invite)
        return router

    async def health(self) -> dict[str, bool]:
        """Whether the server answers."""
        return {"ok": True}

    async def house(self, request: Request, response: Response) -> House:
        """The languages on offer, and who one is already; the cookie of somebody who comes back lasts anew."""
        member = await self.callers.known(request)
        if member:
            self._set_cookie(request, response, request.cookies[COOKIE])
        return House(languages=tuple(self.languages), me=member and MemberView.model_validate(member))

    async def preview(self, request: Request, secret: str) -> InvitePreview:
        """Where an invite leads."""
        self._count(request)
        invite, room = await self.invites.preview(secret, await self.callers.known(request))
        return InvitePreview(room=room.title, welcome=room.welcome, expires_at=invite.expires_at)

    async def join(self, request: Request, response: Response, join: Join) -> Joined:
        """Come in with an invite; the session goes into a cookie that no script can read."""
        self.callers.check_origin(request)
        self._count(request)
        admission = await self.invites.admit(join, await self.callers.known(request))
        if admission.secret is not None:
            self._set_cookie(request, response, admission.secret)
        return Joined(me=MemberView.model_validate(admission.member), room=admission.room)

    async def leave(self, request: Request, response: Response) -> None:
        """End the session, on every connection that it has."""
        self.callers.check_origin(request)
        if member := await self.callers.known(request):
            await self.callers.sessions.end(request.cookies[COOKIE])
            self.bus.publish(Dismissed(member=member.id))
        response.delete_cookie(COOKIE)

    async def make_room(self, request: Request, wishes: MakeRoom) -> RoomView:
        """Open a room."""
        member = await self.callers.acting(request)
        self.access.to_house(member)
        made = await self.rooms.make(member, wishes.title)
        return next(room for room in await self.rooms.of(member) if room.id == made.id)

    async def messages(self, request: Request, room: UUID, before: Number | None = None, limit: int = PAGE) -> PageView:
        """A page of history, in the reader's language."""
        member = await self.callers.member(request)
        await self.access.to_room(member, room)
        page = await self.history.page(member, room, before=before, limit=max(limit, 1))
        return PageView.model_validate(page)

    async def list_invites(self, request: Request, room: UUID) -> list[InviteView]:
        """The room's open invites."""
        member = await self.callers.member(request)
        await self.access.to_invites(member, room)
        return [InviteView.model_validate(invite) for invite in await self.invites.of_room(room)]

    async def make_invite(self, request: Request, room: UUID, wishes: MakeInvite) -> InviteView:
        """A new invite link, with its QR code."""
        member = await self.callers.acting(request)
        await self.access.to_invites(member, room)
        invite, secret = await self.invites.make(room, wishes, made_by=member.id)
        base = self.callers.url or f"{request.url.scheme}://{request.url.netloc}"
        return _shown(invite, f"{base.rstrip('/')}/join/{secret}")

    async def revoke_invite(self, request: Request, invite: UUID) -> None:
        """Close an invite."""
        member = await self.callers.acting(request)
        found = await self.invites.get(invite)
        await self.access.to_invites(member, found.room)
        await self.invites.revoke(found)

    def _set_cookie(self, request: Request, response: Response, secret: str) -> None:
        response.set_cookie(
            COOKIE,
            secret,
            max_age=int(self.callers.sessions.lasts.total_seconds()),
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )

    def _count(self, request: Request) -> None:
        self.joins.take(request.client.host if request.client else None)


def _shown(invite: Invite, link: str) -> InviteView:
    image = BytesIO()
    segno.make(link, micro=False).save(image, kind="svg", scale=4, xmldecl=False)
    view = InviteView.model_validate(invite)
    return view.model_copy(update={"link": link, "qr": image.getvalue().decode()})
