"""Many connections of one address, of one member, and in all: no more than are allowed, and others still come in."""

import asyncio
import logging
from asyncio import StreamReader, StreamWriter
from contextlib import AsyncExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from enishi.doors.socket import CROWDED
from enishi.live.addresses import network
from tests.support.guest import Guest
from tests.support.process import SILENT, started
from tests.support.raw import PATIENCE
from tests.support.server import Running

pytestmark = pytest.mark.alone("each server counts its own connections")

STRANGER, NEIGHBOUR = "127.0.0.2", "127.0.0.3"
"""Addresses of this machine that are no trusted proxy, unlike 127.0.0.1."""

HEALTH = b"GET /api/health HTTP/1.1\r\nHost: enishi\r\n\r\n"


async def call(server: Running, address: str) -> tuple[StreamReader, StreamWriter]:
    host = urlsplit(server.url)
    return await asyncio.open_connection(host.hostname, host.port, local_addr=(address, 0))


async def answer(server: Running, address: str, stack: AsyncExitStack) -> bytes:
    """The status that a connection from there gets, which stays open until the stack closes."""
    reader, writer = await call(server, address)
    stack.callback(writer.close)
    writer.write(HEALTH)
    return (await asyncio.wait_for(reader.readline(), PATIENCE)).split()[1]


@pytest.mark.settings(connections={"per_address": 3})
async def test_an_address_has_so_many_and_no_more(server: Running, caplog: pytest.LogCaptureFixture) -> None:
    async with AsyncExitStack() as stack:
        assert [await answer(server, STRANGER, stack) for _ in range(10)] == 3 * [b"200"] + 7 * [b"503"]
        assert await answer(server, NEIGHBOUR, stack) == b"200"
    assert len([each for each in caplog.records if each.levelno >= logging.WARNING]) == 1


@pytest.mark.settings(connections={"per_address": 3})
async def test_what_was_closed_is_free_again(server: Running) -> None:
    for _ in range(5):
        async with AsyncExitStack() as stack:
            statuses = [await answer(server, STRANGER, stack) for _ in range(3)]
        # The server learns of the end a moment later than the client.
        while b"503" in statuses:
            async with AsyncExitStack() as stack:
                statuses = [await answer(server, STRANGER, stack) for _ in range(3)]
        assert statuses == 3 * [b"200"]


@pytest.mark.settings(connections={"most": 4})
async def test_all_together_have_so_many(server: Running) -> None:
    async with AsyncExitStack() as stack:
        assert [await answer(server, f"127.0.1.{n}", stack) for n in range(1, 7)] == 4 * [b"200"] + 2 * [b"503"]


@pytest.mark.settings(connections={"per_address": 3})
async def test_a_proxy_brings_more_and_each_address_behind_it_counts(server: Running, ada: Guest, rui: Guest) -> None:
    async def many(guest: Guest, address: str) -> list[Guest]:
        pages = [Guest(guest.http, guest.me, guest.room) for _ in range(3)]
        return [await page.connect(None, **{"X-Forwarded-For": address}) for page in pages]

    pages = [*await many(ada, "203.0.113.5"), *await many(rui, "203.0.113.6")]
    again = Guest(rui.http, rui.me, rui.room)
    await again.open(**{"X-Forwarded-For": "203.0.113.5"})
    assert await again.closed() == CROWDED
    for page in pages:
        await page.disconnect()


@pytest.mark.settings(connections={"per_member": 3})
async def test_a_member_has_so_many_pages(server: Running, ada: Guest, rui: Guest) -> None:
    pages = [await Guest(ada.http, ada.me, ada.room).connect() for _ in range(2)]
    for _ in range(5):
        page = Guest(ada.http, ada.me, ada.room)
        await page.open()
        assert await page.closed() == CROWDED
        assert [event["code"] for event in page.of_type("refused")] == ["many_connections"]
    assert (await rui.post("I can still talk."))["type"] == "done"
    for page in pages:
        await page.disconnect()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_an_address_is_one_of_ipv4_or_a_network_of_ipv6(one: str, other: str, same: bool) -> None:
    assert (network(one) == network(other)) is same


async def test_the_server_uses_all_open_files_that_it_may(tmp_path: Path) -> None:
    few = ("bash", "-c", 'ulimit -Sn 200; exec "$@"', "bash")
    async with started(tmp_path, *few, **SILENT) as server:
        limits = _limits(server.process.pid)
        soft, hard = next(line for line in limits.splitlines() if line.startswith("Max open files")).split()[3:5]
        assert soft == hard != "200"


def _limits(process: int) -> str:
    return Path(f"/proc/{process}/limits").read_text()
