"""How much a request may bring along: more is refused before it fills the memory."""

from fastapi import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from enishi.doors.trouble import TOO_LARGE

MOST_BYTES = 64 * 1024
"""Enough for names, titles and wishes."""

MOST_BYTES_OF_A_FILE = 4 * 1024 * 1024
"""Enough for a glossary or a memory of ten thousand sentences."""

MOST_BYTES_A_CHARACTER = 12
"""What the translation API has to carry: JSON may spell an emoji as `\\ud83d\\ude00`."""


class SmallBodies:
    """ASGI middleware: stops reading a request where it grows too large; `texts` is for the translation API alone."""

    def __init__(self, app: ASGIApp, texts: int = MOST_BYTES) -> None:
        self._app = app
        self._texts = texts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        taken = 0
        most = self._most(scope.get("path", ""))

        async def receive_some() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                raise HTTPException(TOO_LARGE, f"{most} bytes are the most")
            return message

        await self._app(scope, receive_some if scope["type"] == "http" else receive, send)

    def _most(self, path: str) -> int:
        if not path.startswith("/api/"):
            return self._texts
        return MOST_BYTES_OF_A_FILE if path.endswith((".tmx", ".csv")) else MOST_BYTES
