"""What hostile members do, each as fast as the server lets them, until they are stopped."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from itertools import cycle
from urllib.parse import urlsplit

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from tests.support.guest import Guest

ADDRESS = "127.0.0.2"
"""Where they all are: limits count an address, and it is not that of the others."""

LONGEST = 4000
UNITS = ("a.", "1 111 ", "a@", "<a ", "{{", "½", "aa-", "z. ", ":'(", "://", "`", "term9 ")
TEXTS = tuple((unit * LONGEST)[:LONGEST] for unit in UNITS)
CONNECTIONS = 1100
"""More than a process may usually have open."""

PAUSE = 0.05
"""Seconds after a refusal."""

Attack = Callable[[Sequence[Guest]], Awaitable[None]]


async def _flood(who: Sequence[Guest], kind: str, texts: Sequence[str], **fields: object) -> None:
    async def one(guest: Guest) -> None:
        for text in cycle(texts):
            answer = await guest.ask(kind, room=guest.room, text=text, **fields)
            if answer["type"] == "refused":
                await asyncio.sleep(PAUSE)

    await asyncio.gather(*map(one, who))


async def texts(who: Sequence[Guest]) -> None:
    """Long texts on which expressions used to take quadratic time."""
    await _flood(who, "post", TEXTS)


async def terms(who: Sequence[Guest]) -> None:
    """Texts that are nothing but terms of the glossary."""
    await _flood(who, "post", [" ".join(f"term{(start + n) % 500}" for n in range(500)) for start in range(0, 500, 50)])


async def drafts(who: Sequence[Guest]) -> None:
    """Drafts of such texts."""
    await _flood(who, "draft", TEXTS, language="en")


async def mirrors(who: Sequence[Guest]) -> None:
    """Previews of such texts."""
    await _flood(who, "mirror", TEXTS, language="en")


async def resumes(who: Sequence[Guest]) -> None:
    """The whole room again and again."""

    async def one(guest: Guest) -> None:
        while True:
            if (await guest.ask("resume", room=guest.room, since=None))["type"] == "refused":
                await asyncio.sleep(PAUSE)
            guest.events.clear()

    await asyncio.gather(*map(one, who))


async def malformed(who: Sequence[Guest]) -> None:
    """Text that is not Unicode, in every command."""

    async def one(guest: Guest) -> None:
        while True:
            await guest.send(json.dumps({"type": "post", "nonce": "n", "room": guest.room, "text": "\ud800"}))
            await guest.http.post("/api/join", content=b'{"invite": "\\ud800"}')

    await asyncio.gather(*map(one, who))


async def pages(who: Sequence[Guest]) -> None:
    """Pages of history."""

    async def one(guest: Guest) -> None:
        while True:
            answer = await guest.http.get(f"/api/rooms/{guest.room}/messages")
            if answer.status_code != httpx.codes.OK:
                await asyncio.sleep(PAUSE)

    await asyncio.gather(*map(one, who))


async def files(who: Sequence[Guest]) -> None:
    """A TMX file of one tag that never ends."""
    file = b"<tmx>" + b"<tu a='" + b"x" * 4_000_000

    async def one(guest: Guest) -> None:
        while True:
            await guest.http.post(f"/api/rooms/{guest.room}/glossary.tmx", content=file)
            await asyncio.sleep(PAUSE)

    await asyncio.gather(*map(one, who))


async def heads(who: Sequence[Guest]) -> None:
    """Connections that begin a request, or nothing, and stay."""
    place = urlsplit(str(who[0].http.base_url))

    async def one(begin: bytes) -> None:
        while True:
            with suppress(OSError):
                reader, writer = await asyncio.open_connection(place.hostname, place.port, local_addr=(ADDRESS, 0))
                writer.write(begin)
                await reader.read()
                writer.close()
            await asyncio.sleep(PAUSE)

    head = b"POST /api/join HTTP/1.1\r\nHost: x\r\n"
    begins = cycle((b"", head + b"A: ", head + b"Content-Length: 9\r\n\r\n"))
    await asyncio.gather(*(one(next(begins)) for _ in range(CONNECTIONS)))


async def sockets(who: Sequence[Guest]) -> None:
    """WebSockets that never say hello."""
    place = urlsplit(str(who[0].http.base_url))

    async def one(guest: Guest) -> None:
        cookies = "; ".join(f"{name}={value}" for name, value in guest.http.cookies.items())
        while True:
            with suppress(OSError, TimeoutError, WebSocketException):
                url, headers = f"ws://{place.netloc}/live", {"Cookie": cookies}
                async with connect(url, additional_headers=headers, local_addr=(ADDRESS, 0)) as socket:
                    await socket.wait_closed()
            await asyncio.sleep(PAUSE)

    await asyncio.gather(*(one(guest) for guest in who for _ in range(CONNECTIONS // len(who) // 5)))


ATTACKS: Mapping[str, Attack] = {
    each.__name__: each for each in (texts, terms, drafts, mirrors, resumes, pages, malformed, files, heads, sockets)
}
