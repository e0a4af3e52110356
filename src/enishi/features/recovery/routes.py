"""REST: making a recovery phrase, and coming back with it."""

from functools import partial

from fastapi import APIRouter, Request, Response

from enishi import clock
from enishi.doors.callers import caller
from enishi.doors.house import House
from enishi.doors.signing_in import SignedIn, sign_in
from enishi.errors import Missing
from enishi.features.recovery import table
from enishi.features.recovery.phrases import hash_of, new_phrase
from enishi.features.recovery.wire import Recover, Recovery, RecoveryPhrase
from enishi.rights import Cost, Right


def routes(house: House) -> APIRouter:
    """One's own phrase for who is signed in; for everybody the way back, counted by address."""
    router = APIRouter(prefix="/api/recovery")

    @router.get("", dependencies=[house.callers.need(Right.ATTEND, Cost.READ)])
    async def show(request: Request) -> Recovery:
        """Whether one has a phrase."""
        return Recovery(made_at=await house.store.read(partial(table.made_at, member=caller(request).id)))

    @router.post("", dependencies=[house.callers.need(Right.ATTEND, Cost.MAKE)], status_code=201)
    async def make(request: Request) -> RecoveryPhrase:
        """A new phrase, in the place of the one before."""
        member, now = caller(request), clock.now()
        phrase = new_phrase(member.language)
        await house.store.write(partial(table.put, member=member.id, digest=hash_of(phrase), at=now), room=None)
        return RecoveryPhrase(phrase=phrase, made_at=now)

    @router.post("/use", dependencies=[house.callers.open_to_all(Cost.JOIN)], status_code=201)
    async def use(request: Request, response: Response, given: Recover) -> SignedIn:
        """Be at home in this browser as who has this phrase; it stays good."""
        member = await house.store.read(partial(table.owner, digest=hash_of(given.phrase)))
        if member is None:
            raise Missing("Nobody here has this phrase. Check each word and their order.", code="no_phrase")
        return await sign_in(house, request, response, member)

    return router
