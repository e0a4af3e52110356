"""The network between a page and its server, as a cable that can be pulled."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit


class Cable:
    """Carries bytes both ways; while it is pulled, open connections break and new ones are turned away."""

    def __init__(self, server_url: str) -> None:
        self._port = urlsplit(server_url).port
        self._plugged = True
        self._writers: set[asyncio.StreamWriter] = set()
        self.url = ""

    def pull(self) -> None:
        """Break every connection, and let none through from now on."""
        self._plugged = False
        for writer in tuple(self._writers):
            writer.transport.abort()

    def plug(self) -> None:
        """Let connections through again."""
        self._plugged = True

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Join one connection to the server."""
        if not self._plugged:
            writer.transport.abort()
            return
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._port)
        ends = {writer, far_writer}
        self._writers |= ends
        await asyncio.gather(self._pump(reader, far_writer), self._pump(far_reader, writer))
        self._writers -= ends

    @staticmethod
    async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        writer.close()


@asynccontextmanager
async def cable(server_url: str) -> AsyncIterator[Cable]:
    """A cable to the server, plugged in."""
    carried = Cable(server_url)
    listening = await asyncio.start_server(carried.carry, "127.0.0.1", 0)
    carried.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    try:
        yield carried
    finally:
        carried.pull()
        listening.close()
        await listening.wait_closed()
