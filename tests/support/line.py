"""A transport that keeps what is written to it, read as a WebSocket client reads it."""

import asyncio
import json
from typing import Any

from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.protocol import State
from websockets.uri import parse_uri

Event = dict[str, Any]


class Line(asyncio.Transport):
    """`behind` bytes wait for the reader; while it is `stuck`, whatever is written waits."""

    def __init__(self, behind: int = 0) -> None:
        super().__init__()
        self.writes: list[bytes] = []
        self.behind = behind
        self.stuck = False
        self.closed = False
        self.options: dict[tuple[int, int], int] = {}
        """What the kernel was told about the socket."""

    def write(self, data: Any) -> None:
        assert isinstance(data, bytes)
        self.writes.append(data)
        self.behind += len(data) if self.stuck else 0

    def get_extra_info(self, name: str, default: object = None) -> object:
        return self if name == "socket" else default

    def setsockopt(self, level: int, option: int, value: int) -> None:
        self.options[level, option] = value

    def get_write_buffer_size(self) -> int:
        return self.behind

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True

    def abort(self) -> None:
        self.closed = True

    @property
    def heard(self) -> list[Event]:
        """The events in what was written."""
        return [json.loads(text) for text in texts(b"".join(self.writes))]


def texts(data: bytes) -> list[bytes]:
    """The texts in a stretch of frames."""
    frames = messages(data)
    assert all(frame.opcode == Opcode.TEXT for frame in frames)
    return [bytes(frame.data) for frame in frames]


def messages(data: bytes) -> list[Frame]:
    """The messages in a stretch of frames, as the `websockets` library finds them."""
    client = ClientProtocol(parse_uri("ws://enishi/"), state=State.OPEN, max_size=None)
    client.receive_data(data)
    assert client.parser_exc is None
    frames = [frame for frame in client.events_received() if isinstance(frame, Frame)]
    assert all(frame.fin for frame in frames)
    return frames
