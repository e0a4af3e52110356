"""Clients that are silent, or begin something and do not end it: they are let go, whatever they try."""

import asyncio
import logging
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from itertools import cycle
from urllib.parse import urlsplit

import pytest
from starlette.types import Receive, Scope, Send

from enishi.live.connection import TOO_SLOW
from enishi.settings import ConnectionSettings
from tests.support.guest import Guest
from tests.support.raw import CONTINUATION, PATIENCE, TEXT, Raw, frame, raw
from tests.support.server import Running, serving

pytestmark = [pytest.mark.settings(connections={"patience": 0.3}), pytest.mark.alone("the bytes of one connection")]

HEAD = b"POST /api/join HTTP/1.1\r\nHost: enishi\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n"
CHUNKED = HEAD.replace(b"Content-Length: 5000", b"Transfer-Encoding: chunked")
UPGRADE = b"GET /live HTTP/1.1\r\nHost: enishi\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
HEALTH = b"GET /api/health HTTP/1.1\r\nHost: enishi\r\n\r\n"


@asynccontextmanager
async def line(server: Running) -> AsyncIterator[tuple[StreamReader, StreamWriter]]:
    host = urlsplit(server.url)
    reader, writer = await asyncio.open_connection(host.hostname, host.port)
    try:
        yield reader, writer
    finally:
        writer.transport.abort()


async def ended(reader: StreamReader) -> bytes:
    """All that comes until the server ends the connection."""
    with suppress(ConnectionError):
        return await asyncio.wait_for(reader.read(), PATIENCE)
    return b""


@pytest.mark.parametrize(
    "begun", [b"", b"\r\n", b"GET / HT", HEALTH[:-2], HEAD, HEAD + b"{", CHUNKED, CHUNKED + b"5\r\n{", UPGRADE]
)
async def test_what_does_not_end_is_ended(server: Running, begun: bytes) -> None:
    async with line(server) as (reader, writer):
        writer.write(begun)
        assert (await ended(reader)).startswith(b"HTTP/1.1 408")


@pytest.mark.parametrize("begun", [b"GET / HTTP/1.1\r\nX-Long: ", HEAD, HEALTH + b"\r\n\r\n"])
async def test_a_byte_now_and_then_does_not_help(server: Running, begun: bytes) -> None:
    async with line(server) as (reader, writer), asyncio.timeout(PATIENCE):
        writer.write(begun)
        while not reader.at_eof():
            with suppress(TimeoutError, ConnectionError):
                await asyncio.wait_for(reader.read(1000), 0.05)
            writer.write(b"\n" if begun.startswith(HEALTH) else b"x")


async def test_a_second_request_has_to_end_too(server: Running) -> None:
    async with line(server) as (reader, writer):
        writer.write(HEALTH + HEALTH[:-4])
        answers = await ended(reader)
        assert answers.count(b"HTTP/1.1 200") == 1
        assert answers.count(b"HTTP/1.1 408") == 1


async def test_a_body_that_keeps_coming_has_more_time(server: Running) -> None:
    """At 20 KiB a second it takes more than twice the time that one has that stands still."""
    async with line(server) as (reader, writer):
        size, begun = 14 * 1024, asyncio.get_running_loop().time()
        writer.write(HEAD.replace(b"5000", str(size).encode()))
        for _ in range(14):
            writer.write(b" " * 1024)
            await asyncio.sleep(0.05)
        assert asyncio.get_running_loop().time() - begun > 2 * 0.3
        assert (await reader.readline()).startswith(b"HTTP/1.1 422")


@asynccontextmanager
async def answering(size: int) -> AsyncIterator[tuple[StreamReader, asyncio.Event]]:
    """The beginning of a long answer, of which its reader has read nothing; the event says that its reader is gone."""
    gone = asyncio.Event()

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(size // 65536):
            await send({"type": "http.response.body", "body": bytes(65536), "more_body": True})
        await send({"type": "http.response.body", "body": b""})
        while (await receive())["type"] != "http.disconnect":
            pass
        gone.set()

    async with (
        serving(answer, connections=ConnectionSettings(patience=0.1)) as url,
        line(Running(cycle((url,)), "")) as (reader, writer),
    ):
        writer.write(b"GET / HTTP/1.0\r\nHost: enishi\r\n\r\n")
        yield reader, gone


async def test_who_reads_no_answer_is_let_go(caplog: pytest.LogCaptureFixture) -> None:
    async with answering(64 * 1024 * 1024) as (_, gone), asyncio.timeout(PATIENCE):
        await gone.wait()
    assert [each.message for each in caplog.records if each.levelno >= logging.WARNING] == [
        "An answer was not read, and its connection was ended."
    ]


async def test_who_reads_an_answer_slowly_gets_all_of_it() -> None:
    size = 16 * 1024 * 1024
    async with answering(size) as (reader, _), asyncio.timeout(PATIENCE):
        got = 0
        while piece := await reader.read(256 * 1024):
            got += len(piece)
            await asyncio.sleep(0.02)
    assert got > size


async def test_who_says_no_hello_is_let_go(server: Running, ada: Guest) -> None:
    async with raw(server.url, cookie(ada)) as client:
        await client.send(frame(TEXT, b'{"type":"read"}'))
        assert await client.closed() == TOO_SLOW


async def test_who_said_hello_may_be_silent(server: Running, ada: Guest) -> None:
    async with raw(server.url, cookie(ada)) as silent:
        assert await silent.closed() == TOO_SLOW  # it came after ada, and its time is over
    assert (await ada.post("Still here."))["type"] == "done"


async def test_a_message_that_does_not_end_is_ended(server: Running, ada: Guest) -> None:
    async with greeted(server, ada) as client:
        await client.send(frame(TEXT, b'{"type":"post"', fin=False))
        assert await client.closed() == 1008


async def test_a_frame_that_does_not_end_is_ended(server: Running, ada: Guest) -> None:
    async with greeted(server, ada) as client:
        await client.send(frame(TEXT, b"x" * 500, length=600))
        assert await client.closed() == 1008


async def test_fragments_without_end_and_words_take_no_memory(server: Running, ada: Guest) -> None:
    async with greeted(server, ada) as client:
        await client.send(frame(TEXT, fin=False))
        await client.send(frame(CONTINUATION, fin=False) * 40_000)
        assert await client.closed() == 1013


async def test_the_log_tells_it_once(server: Running, caplog: pytest.LogCaptureFixture) -> None:
    async with AsyncExitStack() as stack:
        lines = [await stack.enter_async_context(line(server)) for _ in range(20)]
        for _, writer in lines[10:]:
            writer.write(HEAD)
        for reader, _ in lines:
            await ended(reader)
    assert [each.message for each in caplog.records if each.levelno >= logging.WARNING] == [
        "A request took too long to come in, and was ended."
    ]


def cookie(guest: Guest) -> str:
    return "; ".join(f"{name}={value}" for name, value in guest.http.cookies.items())


@asynccontextmanager
async def greeted(server: Running, guest: Guest) -> AsyncIterator[Raw]:
    async with raw(server.url, cookie(guest)) as client:
        await client.send(frame(TEXT, b'{"type":"hello","nonce":"n"}'))
        while b'"done"' not in (await client.until(TEXT) or b'"done"'):
            pass
        yield client
