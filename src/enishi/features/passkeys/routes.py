"""REST: one's passkeys, and coming in with one."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from enishi.doors.callers import browser, caller
from enishi.doors.house import House
from enishi.doors.origin import address_of_page
from enishi.doors.signing_in import SignedIn, sign_in
from enishi.errors import Invalid
from enishi.features.passkeys.ceremonies import Site
from enishi.features.passkeys.verbs import Passkeys
from enishi.features.passkeys.wire import GivePasskey, Passkey
from enishi.rights import Cost, Right


def routes(house: House) -> APIRouter:
    """One's own passkeys for who is signed in; for everybody the way back, counted by address."""
    passkeys = Passkeys(house.store)
    router = APIRouter(prefix="/api")
    router.include_router(_own(house, passkeys))
    router.include_router(_back(house, passkeys))
    return router


def _own(house: House, passkeys: Passkeys) -> APIRouter:
    router = APIRouter()
    making = house.callers.need(Right.ATTEND, Cost.MAKE)

    @router.get("/passkeys", dependencies=[house.callers.need(Right.ATTEND, Cost.READ)])
    async def list_passkeys(request: Request) -> list[Passkey]:
        """One's passkeys, the oldest first."""
        return [Passkey.model_validate(each) for each in await passkeys.of(caller(request).id)]

    @router.post("/passkeys/new", dependencies=[making])
    async def ask_for_new(request: Request) -> Response:
        """What `navigator.credentials.create` needs, as WebAuthn's JSON."""
        return _json(await passkeys.ask_for_new(_site(request), caller(request)))

    @router.post("/passkeys", dependencies=[making], status_code=201)
    async def keep(request: Request, given: GivePasskey) -> Passkey:
        """Keep the passkey that was made."""
        kept = await passkeys.keep(_site(request), caller(request), given.credential, browser(request))
        return Passkey.model_validate(kept)

    @router.delete("/passkeys/{passkey}", dependencies=[making], status_code=204)
    async def remove(request: Request, passkey: UUID) -> None:
        """Forget a passkey; it leads nowhere from now on."""
        await passkeys.remove(caller(request).id, passkey)

    return router


def _back(house: House, passkeys: Passkeys) -> APIRouter:
    router = APIRouter(dependencies=[house.callers.open_to_all(Cost.JOIN)])

    @router.post("/passkeys/challenge")
    async def ask_for_use(request: Request) -> Response:
        """What `navigator.credentials.get` needs, as WebAuthn's JSON."""
        return _json(await passkeys.ask_for_use(_site(request)))

    @router.post("/passkeys/use", status_code=201)
    async def use(request: Request, response: Response, given: GivePasskey) -> SignedIn:
        """Be at home in this browser as who has this passkey."""
        return await sign_in(house, request, response, await passkeys.use(_site(request), given.credential))

    return router


def _site(request: Request) -> Site:
    """The page that asks; its origin was checked to be our own."""
    origin = address_of_page(request, None)
    if origin is None:
        raise Invalid("Passkeys are for pages in a browser.", code="passkey_refused")
    return Site(origin)


def _json(text: str) -> Response:
    return Response(text, media_type="application/json")
