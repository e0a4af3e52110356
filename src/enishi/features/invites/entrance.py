"""REST: the door before anybody is in, and coming in with an invite."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from enishi.auth.secrets import digest
from enishi.doors import cookies
from enishi.doors.callers import browser
from enishi.doors.house import House
from enishi.features.invites import wire
from enishi.features.invites.verbs import Invites
from enishi.features.invites.wire import InvitePreview, Join, Joined, PreviewInvite
from enishi.gathering.people.wire import MemberJoined, RoleChanged
from enishi.languages import Choice, best_match
from enishi.rights import Cost

Reads = Annotated[tuple[str, ...], Query(max_length=50)]
"""Languages that somebody reads, the preferred one first; a browser names a few."""


def routes(house: House, invites: Invites) -> APIRouter:
    """Open to everybody; look-ups and joins are counted by address."""
    router = APIRouter(prefix="/api")
    router.include_router(_door(house))
    router.include_router(_admission(house, invites))
    return router


def _door(house: House) -> APIRouter:
    router = APIRouter(dependencies=[house.callers.open_to_all()])

    @router.get("/health")
    async def health() -> dict[str, bool]:
        """Whether the server answers."""
        return {"ok": True}

    @router.get("/house")
    async def show_house(request: Request, response: Response, reads: Reads = ()) -> wire.House:
        """The languages on offer, and who one is already; the cookie of somebody who comes back is prolonged.

        `reads` are the languages that a browser names.
        """
        member = await house.callers.known(request)
        if member and (secret := cookies.session_secret(request)):
            cookies.give(response, request, secret, house.sessions.lasts)
        offered = house.languages
        return wire.House(
            languages=offered.here, can_come=dict(offered.can_come), suggested=_suggested(reads, offered), me=member
        )

    return router


def _suggested(reads: Sequence[str], offered: Choice) -> str | None:
    """The language for who reads these; English where none can be had, for lack of a better one."""
    choices = frozenset((*offered.here, *offered.can_come))
    return next(filter(None, (best_match(tag, choices) for tag in (*reads, "en"))), None)


def _admission(house: House, invites: Invites) -> APIRouter:
    router = APIRouter(dependencies=[house.callers.open_to_all(Cost.JOIN)])
    known = house.callers.known

    @router.post("/invites/preview")
    async def preview(request: Request, asked: PreviewInvite) -> InvitePreview:
        """Where an invite leads."""
        invite, room = await invites.preview(asked.invite, await known(request))
        return InvitePreview(room=room.title, welcome=room.welcome, expires_at=invite.expires_at)

    @router.post("/join", status_code=201)
    async def join(request: Request, response: Response, join: Join) -> Joined:
        """Come in with an invite; the session goes into a cookie that no script can read."""
        house.limits.take_together(Cost.JOIN, digest(join.invite))
        member, session = await known(request), cookies.session_secret(request)
        admission = await invites.admit(join, member, session, browser(request))
        if admission.secret is not None:
            cookies.give(response, request, admission.secret, house.sessions.lasts)
        for room in admission.told:
            house.bus.publish(MemberJoined(room=room, member=admission.member))
        if admission.role is not None:
            house.bus.publish(RoleChanged(room=admission.room, member=admission.member.id, role=admission.role))
        return Joined(me=admission.member, room=admission.room)

    return router
