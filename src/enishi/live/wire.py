"""uvicorn's WebSocket protocol: offers its Connection to the application, and bounds what is not finished."""

from asyncio import BaseTransport, TimerHandle
from functools import partial
from typing import Any, cast

from uvicorn._types import WebSocketDisconnectEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode

from enishi.live.connection import BEHIND, EXTENSION, FAREWELL, Connection
from enishi.live.crowd import Crowd
from enishi.live.http import SLOWEST

A_FRAGMENT = 64
"""Bytes of memory that a fragment of a message takes, however short it is."""


class Wire(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket protocol, offering its Connection to the application as an ASGI extension.

    uvicorn does not document what is overridden here: its version is pinned, and contract tests hold this together.
    What a client began has to end within `crowd.patience` seconds, or longer while it comes in.
    """

    def __init__(self, *values: Any, crowd: Crowd, **named: Any) -> None:
        super().__init__(*values, **named)
        self._crowd = crowd
        self._unfinished = 0
        self._timer: TimerHandle | None = None
        self._since = 0.0

    def connection_made(self, transport: BaseTransport) -> None:
        """Learn of whatever waits for the reader, and let little wait unseen."""
        super().connection_made(transport)
        gone: WebSocketDisconnectEvent = {"type": "websocket.disconnect", "code": 1000, "reason": None}
        self._connection = Connection(self.transport, partial(self.queue.put_nowait, gone))
        self._connection.hold_back(BEHIND)
        self.transport.set_write_buffer_limits(high=0)

    def pause_writing(self) -> None:
        """Something waits."""
        super().pause_writing()
        self._connection.fall_behind()

    def resume_writing(self) -> None:
        """Nothing waits any more."""
        super().resume_writing()
        self._connection.catch_up()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing can be written: the application learns of it a turn later."""
        self._connection.leave()
        self._hold(0)
        if self._timer is not None:
            self._timer.cancel()
        self._crowd.leave(self.transport)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what waits for its end: of a frame, and of a message in several frames."""
        super().data_received(data)
        waiting = len(self.conn.reader.buffer) + (self.conn.current_size or 0) + A_FRAGMENT * len(self.frames)
        if waiting != self._unfinished and not self.transport.is_closing():
            self._hold(waiting)

    def keepalive_timeout(self) -> None:
        """Give who does not answer no longer than who is too far behind."""
        super().keepalive_timeout()
        self.loop.call_later(FAREWELL, self.transport.abort)

    async def run_asgi(self) -> None:
        """Run the application with the extension in its scope."""
        cast("dict[str, object]", self.scope["extensions"])[EXTENSION] = self._connection
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
            self._since = self.loop.time()
            super().send_receive_event_to_app()

    def _hold(self, waiting: int) -> None:
        if waiting > A_FRAGMENT * 1024 + self.config.ws_max_size or not self._crowd.hold(waiting - self._unfinished):
            self._let_go(CloseCode.TRY_AGAIN_LATER, "too much is unfinished")
            return
        self._unfinished = waiting
        if waiting and self._timer is None:
            self._since = self.loop.time()
            self._timer = self.loop.call_later(self._crowd.patience, self._expire)

    def _expire(self) -> None:
        self._timer = None
        now = self.loop.time()
        due = self._since + self._crowd.patience + self._unfinished / SLOWEST
        if self.read_paused:  # the server does not want more yet
            due = now + self._crowd.patience
        if not self._unfinished or self.transport.is_closing():
            return
        if now < due:
            self._timer = self.loop.call_later(due - now, self._expire)
        else:
            self._crowd.notices.warn("A message took too long to come in; its connection was ended.")
            self._let_go(CloseCode.POLICY_VIOLATION, "the message took too long")

    def _let_go(self, code: CloseCode, reason: str) -> None:
        if not self.handshake_complete:  # there is no closing frame before it
            self.transport.abort()
            return
        self.conn.fail(code, reason)
        self.handle_parser_exception()
