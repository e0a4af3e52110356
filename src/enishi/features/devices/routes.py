"""REST: the devices of a member, links that add one, and signing out."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from enishi.auth.sessions_table import Session
from enishi.doors import cookies
from enishi.doors.callers import session_of
from enishi.doors.house import House
from enishi.doors.origin import address_for_others
from enishi.doors.qr import qr_code
from enishi.doors.signing_in import SignedIn, sign_in
from enishi.features.devices.verbs import LASTS, DeviceLinks
from enishi.features.devices.wire import Device, DeviceLink, DeviceLinkPreview, MakeDeviceLink, TakeDeviceLink
from enishi.rights import Cost, Right


def routes(house: House) -> APIRouter:
    """One's own devices for who is signed in; links for the browsers that they add."""
    links = DeviceLinks(house.store)
    router = APIRouter(prefix="/api")
    router.include_router(_own(house, links))
    router.include_router(_arriving(house, links))
    return router


def _own(house: House, links: DeviceLinks) -> APIRouter:
    router = APIRouter()
    reading = house.callers.need(Right.ATTEND, Cost.READ)
    making = house.callers.need(Right.ATTEND, Cost.MAKE)

    @router.get("/devices", dependencies=[reading])
    async def list_devices(request: Request) -> list[Device]:
        """The browsers in which one is at home, the one that was used last first."""
        this = session_of(request)
        return [_shown(session, this) for session in await house.sessions.of(this.member.id)]

    @router.delete("/devices", dependencies=[making], status_code=204)
    async def sign_out_others(request: Request) -> None:
        """Sign out everywhere but here."""
        this = session_of(request)
        others = [session.id for session in await house.sessions.of(this.member.id) if session.id != this.id]
        await house.sessions.end(this.member.id, others)

    @router.delete("/devices/{device}", dependencies=[making], status_code=204)
    async def sign_out(request: Request, device: UUID) -> None:
        """Sign out in another browser."""
        await house.sessions.end(session_of(request).member.id, [device])

    @router.post("/devices/links", dependencies=[making], status_code=201)
    async def make_link(request: Request, wishes: MakeDeviceLink) -> DeviceLink:
        """A link and its code, good for one use within five minutes; it takes the place of the one before."""
        secret = await links.make(session_of(request), wishes.room)
        address = address_for_others(request, house.settings)
        link = f"{(address or '').rstrip('/')}/device#{secret}"
        return DeviceLink(link=link, qr=qr_code(link) if address else None, lasts=int(LASTS.total_seconds()))

    return router


def _arriving(house: House, links: DeviceLinks) -> APIRouter:
    router = APIRouter()
    arriving = house.callers.open_to_all(Cost.JOIN)

    @router.post("/devices/links/preview", dependencies=[arriving])
    async def preview(asked: TakeDeviceLink) -> DeviceLinkPreview:
        """Whose device the browser would become; the link is not used up."""
        return DeviceLinkPreview(name=(await links.look_up(asked.secret)).member.name)

    @router.post("/devices/links/take", dependencies=[arriving], status_code=201)
    async def take(request: Request, response: Response, asked: TakeDeviceLink) -> SignedIn:
        """Be at home in this browser, too; the session goes into a cookie that no script can read."""
        link = await links.take(asked.secret)
        return await sign_in(house, request, response, link.member, link.room)

    @router.post("/leave", dependencies=[house.callers.open_to_all()], status_code=204)
    async def leave(request: Request, response: Response, *, everywhere: bool = False) -> None:
        """End the session, or with `everywhere` all that the member has, and their connections."""
        if this := await house.callers.session(request):
            every = await house.sessions.of(this.member.id) if everywhere else [this]
            await house.sessions.end(this.member.id, [session.id for session in every])
        cookies.take_away(response)

    return router


def _shown(session: Session, this: Session) -> Device:
    return Device(
        id=session.id,
        browser=session.browser.name,
        system=session.browser.system,
        begun_at=session.begun_at,
        seen_at=session.seen_at,
        this=session.id == this.id,
    )
