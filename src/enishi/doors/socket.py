"""The WebSocket door: lets a browser in, obeys its commands one after the other, and answers each."""

import asyncio
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import aclosing, contextmanager
from datetime import datetime
from uuid import UUID

from cachetools import TTLCache
from prometheus_client import Counter
from pydantic import ValidationError
from starlette.websockets import WebSocket

from enishi import clock
from enishi.auth.sessions import banned, signed_out
from enishi.doors.callers import address_of
from enishi.doors.cookies import session_secret
from enishi.doors.dispatch import Dispatch
from enishi.doors.guest import Guest
from enishi.doors.house import House
from enishi.doors.origin import from_own_page
from enishi.errors import Denied, EnishiError, Invalid, SignedOut, TooMany
from enishi.feature import Caller
from enishi.gathering.people.wire import Banned, MemberJoined, Muted, RoleChanged, RoomDeleted
from enishi.live.connection import EXTENSION, TOO_SLOW, Connection
from enishi.live.crowd import Notices, Seats
from enishi.model import Role
from enishi.protocol import Command, Dismissed, Done, Event, Hello, Refused, nonces

log = logging.getLogger(__name__)

FOREIGN_ORIGIN = 4403
SIGNED_OUT = 4401
REMOVED = 4405
"""The member is no longer in a room, or muted in it, and connects again."""
CROWDED = 4429
"""Whoever connects has too many connections already."""

REMEMBERED, REMEMBERED_SECONDS = 10_000, 60.0
"""How much of what ended is remembered, and for how long: longer than a look-up takes."""


class SocketDoor:
    """Bad input is refused with a code and a sentence; the connection stays open."""

    def __init__(self, house: House, dispatch: Dispatch, binary: Callable[[Caller, bytes], None]) -> None:
        """`binary` takes the binary messages of a connection."""
        self._house = house
        self._dispatch = dispatch
        self._binary = binary
        limits = house.settings.connections
        self._patience = limits.patience
        self._members, self._addresses = Seats(limits.per_member), Seats(limits.per_address)
        self._notices = Notices()
        self._ended: TTLCache[UUID, None] = TTLCache(REMEMBERED, REMEMBERED_SECONDS)
        """Sessions that ended, and members who were banned, a moment ago: they may have been looked up before."""
        self.refusals = Counter("enishi_refusals", "Commands that were not done.", ["code"], registry=None)

    def on_event(self, event: Event) -> None:
        """Follow what happens in any process: a session or a room ends, somebody is out, has another name."""
        match event:
            case Dismissed(member=member, sessions=sessions):
                self._ended.update(dict.fromkeys(sessions))
                self._house.hub.dismiss(member, signed_out(), sessions)
            case Banned():
                self._ban(event)
            case RoleChanged(member=member, role=Role.FORMER):
                # On a new connection nothing is left of what was begun in the room: speech, drafts, being there.
                self._house.hub.dismiss(member, Denied("You are no longer in a room.", code="removed"))
            case Muted(member=member):
                # As above; the new connection is told until when.
                self._house.hub.dismiss(member, Denied("You were muted in a room, or may write again.", code="muted"))
            case RoomDeleted(room=room):
                for here in tuple(self._house.attendance.here(room)):
                    self._house.hub.dismiss(here, Denied("A room was deleted.", code="removed"))
            case MemberJoined(member=member):
                self._house.hub.retarget(member)
                self._house.attendance.change(member)
            case _:
                pass

    def _ban(self, event: Banned) -> None:
        if event.banned:
            self._ended[event.member] = None
            self._house.hub.dismiss(event.member, banned())
        else:
            self._ended.pop(event.member, None)

    async def enter(self, websocket: WebSocket) -> None:
        """Serve one WebSocket until it closes."""
        if not from_own_page(websocket, self._house.settings.url):
            await websocket.close(FOREIGN_ORIGIN)
            return
        await websocket.accept()
        connection: Connection = websocket.scope["extensions"][EXTENSION]
        try:
            with self._addresses.one(address_of(websocket)):
                await self._converse(websocket, connection)
        except SignedOut as error:
            await _end(websocket, connection, error, SIGNED_OUT)
        except Denied as error:
            await _end(websocket, connection, error, REMOVED)
        except TooMany as error:
            self._notices.warn(
                "A member or an address has as many WebSockets as it may; ENISHI_CONNECTIONS_PER_MEMBER, "
                "ENISHI_CONNECTIONS_PER_ADDRESS."
            )
            await _end(websocket, connection, error, CROWDED)
        except TimeoutError:
            self._notices.warn("A WebSocket was opened, and no hello came in time.")
            connection.leave()
            await websocket.close(TOO_SLOW)

    async def _converse(self, websocket: WebSocket, connection: Connection) -> None:
        session = await self._house.sessions.current(session_secret(websocket))
        if session.id in self._ended:
            raise signed_out()
        connection.session = session.id
        member, address = session.member, address_of(websocket)
        if member.id in self._ended:
            raise banned()
        hello_until = asyncio.get_running_loop().time() + self._patience
        with self._members.one(member.id), _open_until(self._house.sessions.ends_at(session), connection):
            async with aclosing(Guest(self._house, connection, member, address)) as guest:
                while True:
                    async with asyncio.timeout_at(None if guest.greeted else hello_until):
                        received = await websocket.receive()
                    if connection.dismissal:
                        raise connection.dismissal
                    if received["type"] == "websocket.disconnect":
                        return
                    if (data := received.get("bytes")) is not None:
                        self._binary(guest, data)
                    else:
                        guest.tell(self._counted(await self._answer(guest, received.get("text") or "")))

    def _counted(self, answer: Done | Refused) -> Done | Refused:
        if isinstance(answer, Refused):
            self.refusals.labels(answer.code).inc()
        return answer

    async def _answer(self, guest: Guest, text: str) -> Done | Refused:
        try:
            command = self._dispatch.commands.validate_json(text)
        except ValidationError as error:
            return _malformed(text, error)
        try:
            return await self._obey(guest, command)
        except EnishiError as error:
            return _refusal(command.nonce, error)
        except Exception:
            log.exception("The command %s failed", command.type)
            sentence = "Something went wrong on the server, and was noted there. Try again."
            return Refused(nonce=command.nonce, code="internal", sentence=sentence)

    async def _obey(self, guest: Guest, command: Command) -> Done:
        if not guest.greeted and not isinstance(command, Hello):
            raise Invalid("Say hello first.", code="hello_first")
        return await self._dispatch.obey(guest, command, guest.address)


@contextmanager
def _open_until(instant: datetime, connection: Connection) -> Iterator[None]:
    """A session ends at its instant, also where a connection was opened before."""
    left = (instant - clock.now()).total_seconds()
    timer = asyncio.get_running_loop().call_later(left, connection.dismiss, signed_out())
    try:
        yield
    finally:
        timer.cancel()


async def _end(websocket: WebSocket, connection: Connection, error: EnishiError, code: int) -> None:
    connection.tell(_refusal(None, error))
    connection.leave()
    await websocket.close(code, error.code)


def _refusal(nonce: str | None, error: EnishiError) -> Refused:
    wait = error.retry_after if isinstance(error, TooMany) else None
    return Refused(nonce=nonce, code=error.code, sentence=error.told, retry_after=wait)


def _malformed(text: str, error: ValidationError) -> Refused:
    first = error.errors(include_url=False, include_input=False)[0]
    unknown = first["type"] in ("union_tag_invalid", "union_tag_not_found")
    place = ".".join(str(part) for part in first["loc"]) or "the command"
    return Refused(
        nonce=_nonce(text),
        code="unknown_command" if unknown else "malformed",
        sentence=f"The command is not as it should be, at {place}: {first['msg']}.",
    )


def _nonce(text: str) -> str | None:
    try:
        nonce = json.loads(text)["nonce"]
        return nonces.validate_python(nonce)
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
