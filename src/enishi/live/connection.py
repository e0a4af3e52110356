"""One reader's WebSocket: takes ready frames, and lets go of whoever falls too far behind."""

import asyncio
import socket
from asyncio import Transport
from collections import deque
from collections.abc import Callable
from uuid import UUID

from pydantic import BaseModel

from enishi.deeds import NOBODY_HIDDEN, Hidden
from enishi.errors import EnishiError
from enishi.live.frames import closing, encode
from enishi.model import Member

EXTENSION = "enishi.connection"

BEHIND, MOST_BEHIND = 64 * 1024, 4 * 1024 * 1024
"""Bytes that may wait for one reader before they are told a shorter story; and before they are let go."""

A_PIECE = 256 * 1024
"""Bytes of what waits that are joined and written at once: until then, all readers share the same frames."""

SOUND_BEHIND = 8 * 1024
"""Bytes that may wait for one reader here, and in the kernel, before sound is dropped: a quarter of a second each."""

TOO_SLOW = 4408
"""The code that a reader too far behind is closed with, and who did not say hello in time: they come back."""

FAREWELL = 10.0
"""Seconds that such a reader has to take what waits for them."""

NOBODY = Member(UUID(int=0), "", "")
"""Who reads on a connection that has not said hello."""


class Connection:
    """Writes frames past the library's own framing; belongs to one reader. `hang_up` ends what the reader says.

    `write` sends ready frames. While nothing waits for the reader it is the transport's own method: it is called for
    each of thousands, and only of who is behind need it be asked how far. What waits is held here: a transport keeps
    an object for each write, and with many of them the garbage collector would stop the server for a tenth of a second.
    """

    __slots__ = (
        *("_hang_up", "_held", "_held_size", "_streams", "_transport"),
        *("dismissal", "hidden", "reader", "rooms", "session", "write"),
    )

    def __init__(self, transport: Transport, hang_up: Callable[[], None]) -> None:
        self._transport = transport
        self._hang_up = hang_up
        self.write: Callable[[bytes], None] = transport.write
        self.dismissal: EnishiError | None = None
        """Why its reader is heard no more."""
        self.reader = NOBODY
        self.hidden: Hidden = NOBODY_HIDDEN
        """Whom they are told nothing of."""
        self.session: UUID | None = None
        """The session by which they read."""
        self.rooms: dict[UUID, int] = {}
        """Where they are, and after which number they see messages there."""
        self._streams = False
        self._held: deque[bytes] = deque()
        self._held_size = 0

    def fall_behind(self) -> None:
        """Something waits for the reader from now on."""
        if self.write is not _keep_silent:
            self.write = self._write_behind

    def catch_up(self) -> None:
        """The transport has written all that it had: write what is held, as far as it takes it."""
        if self.write is _keep_silent:
            return
        while self._held and not self._transport.get_write_buffer_size():
            self._transport.write(self._take(A_PIECE))
        if not self._held and not self._transport.get_write_buffer_size():
            self.write = self._transport.write

    def stream(self, frame: bytes) -> None:
        """Send a frame of sound now, or drop it: late sound helps nobody, and words must not wait behind it.

        The kernel holds little back from the first one on: words wait behind what it holds.
        """
        if not self._streams:
            self._streams = True
            self.hold_back(SOUND_BEHIND)
        if self._waiting <= SOUND_BEHIND:
            self.write(frame)

    @property
    def behind(self) -> bool:
        """Whether so much waits for the reader that they are better told less."""
        return self._waiting > BEHIND

    def tell(self, event: BaseModel) -> None:
        """Send one event to this reader alone."""
        self.write(encode(event))

    def dismiss(self, reason: EnishiError) -> None:
        """Hear no further command; the door then says why, and closes. The first reason counts."""
        self.dismissal = self.dismissal or reason
        self._hang_up()

    def leave(self) -> None:
        """Write what waits and nothing more: it would pass by the library's closing handshake."""
        self.write = _keep_silent
        if self._held and not self._transport.is_closing():
            self._transport.write(self._take(self._held_size))

    def hold_back(self, most: int) -> None:
        """Let the kernel take no more than so many bytes that are not sent yet: it would take megabytes, unseen."""
        line: socket.socket = self._transport.get_extra_info("socket")
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, most)

    def _write_behind(self, frames: bytes) -> None:
        if self._transport.is_closing():  # after a closing frame that still waits, nothing may follow
            return
        if self._waiting > MOST_BEHIND:
            self._let_go()
        else:
            self._held.append(frames)
            self._held_size += len(frames)

    @property
    def _waiting(self) -> int:
        """Bytes."""
        return self._transport.get_write_buffer_size() + self._held_size

    def _take(self, most: int) -> bytes:
        """Frames that are held, in one piece: about so many bytes."""
        taken: list[bytes] = []
        size = 0
        while self._held and size < most:
            taken.append(self._held.popleft())
            size += len(taken[-1])
        self._held_size -= size
        return b"".join(taken)

    def _let_go(self) -> None:
        self.leave()
        self._transport.write(closing(TOO_SLOW))
        self._transport.close()
        asyncio.get_running_loop().call_later(FAREWELL, self._transport.abort)


def _keep_silent(frames: bytes) -> None:
    pass
