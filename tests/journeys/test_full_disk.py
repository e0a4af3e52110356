"""A server whose disk is full, or takes no more: it says so, whoever reads goes on reading, and it heals by itself."""

import asyncio
import resource
from asyncio.subprocess import create_subprocess_exec
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager, suppress
from pathlib import Path
from shutil import which

import pytest

from tests.support.guest import Guest, guest
from tests.support.process import Started, start

SILENT = {"ENISHI_ENGINES": '["apertium"]', "ENISHI_APERTIUM": "/nowhere"}
DISK_OF_ITS_OWN = (
    *("unshare", "--user", "--map-root-user", "--mount"),
    *("sh", "-c", 'mount -t tmpfs -o size=2m tmpfs "$0" && exec "$@"'),
)
"""In front of a directory and a command: what that command writes into the directory lies on 2 MiB."""

Trouble = Callable[[], AbstractContextManager[None]]


@contextmanager
def limited(server: Started, data: Path) -> Iterator[None]:
    """No file of the server may grow beyond what its log has now."""
    limit = (data / "enishi.db-wal").stat().st_size
    before = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (limit, before[1]))
    yield
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, before)


@contextmanager
def filled(server: Started, data: Path) -> Iterator[None]:
    """The disk, which only the server sees, is filled to the last byte."""
    filler = Path(f"/proc/{server.process.pid}/root{data}/filler")
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    yield
    filler.unlink()


@asynccontextmanager
async def running(data: Path, *before: str) -> AsyncIterator[Started]:
    server = await start(data, *before, **SILENT)
    try:
        yield server
    finally:
        server.process.terminate()
        assert await asyncio.wait_for(server.process.wait(), 10) == 0


async def test_a_disk_that_takes_no_more(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await refuses_and_heals(server, lambda: limited(server, tmp_path), "store_failed")


async def test_a_disk_that_is_full(tmp_path: Path) -> None:
    before = (*DISK_OF_ITS_OWN, str(tmp_path))
    if which("unshare") is None or await (await create_subprocess_exec(*before, "true")).wait():
        pytest.skip("this system lets nobody have a file system of their own")
    async with running(tmp_path, *before) as server:
        await refuses_and_heals(server, lambda: filled(server, tmp_path), "store_full")


async def refuses_and_heals(server: Started, trouble: Trouble, code: str) -> None:
    url, invite = server.url, server.invite
    async with guest(url, invite, "Ada", "en") as ada, guest(url, invite, "Rui", "pt") as rui:
        await ada.connect()
        first = await ada.post("This is on disk.")
        with trouble():
            answers = [await ada.post("This is not.", nonce="again") for _ in range(3)]
            assert [(answer["type"], answer["code"]) for answer in answers] == [("refused", code)] * 3
            assert await comes_in(ada, invite) == code
            await rui.connect()
            assert await newest(rui) == "This is on disk."
        done = await ada.post("This is not.", nonce="again")
        assert (done["type"], done["seq"]) == ("done", first["seq"] + 1)
        await rui.told(lambda event: event["type"] == "posted" and event["message"]["id"] == done["message"])
        assert await newest(rui) == "This is not."


async def newest(reader: Guest) -> str:
    page = (await reader.http.get(f"/api/rooms/{reader.room}/messages")).json()
    return str(page["messages"][-1]["text"])


async def comes_in(somebody: Guest, invite: str) -> str:
    """The code with which somebody new is refused."""
    somebody.http.cookies.clear()
    join = {"invite": invite, "name": "Lin", "language": "ja", "understands": []}
    answer = await somebody.http.post("/api/join", json=join)
    return str(answer.json()["code"])
