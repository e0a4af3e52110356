"""A server whose disk is full, or takes no more: it says so, whoever reads goes on reading, and it heals by itself."""

from pathlib import Path

import pytest

from tests.support.besetting import Trouble
from tests.support.guest import Guest, guest
from tests.support.pages import messages
from tests.support.process import SILENT, Started, started
from tests.support.small_disk import DISK_OF_ITS_OWN, filled, is_possible, limited


async def test_a_disk_that_takes_no_more(tmp_path: Path) -> None:
    async with started(tmp_path, **SILENT) as server:
        await refuses_and_heals(server, lambda: limited(server, tmp_path), "store_failed")


async def test_a_disk_that_is_full(tmp_path: Path) -> None:
    if not await is_possible(tmp_path):
        pytest.skip("this system lets nobody have a file system of their own")
    async with started(tmp_path, *DISK_OF_ITS_OWN, str(tmp_path), **SILENT) as server:
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
    return str(messages(page)[-1]["text"])


async def comes_in(somebody: Guest, invite: str) -> str:
    """The code with which somebody new is refused."""
    somebody.http.cookies.clear()
    join = {"invite": invite, "name": "Lin", "language": "ja", "understands": []}
    answer = await somebody.http.post("/api/join", json=join)
    return str(answer.json()["code"])
