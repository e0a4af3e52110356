"""The WebSocket door: lets a browser in, obeys its commands one after the other, and answers each."""

import json
import logging
from collections.abc import Callable
from contextlib import aclosing

from prometheus_client import Counter
from pydantic import ValidationError
from starlette.websockets import WebSocket

from enishi.auth.sessions import signed_out
from enishi.doors.dispatch import Dispatch
from enishi.doors.guest import Guest
from enishi.doors.house import House
from enishi.doors.origin import COOKIE, from_own_page
from enishi.errors import EnishiError, Invalid, SignedOut, TooMany
from enishi.feature import Caller
from enishi.live.connection import EXTENSION, Connection
from enishi.protocol import Command, Dismissed, Done, Event, Hello, Refused, nonces

log = logging.getLogger(__name__)

FOREIGN_ORIGIN = 4403
SIGNED_OUT = 4401


class SocketDoor:
    """Bad input is refused with a code and a sentence; the connection stays open."""

    def __init__(self, house: House, dispatch: Dispatch, binary: Callable[[Caller, bytes], None]) -> None:
        """`binary` takes the binary messages of a connection."""
        self._house = house
        self._dispatch = dispatch
        self._binary = binary
        self.refusals = Counter("enishi_refusals", "Commands that were not done.", ["code"], registry=None)

    def on_event(self, event: Event) -> None:
        """End the connections of a member whose session ended, in any process."""
        if isinstance(event, Dismissed):
            self._house.hub.dismiss(event.member)

    async def enter(self, websocket: WebSocket) -> None:
        """Serve one WebSocket until it closes."""
        if not from_own_page(websocket.headers, self._house.settings.url):
            await websocket.close(FOREIGN_ORIGIN)
            return
        await websocket.accept()
        connection: Connection = websocket.scope["extensions"][EXTENSION]
        try:
            await self._converse(websocket, connection)
        except SignedOut as error:
            connection.tell(_refusal(None, error))
            connection.leave()
            await websocket.close(SIGNED_OUT, error.code)

    async def _converse(self, websocket: WebSocket, connection: Connection) -> None:
        member = await self._house.sessions.member(websocket.cookies.get(COOKIE))
        async with aclosing(Guest(self._house, connection, member)) as guest:
            while True:
                received = await websocket.receive()
                if connection.dismissed:
                    raise signed_out()
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
        return await self._dispatch.obey(guest, command)


def _refusal(nonce: str | None, error: EnishiError) -> Refused:
    wait = error.retry_after if isinstance(error, TooMany) else None
    return Refused(nonce=nonce, code=error.code, sentence=error.sentence, retry_after=wait)


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
