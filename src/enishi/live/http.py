"""uvicorn's HTTP protocol, for clients who are many, slow or silent: what they began has to end in time."""

from asyncio import BaseTransport, TimerHandle
from functools import cache
from typing import Any

from uvicorn.middleware.proxy_headers import _TrustedHosts
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from enishi.live.crowd import Crowd

SLOWEST = 10 * 1024
"""Bytes a second of a body, or of a message, for which there is always time."""

LEAST_READ, READING = 1024, 6
"""Bytes a second of an answer that have to be read, over so many times the patience: networks bring them in bursts."""

CROWDED = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 42\r\n"
    b"Retry-After: 10\r\nConnection: close\r\n\r\nToo many connections. Try again in a while"
)
LATE = b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Http(HttpToolsProtocol):
    """uvicorn does not document what is overridden here: its version is pinned, and tests hold this together.

    A head has `crowd.patience` seconds, and so has a body, or longer while it comes in. Who reads no answer is let go.
    """

    def __init__(self, *values: Any, crowd: Crowd, **named: Any) -> None:
        super().__init__(*values, **named)
        self._crowd = crowd
        self._timer: TimerHandle | None = None
        self._since = 0.0
        self._taken = 0
        self._unread = 0
        self._reading: TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        """Refuse one too many; of the others, expect a head."""
        super().connection_made(transport)  # type: ignore[arg-type]
        if self._crowd.enter(self.transport, self._host()):
            self._expect()
        else:
            self.transport.write(CROWDED)
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is free for another one."""
        self._rest()
        self._stop_watching()
        self._crowd.leave(self.transport)
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """An answer waits for its reader."""
        super().pause_writing()
        self._watch()

    def resume_writing(self) -> None:
        """Nothing waits any more."""
        super().resume_writing()
        self._stop_watching()

    def handle_websocket_upgrade(self) -> None:
        """From here on it is a `Wire`, and still counts."""
        self._rest()
        self._stop_watching()
        super().handle_websocket_upgrade()

    def data_received(self, data: bytes) -> None:
        """Whatever comes is the beginning of something."""
        if self._timer is None:
            self._expect()
        super().data_received(data)

    def on_message_begin(self) -> None:
        """A head, maybe in the same packet as the end of the request before."""
        super().on_message_begin()
        self._expect()

    def on_headers_complete(self) -> None:
        """The body has its own time."""
        super().on_headers_complete()
        self._expect()

    def on_body(self, body: bytes) -> None:
        """Count what there is of it."""
        super().on_body(body)
        self._taken += len(body)

    def on_message_complete(self) -> None:
        """Nothing is expected while the request is answered."""
        super().on_message_complete()
        self._rest()

    def _host(self) -> str | None:
        """Where it comes from; a proxy brings people of many addresses, which `SocketDoor` counts."""
        host = self.client[0] if self.client else None
        return None if host in _trusted(str(self.config.forwarded_allow_ips)) else host

    def _expect(self) -> None:
        self._rest()
        self._since, self._taken = self.loop.time(), 0
        self._timer = self.loop.call_later(self._crowd.patience, self._expire)

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _watch(self) -> None:
        self._unread = self.transport.get_write_buffer_size()
        self._reading = self.loop.call_later(READING * self._crowd.patience, self._look)

    def _stop_watching(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _look(self) -> None:
        read = self._unread - self.transport.get_write_buffer_size()
        if read >= LEAST_READ * READING * self._crowd.patience:
            self._watch()
            return
        self._crowd.notices.warn("An answer was not read, and its connection was ended.")
        self.transport.abort()

    def _expire(self) -> None:
        now = self.loop.time()
        due = self._since + self._crowd.patience + self._taken / SLOWEST
        if self.flow.read_paused:  # the server does not want more yet
            due = now + self._crowd.patience
        if now < due:
            self._timer = self.loop.call_later(due - now, self._expire)
            return
        self._timer = None
        self._crowd.notices.warn("A request took too long to come in, and was ended.")
        if not self.pipeline and (
            self.cycle is None or self.cycle.response_complete or not self.cycle.response_started
        ):
            self.transport.write(LATE)
        self.transport.close()


@cache
def _trusted(hosts: str) -> _TrustedHosts:
    return _TrustedHosts(hosts)
