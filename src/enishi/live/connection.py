"""One reader's WebSocket: takes ready frames, and lets go of whoever falls too far behind."""

import asyncio
import socket
from asyncio import Transport
from collections.abc import Callable
from functools import partial
from typing import cast
from uuid import UUID

from pydantic import BaseModel
from uvicorn._types import WebSocketDisconnectEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode

from enishi.live.frames import closing, encode
from enishi.model import Member

EXTENSION = "enishi.connection"

BEHIND, MOST_BEHIND = 64 * 1024, 4 * 1024 * 1024
"""Bytes that may wait for one reader before they are told a shorter story; and before they are let go."""

SOUND_BEHIND = 8 * 1024
"""Bytes that may wait for one reader here, and in the kernel, before sound is dropped: a quarter of a second each."""

TOO_SLOW = 4408
"""The code that a reader too far behind is closed with: they come back, and resume from the last they saw."""

FAREWELL = 10.0
"""Seconds that such a reader has to take what waits for them."""

NOBODY = Member(UUID(int=0), "", "")
"""Who reads on a connection that has not said hello."""


class Connection:
    """Writes frames past the library's own framing; belongs to one reader. `hang_up` ends what the reader says."""

    __slots__ = ("_hang_up", "_open", "_transport", "dismissed", "listening", "reader", "rooms")

    def __init__(self, transport: Transport, hang_up: Callable[[], None]) -> None:
        self._transport = transport
        self._hang_up = hang_up
        self._open = True
        self.dismissed = False
        self.reader = NOBODY
        self.rooms: set[UUID] = set()
        self.listening: UUID | None = None

    def write(self, frames: bytes) -> None:
        """Send ready frames; a reader too far behind is let go instead."""
        if not self._open or self._transport.is_closing():  # after a closing frame nothing may follow
            return
        if self._transport.get_write_buffer_size() > MOST_BEHIND:
            self._let_go()
        else:
            self._transport.write(frames)

    def listen(self, room: UUID | None) -> None:
        """Hear who speaks in this room; the kernel holds little back from now on: words wait behind what it holds."""
        self.listening = room
        self.hold_back(SOUND_BEHIND)

    def sound(self, frame: bytes) -> None:
        """Send a moment of sound now or never: late sound helps nobody, and words must not wait behind it."""
        if self._transport.get_write_buffer_size() <= SOUND_BEHIND:
            self.write(frame)

    @property
    def behind(self) -> bool:
        """Whether so much waits for the reader that they are better told less."""
        return self._transport.get_write_buffer_size() > BEHIND

    def tell(self, event: BaseModel) -> None:
        """Send one event to this reader alone."""
        self.write(encode(event))

    def dismiss(self) -> None:
        """Hear no further command; the door then says why, and closes."""
        self.dismissed = True
        self._hang_up()

    def leave(self) -> None:
        """Write nothing more: what is written here would pass by the library's closing handshake."""
        self._open = False

    def hold_back(self, most: int) -> None:
        """Let the kernel take no more than so many bytes that are not sent yet: it would take megabytes, unseen."""
        line: socket.socket = self._transport.get_extra_info("socket")
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, most)

    def _let_go(self) -> None:
        self.leave()
        self._transport.write(closing(TOO_SLOW))
        self._transport.close()
        asyncio.get_running_loop().call_later(FAREWELL, self._transport.abort)


class Wire(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket protocol, offering its Connection to the application as an ASGI extension.

    uvicorn does not document what is overridden here: its version is pinned, and contract tests hold this together.
    """

    async def run_asgi(self) -> None:
        """Run the application with the extension in its scope."""
        extensions = cast("dict[str, object]", self.scope["extensions"])
        gone: WebSocketDisconnectEvent = {"type": "websocket.disconnect", "code": 1000, "reason": None}
        extensions[EXTENSION] = connection = Connection(self.transport, partial(self.queue.put_nowait, gone))
        connection.hold_back(BEHIND)
        await super().run_asgi()

    def send_receive_event_to_app(self) -> None:
        """Close on what is no text (1007): uvicorn does so too, with a stack trace in the log for whoever sends it."""
        try:
            if self.curr_msg_data_type == "text":
                b"".join(self.frames).decode()
        except UnicodeDecodeError:
            self.conn.fail(CloseCode.INVALID_DATA, "this is no UTF-8")
            self.handle_parser_exception()
        else:
            super().send_receive_event_to_app()
