"""A server without workers of its own, and `enishi work` as organisers start it on other machines."""

import asyncio
from pathlib import Path

import pytest

from enishi.bus import line
from enishi.settings import Settings
from tests.engines import FaultyEngines
from tests.support.guest import Guest, guest
from tests.support.nats import Nats
from tests.support.postgres import Postgres
from tests.support.server import Running
from tests.support.work import work


@pytest.fixture
def settings(tmp_path: Path, faulty: FaultyEngines, database: Postgres, bus_server: Nats) -> Settings:
    return Settings(data=tmp_path, workers=0, database=database.migrated(), bus=bus_server.url)


async def languages_grow(who: Guest) -> None:
    """Workers that came are known."""
    async with asyncio.timeout(20):
        while True:
            if "qaa" in (await who.http.get("/api/house")).json()["languages"]:
                return
            await asyncio.sleep(0.01)


def parent(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


@pytest.mark.alone("workers that come later are what it is about")
async def test_workers_come_and_are_killed_and_all_that_was_said_arrives(
    server: Running,
    bus_server: Nats,
    faulty: FaultyEngines,
    ada: Guest,
    rui: Guest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(line, "SILENCE", 2.0)
    early = (await ada.post("Good morning!"))["message"]
    failure = await rui.told(lambda e: e["type"] == "language_arrives" and e["language"] == "pt")
    assert (failure["state"], failure["code"]) == ("failed", "language_unlisted")

    engines = '["firefox", "faulty"]'
    async with work(bus_server.url, engines) as one, work(bus_server.url, engines) as other:
        await languages_grow(ada)
        assert await rui.reads(early) == "Bom dia!"

        async with guest(server.url, server.invite, "Zoe", "qaa") as zoe:
            await zoe.connect()
            said = (await ada.post(text := faulty.gate("open")))["message"]
            (busy,) = await working_on(faulty, text, attempts=1)
            one, other = (one, other) if parent(busy) == one.pid else (other, one)
            one.kill()
            faulty.open("open")
            assert (await zoe.reads(said)).startswith("through")
            _, second = await working_on(faulty, text, attempts=2)
            assert parent(second) == other.pid
            assert not zoe.of_type("untranslated")


async def working_on(faulty: FaultyEngines, text: str, attempts: int) -> list[int]:
    """The processes that have begun to translate this text, once there are so many."""
    async with asyncio.timeout(20):
        while True:
            begun = [process for what, said, process in faulty.events if (what, said) == ("translate", text)]
            if len(begun) >= attempts:
                return begun
            await asyncio.sleep(0.01)
