"""How much a request may bring along: more is refused before it fills the memory."""

from fastapi import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from enishi.doors.trouble import TOO_LARGE

MOST_BYTES = 64 * 1024
"""Names, titles and wishes are all that comes by HTTP."""


class SmallBodies:
    """ASGI middleware: stops reading a request where it grows too large."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        taken = 0

        async def receive_some() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > MOST_BYTES:
                raise HTTPException(TOO_LARGE, f"{MOST_BYTES} bytes are the most")
            return message

        await self._app(scope, receive_some if scope["type"] == "http" else receive, send)
