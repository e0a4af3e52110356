"""A WebSocket client that may break every rule: it writes bytes as they are, and tells how the server took them."""

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA

PATIENCE = 20.0


def frame(
    opcode: int, payload: bytes = b"", *, fin: bool = True, masked: bool = True, rsv: int = 0, length: int | None = None
) -> bytes:
    """A frame after RFC 6455, section 5.2; `length` lies about the payload's."""
    size = len(payload) if length is None else length
    head = bytes((fin << 7 | rsv << 4 | opcode,))
    mark = masked << 7
    if size < 126:
        head += bytes((mark | size,))
    elif size < 65536:
        head += bytes((mark | 126,)) + struct.pack(">H", size)
    else:
        head += bytes((mark | 127,)) + struct.pack(">Q", size)
    key = b"\x01\x02\x03\x04"
    body = bytes(byte ^ key[i % 4] for i, byte in enumerate(payload))
    return head + key + body if masked else head + payload


def close(code: int | None = None, reason: bytes = b"") -> bytes:
    """A closing frame."""
    return frame(CLOSE, b"" if code is None else struct.pack(">H", code) + reason)


class Raw:
    """One open WebSocket, after the handshake."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def send(self, data: bytes) -> None:
        """Write these bytes, as far as the server still listens."""
        with suppress(ConnectionError):
            self._writer.write(data)
            await self._writer.drain()

    def end(self) -> None:
        """Nothing more will come: whatever frame is open stays so."""
        self._writer.write_eof()

    async def frames(self) -> AsyncIterator[tuple[int, bytes]]:
        """Opcode and payload of each frame, until the server ends the connection."""
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                opcode, size = await self._reader.readexactly(2)
                if size == 126:
                    (size,) = struct.unpack(">H", await self._reader.readexactly(2))
                elif size == 127:
                    (size,) = struct.unpack(">Q", await self._reader.readexactly(8))
                yield opcode & 0xF, await self._reader.readexactly(size)

    async def until(self, opcode: int) -> bytes | None:
        """The payload of the next frame of this kind; None when the connection ends without one."""
        async with asyncio.timeout(PATIENCE):
            async for kind, payload in self.frames():
                if kind == opcode:
                    return payload
        return None

    async def closed(self) -> int | None:
        """The code that the server closes with; None when it only hangs up."""
        payload = await self.until(CLOSE)
        return struct.unpack(">H", payload[:2])[0] if payload else None


@asynccontextmanager
async def raw(url: str, cookie: str = "") -> AsyncIterator[Raw]:
    """Shakes hands at `/live`."""
    host = urlsplit(url)
    reader, writer = await asyncio.open_connection(host.hostname, host.port)
    writer.write(
        f"GET /live HTTP/1.1\r\nHost: {host.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nCookie: {cookie}\r\n\r\n".encode()
    )
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 101"), head
        yield Raw(reader, writer)
    finally:
        writer.transport.abort()
