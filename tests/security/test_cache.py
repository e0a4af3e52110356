"""How fast a translation comes does not tell whether the same was said elsewhere: an engine is asked again."""

from collections.abc import Awaitable
from pathlib import Path

import httpx
import pytest

from enishi.settings import ApiSettings, Settings
from tests.engines import FaultyEngines
from tests.support.guest import Guest, guest
from tests.support.server import Running

SAID = "The key is under the stone."
KEYS = ("a" * 32, "b" * 32)


@pytest.fixture
def settings(tmp_path: Path, faulty: FaultyEngines) -> Settings:
    return Settings(data=tmp_path, engines=("faulty",), api=ApiSettings(keys=KEYS, open=True))


async def asks_an_engine(faulty: FaultyEngines, doing: Awaitable[object]) -> bool:
    """Whether an engine gets the sentence while this is done."""
    before = faulty.subjects("translate").count(SAID)
    await doing
    return faulty.subjects("translate").count(SAID) > before


async def say(ada: Guest, reader: Guest) -> None:
    """What Ada says in the reader's room is read there."""
    said = await ada.ask("post", room=reader.room, text=SAID, language="en")
    assert await reader.reads(said["message"]) == f"{SAID}>qaa"


async def test_what_was_said_in_one_room_is_translated_again_in_another(
    server: Running, ada: Guest, faulty: FaultyEngines
) -> None:
    kitchen = (await ada.http.post("/api/rooms", json={"title": "Kitchen"})).json()["id"]
    invite = (await ada.http.post(f"/api/rooms/{kitchen}/invites", json={})).json()["link"].split("#")[1]
    async with guest(server.url, server.invite, "Ana", "qaa") as ana, guest(server.url, invite, "Max", "qaa") as max:
        for reader in (ana, max):
            await reader.connect()
        for reader, asked in ((ana, True), (ana, False), (max, True), (max, False), (ana, False)):
            assert await asks_an_engine(faulty, say(ada, reader)) is asked


async def test_clients_of_the_api_have_caches_of_their_own(server: Running, ada: Guest, faulty: FaultyEngines) -> None:
    async with guest(server.url, server.invite, "Ana", "qaa") as ana, httpx.AsyncClient(base_url=server.url) as api:
        await ana.connect()
        await say(ada, ana)

        async def ask(key: str) -> None:
            asked = {"q": SAID, "source": "en", "target": "qaa", "api_key": key}
            assert (await api.post("/translate", json=asked)).json()["translatedText"] == f"{SAID}>qaa"

        for key in (*KEYS, ""):
            assert await asks_an_engine(faulty, ask(key))
            assert not await asks_an_engine(faulty, ask(key))
