"""The seam on uvicorn, which it does not document: ready frames pass by its own framing, and all else goes on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
from starlette.types import Receive, Scope, Send
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from enishi.auth.sessions import signed_out
from enishi.cli.serve import MOST_BYTES_A_COMMAND
from enishi.live import connection as connections
from enishi.live.connection import EXTENSION, MOST_BEHIND, TOO_SLOW, Connection
from enishi.live.frames import BINARY, frame
from tests.support.server import serving


class Door:
    """An application that lets everybody in, keeps their connections, and knows when they have gone."""

    def __init__(self) -> None:
        self.connections: list[Connection] = []
        self.heard: asyncio.Queue[str | None] = asyncio.Queue()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        connection: Connection = scope["extensions"][EXTENSION]
        self.connections.append(connection)
        while (event := await receive())["type"] == "websocket.receive":
            await self.heard.put(event["text"])
        if connection.dismissal:
            connection.leave()
            await send({"type": "websocket.close", "code": 4401, "reason": "signed_out"})
        await self.heard.put(None)


@pytest.fixture
async def door() -> Door:
    return Door()


@pytest.fixture
async def url(door: Door) -> AsyncIterator[str]:
    async with serving(door) as address:
        yield address.replace("http", "ws")


@asynccontextmanager
async def sit(door: Door, url: str, **options: int) -> AsyncIterator[tuple[ClientConnection, Connection]]:
    async with connect(url, max_size=None, max_queue=options.get("queue", 16), close_timeout=1) as client:
        await client.send("here")
        assert await door.heard.get() == "here"
        yield client, door.connections[-1]


async def told(client: ClientConnection) -> AsyncIterator[str | bytes]:
    """What still comes, until the end."""
    with suppress(ConnectionClosed):
        while True:
            yield await client.recv()


async def test_ready_frames_arrive_as_they_were_made(door: Door, url: str) -> None:
    payloads = ["x" * size for size in (1, 125, 126, 127, 65535, 65536, 1_000_000)]
    payloads += ["縁" * 100_000, "🧵 مرحبا" * 20, '{"text":"\\ud83e\\uddf5"}']
    async with sit(door, url) as (client, connection):
        for payload in payloads:
            connection.write(frame(payload.encode()))
            assert await client.recv() == payload
        connection.write(b"".join(frame(payload.encode()) for payload in payloads))
        assert [await client.recv() for _ in payloads] == payloads


async def test_nothing_is_compressed_though_the_client_offers_it(door: Door, url: str) -> None:
    async with sit(door, url) as (client, _):
        assert client.request
        assert client.response
        assert "permessage-deflate" in client.request.headers["Sec-WebSocket-Extensions"]
        assert "Sec-WebSocket-Extensions" not in client.response.headers


async def test_who_stops_reading_is_let_go_with_what_waited_while_others_go_on(door: Door, url: str) -> None:
    block = frame(b"x" * 250_000)
    async with sit(door, url) as (reading, first), sit(door, url, queue=1) as (stuck, second):
        for _ in range(100):
            for connection in (first, second):
                connection.write(block)
            assert len(await reading.recv()) == 250_000
        assert second.behind
        read = [len(words) async for words in told(stuck)]
        assert MOST_BEHIND < sum(read) < 25_000_000
        assert stuck.close_code == TOO_SLOW
        assert await door.heard.get() is None
        first.write(frame(b"still here"))
        assert await reading.recv() == "still here"


async def test_words_do_not_wait_behind_much_sound(door: Door, url: str) -> None:
    moment = frame(bytes(3200), BINARY)
    async with sit(door, url, queue=1) as (stuck, connection):
        for _ in range(2000):
            connection.stream(moment)
            await asyncio.sleep(0)
        connection.write(frame(b"words"))
        waited = 0
        while isinstance(heard := await stuck.recv(), bytes):
            waited += len(heard)
        assert heard == "words"
        assert 0 < waited < 1_000_000


async def test_who_reads_nothing_at_all_is_cut_off(door: Door, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "FAREWELL", 0.1)
    async with sit(door, url, queue=1) as (_, second):
        for _ in range(100):
            second.write(frame(b"x" * 250_000))
        assert await door.heard.get() is None


async def test_a_conversation_that_is_ended_is_closed_after_what_was_told(door: Door, url: str) -> None:
    async with sit(door, url) as (client, connection):
        connection.write(frame(b"good bye"))
        connection.dismiss(signed_out())
        connection.dismiss(signed_out())
        assert await client.recv() == "good bye"
        with pytest.raises(ConnectionClosed) as closed:
            await client.recv()
        assert closed.value.rcvd
        assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (4401, "signed_out")


async def test_the_application_learns_that_a_reader_has_gone(door: Door, url: str) -> None:
    async with sit(door, url) as (client, connection):
        await client.close()
        assert await door.heard.get() is None
        connection.write(frame(b"nobody hears this"))
    async with sit(door, url) as (client, _):
        client.transport.abort()
        assert await door.heard.get() is None


async def test_a_command_too_large_closes_the_connection(door: Door, url: str) -> None:
    async with sit(door, url) as (client, _):
        await client.send("x" * MOST_BYTES_A_COMMAND)
        assert len(await door.heard.get() or "") == MOST_BYTES_A_COMMAND
        await client.send("x" * (MOST_BYTES_A_COMMAND + 1))
        with pytest.raises(ConnectionClosed) as closed:
            await client.recv()
        assert closed.value.rcvd
        assert closed.value.rcvd.code == 1009
        assert await door.heard.get() is None


async def test_a_server_that_stops_says_so_and_nothing_after(door: Door) -> None:
    async with serving(door) as address:
        client = await connect(address.replace("http", "ws"))
        await client.send("here")
        await door.heard.get()
        door.connections[0].write(frame(b"before"))
    door.connections[0].write(frame(b"after"))
    assert await client.recv() == "before"
    with pytest.raises(ConnectionClosed) as closed:
        await client.recv()
    assert closed.value.rcvd
    assert closed.value.rcvd.code == 1012
