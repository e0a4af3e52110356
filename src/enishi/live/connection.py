"""One reader's WebSocket: takes ready frames, and lets go of whoever falls too far behind."""

from asyncio import Transport
from typing import cast
from uuid import UUID

from pydantic import BaseModel
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from enishi.live.frames import encode
from enishi.model import Member

EXTENSION = "enishi.connection"

MOST_BEHIND = 4 * 1024 * 1024
"""Bytes that may wait for one reader; more, and they are let go, to come back and resume."""


NOBODY = Member(UUID(int=0), "", "")
"""Who reads on a connection that has not said hello."""


class Connection:
    """Writes frames past the library's own framing; belongs to one reader."""

    __slots__ = ("_open", "_transport", "reader", "rooms")

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._open = True
        self.reader = NOBODY
        self.rooms: set[UUID] = set()

    def write(self, frames: bytes) -> None:
        """Send ready frames; a reader too far behind is cut off instead."""
        if not self._open:
            return
        if self._transport.get_write_buffer_size() > MOST_BEHIND:
            self._open = False
            self._transport.abort()
        else:
            self._transport.write(frames)

    def tell(self, event: BaseModel) -> None:
        """Send one event to this reader alone."""
        self.write(encode(event))

    def leave(self) -> None:
        """Write nothing more: what is written here would pass by the library's closing handshake."""
        self._open = False


class Wire(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket protocol, offering its Connection to the application as an ASGI extension.

    uvicorn does not document `run_asgi`: its version is pinned, and a contract test holds this together.
    """

    async def run_asgi(self) -> None:
        """Run the application with the extension in its scope."""
        extensions = cast("dict[str, object]", self.scope["extensions"])
        extensions[EXTENSION] = Connection(self.transport)
        await super().run_asgi()
