"""Who lost every device comes back with the phrase, and nobody else does."""

from pathlib import Path

import httpx
import pytest

from enishi.settings import Settings
from tests.support.guest import Guest
from tests.support.server import Running, running, silent


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return silent(tmp_path, posts_per_minute=1000)


async def phrase(who: Guest) -> str:
    answer = await who.http.post("/api/recovery")
    assert answer.status_code == 201
    return str(answer.json()["phrase"])


def on_disk(data: Path) -> bytes:
    return b"".join(file.read_bytes() for file in data.rglob("*") if file.is_file())


async def recover(url: str, phrase: str) -> httpx.Response:
    """On a fresh browser."""
    async with httpx.AsyncClient(base_url=url, timeout=20) as http:
        return await http.post("/api/recovery/use", json={"phrase": phrase})


async def test_who_lost_every_device_comes_back_as_who_they_were(server: Running, ada: Guest) -> None:
    assert (await ada.http.get("/api/recovery")).json() == {"made_at": None}
    words = await phrase(ada)
    assert (await ada.http.get("/api/recovery")).json()["made_at"]
    said = (await ada.post("before"))["message"]
    assert (await ada.http.post("/api/leave?everywhere=true")).status_code == 204
    async with httpx.AsyncClient(base_url=server.url, timeout=20) as http:
        back = (await http.post("/api/recovery/use", json={"phrase": words.upper()})).json()
        assert back == {"me": ada.me, "room": None}
        again = await Guest(http, back["me"], ada.room).connect()
        assert (await again.ask("edit", room=ada.room, message=said, text="after"))["type"] == "done"
        (room,) = again.of_type("welcome")[0]["rooms"]
        assert room["roles"][ada.me["id"]] == "host"
        await again.disconnect()


async def test_a_new_phrase_ends_the_old_one_and_only_hashes_are_kept(server: Running, ada: Guest) -> None:
    old, new = await phrase(ada), await phrase(ada)
    assert (await recover(server.url, old)).json()["code"] == "no_phrase"
    assert (await recover(server.url, new)).json()["me"] == ada.me
    assert (await recover(server.url, "")).json()["code"] == "no_phrase"


async def test_nothing_on_disk_has_the_words(tmp_path: Path) -> None:
    async with running(silent(tmp_path)) as server, httpx.AsyncClient(base_url=server.url) as http:
        await http.post("/api/join", json={"invite": server.invite, "name": "Ada", "language": "en"})
        words = (await http.post("/api/recovery")).json()["phrase"]
    written = on_disk(tmp_path)
    assert b"Ada" in written
    assert words.encode() not in written
    assert words.split()[0].encode() + b" " + words.split()[1].encode() not in written


async def test_an_address_cannot_try_phrases_without_end(tmp_path: Path) -> None:
    async with running(silent(tmp_path, joins_per_minute=5)) as server:
        codes = [(await recover(server.url, "x")).json()["code"] for _ in range(6)]
    assert codes == ["no_phrase"] * 5 + ["too_many"]
