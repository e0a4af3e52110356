"""A guest who remembers: keeps every event it was told, and can wait for one that is still to come."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import cache
from ssl import SSLContext
from time import perf_counter
from typing import Any, Self
from uuid import uuid4

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

Event = dict[str, Any]

PATIENCE = 20.0


class Guest:
    """One browser: a cookie, a WebSocket, and everything that came through it."""

    def __init__(self, http: httpx.AsyncClient, me: Event, room: str, address: str | None = None) -> None:
        """`address` is where they are; where it is left out, the system chooses."""
        self.http = http
        self._from = None if address is None else (address, 0)
        self.me = me
        self.room = room
        self.events: list[Event] = []
        self.sounds: list[tuple[float, bytes]] = []
        """What came as sound, and when."""
        self._news = asyncio.Condition()
        self._cut = False
        self._socket: ClientConnection | None = None
        self._reading: asyncio.Task[None] | None = None

    async def connect(self, since: int | None = None, **headers: str) -> Self:
        """Open the WebSocket, say hello, and wait until caught up."""
        await self.open(**headers)
        await self.ask("hello", rooms=[{"room": self.room, "since": since}])
        return self

    async def open(self, **headers: str) -> None:
        """Open the WebSocket and say nothing."""
        url = str(self.http.base_url).replace("http", "ws", 1).rstrip("/") + "/live"
        cookies = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        named = {"Cookie": cookies, **headers}
        self._socket = await connect(url, additional_headers=named, max_size=None, local_addr=self._from)
        self._cut = False
        self._reading = asyncio.create_task(self._read(self._socket))

    async def closed(self) -> int | None:
        """Wait until the server closed the WebSocket; returns its code."""
        assert self._socket
        async with asyncio.timeout(PATIENCE):
            await self._socket.wait_closed()
        return self._socket.close_code

    async def disconnect(self) -> None:
        """Close the WebSocket; what came is still remembered."""
        if self._socket and self._reading:
            with suppress(ConnectionClosed):
                await self._socket.close()
            await self._reading
            self._socket = None

    async def cut(self) -> None:
        """Lose the connection, as when the network goes."""
        assert self._socket
        assert self._reading
        self._socket.transport.abort()
        await self._reading
        self._socket = None

    async def _read(self, socket: ClientConnection) -> None:
        with suppress(ConnectionClosed):
            async for words in socket:
                async with self._news:
                    if isinstance(words, bytes):
                        self.sounds.append((perf_counter(), words))
                    else:
                        self.events.append(json.loads(words))
                    self._news.notify_all()
        async with self._news:
            self._cut = True
            self._news.notify_all()

    async def send(self, text: str | bytes) -> None:
        """Send anything at all."""
        assert self._socket
        await self._socket.send(text)

    async def ask(self, type: str, **fields: Any) -> Event:
        """Send a command; returns its `done` or `refused`."""
        nonce, seen = fields.setdefault("nonce", str(uuid4())), len(self.events)
        await self.send(json.dumps({"type": type, **fields}))
        return await self.told(lambda e: e["type"] in ("done", "refused") and e.get("nonce") == nonce, after=seen)

    async def post(self, text: str, **fields: Any) -> Event:
        """Say something in the room; returns the answer."""
        return await self.ask("post", room=self.room, text=text, **fields)

    async def told(self, matches: Callable[[Event], bool], after: int = 0) -> Event:
        """The first event that matches, of all that came from number `after` on or is still to come."""
        async with asyncio.timeout(PATIENCE), self._news:
            while True:
                for event in self.events[after:]:
                    if matches(event):
                        return event
                if self._cut:
                    raise ConnectionError("the connection ended")
                await self._news.wait()

    async def reads(self, message: str, language: str | None = None, after: int = 0) -> str:
        """The words of a message in a language (their own), once they came."""
        event = await self.translated(message, language, after)
        return str(event["translation"]["text"])

    async def translated(self, message: str, language: str | None = None, after: int = 0) -> Event:
        """The event that brought a message into a language (their own)."""
        wanted = language or self.me["language"]
        return await self.told(
            lambda e: e["type"] == "translated" and e["translation"]["message"] == message and e["language"] == wanted,
            after,
        )

    async def news(self) -> None:
        """Wait until something comes."""
        async with asyncio.timeout(PATIENCE), self._news:
            await self._news.wait()

    def of_type(self, *types: str) -> list[Event]:
        """What came, of these types."""
        return [event for event in self.events if event["type"] in types]


@cache
def _trust() -> SSLContext:
    """To read all authorities takes longer than many a test."""
    return httpx.create_ssl_context()


@asynccontextmanager
async def guest(
    url: str, invite: str, name: str, language: str, *understands: str, address: str | None = None
) -> AsyncIterator[Guest]:
    """Somebody who came in with an invite; not connected yet."""
    line = httpx.AsyncHTTPTransport(verify=_trust(), local_address=address)
    async with httpx.AsyncClient(base_url=url, timeout=PATIENCE, transport=line) as http:
        join = {"invite": invite, "name": name, "language": language, "understands": understands}
        answer = await http.post("/api/join", json=join)
        assert answer.status_code == 201, answer.text
        joined = answer.json()
        who = Guest(http, joined["me"], joined["room"], address)
        try:
            yield who
        finally:
            await who.disconnect()
