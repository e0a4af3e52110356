"""REST: what the house knows of a member, files of it, and its end; for hosts, files of a room."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from functools import partial
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from enishi.doors import cookies
from enishi.doors.callers import caller
from enishi.doors.house import House
from enishi.errors import Refused
from enishi.features.own_data.erasure import Erasure
from enishi.features.own_data.exports import Exports, Form
from enishi.features.own_data.retention import RetentionPeriod
from enishi.features.own_data.wire import Erase, Known, Retention
from enishi.rights import Cost, Right

SAVED = "application/octet-stream"
"""Also of a page: a browser saves it, and never shows it under the address of the house."""


def routes(house: House, erasure: Erasure, retention: RetentionPeriod) -> APIRouter:
    """A member's own, and a room's for its hosts."""
    exports = Exports(house)
    router = APIRouter(prefix="/api")

    @router.get("/me/data", dependencies=[house.callers.need(Right.ATTEND, Cost.READ)])
    async def list_known(request: Request) -> list[Known]:
        """How much of each kind the house knows of one."""
        return await exports.known(caller(request).id)

    @router.get("/me/export/{form}", dependencies=[house.callers.need(Right.ATTEND, Cost.FILE)])
    async def export_own(request: Request, form: Form) -> StreamingResponse:
        """Everything that is one's own in this house, as a file; nothing of others, and no secrets."""
        may = partial(house.access.allows, caller(request), Right.ATTEND)
        return _file(await exports.of_member(caller(request), form), form, may)

    @router.get("/rooms/{room}/export/{form}", dependencies=[house.callers.need(Right.EXPORT_ROOM, Cost.FILE)])
    async def export_room(request: Request, room: UUID, form: Form) -> StreamingResponse:
        """Everything that was said in a room, with translations, corrections and the glossary, as a file."""
        may = partial(house.access.allows, caller(request), Right.EXPORT_ROOM, room)
        return _file(await exports.of_room(caller(request), room, form), form, may)

    @router.post("/me/erasure", dependencies=[house.callers.need(Right.ATTEND, Cost.MAKE)], status_code=204)
    async def erase(request: Request, response: Response, asked: Erase) -> None:
        """Be erased, everywhere in this house and in what is copied of it from now on; refused for a last host."""
        if asked.member != caller(request).id:
            raise Refused("Somebody else is signed in here by now. Load the page again.", code="other_member")
        await erasure.erase(asked.member, keep_words=asked.keep_words)
        cookies.take_away(response)

    @router.get("/retention", dependencies=[house.callers.need(Right.ATTEND, Cost.READ)])
    async def get_retention() -> Retention:
        """For how long the house knows who has left every room."""
        return Retention(days=await retention.days())

    @router.put("/retention", dependencies=[house.callers.need(Right.SET_RETENTION, Cost.MAKE)])
    async def put_retention(wished: Retention) -> Retention:
        """Keep who has left every room for so long; then they are erased, and their words are somebody's."""
        await retention.keep_for(wished.days)
        return wished

    return router


Pieces = AsyncGenerator[bytes, None]
May = Callable[[], Awaitable[bool]]


def _file(pieces: Pieces, form: Form, may: May) -> StreamingResponse:
    headers = {"Content-Disposition": f'attachment; filename="enishi.{form}"', "Cache-Control": "no-store"}
    return StreamingResponse(while_allowed(pieces, may), media_type=SAVED, headers=headers)


async def while_allowed(pieces: Pieces, may: May) -> Pieces:
    """The rest is kept back from who is banned, or no longer a host, in the middle of it."""
    async with aclosing(pieces):
        async for piece in pieces:
            if not await may():
                return
            yield piece
