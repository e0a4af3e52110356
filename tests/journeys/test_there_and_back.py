"""What was translated is brought back when no engine has other work: what got lost on the way is doubted."""

from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest

from enishi.settings import Settings
from tests.engines import FaultyEngines
from tests.support.guest import Event, Guest, guest
from tests.support.pages import translations
from tests.support.server import running

LONG = "Lisboa, Coimbra, Braga, Faro, Tavira, Guarda, Leiria, Chaves, Viseu, Beja"


@pytest.fixture
def settings(tmp_path: Path, faulty: FaultyEngines) -> Settings:
    return Settings(data=tmp_path, engines=("faulty",))


def renderings(who: Guest, message: str) -> list[Event]:
    return [e["translation"] for e in who.of_type("translated") if e["translation"]["message"] == message]


async def doubted(who: Guest, message: str) -> Event:
    event = await who.told(
        lambda e: e["type"] == "translated" and e["translation"]["message"] == message and e["translation"]["doubts"]
    )
    made: Event = event["translation"]
    return made


async def test_what_half_of_is_lost_is_told_at_once_and_doubted_after(ada: Guest, zoe: Guest) -> None:
    said = (await ada.post(f"Halve {LONG}", language="en"))["message"]
    doubt = await doubted(zoe, said)
    first, second = renderings(zoe, said)
    assert (first["doubts"], second["doubts"]) == ([], ["back"])
    assert first["text"] == second["text"] == doubt["text"]
    assert second["seq"] > first["seq"]


async def test_a_doubt_is_still_there_after_a_restart(settings: Settings) -> None:
    async with AsyncExitStack() as people:
        async with running(settings) as server:
            ada, zoe = [
                await (await people.enter_async_context(guest(server.url, server.invite, *who))).connect()
                for who in (("Ada", "en"), ("Zoe", "qaa"))
            ]
            said = (await ada.post(f"Halve {LONG}", language="en"))["message"]
            made = await doubted(zoe, said)
            for who in (ada, zoe):
                await who.disconnect()
        async with running(settings) as server:
            zoe.http.base_url = httpx.URL(server.url)
            history = (await zoe.http.get(f"/api/rooms/{zoe.room}/messages")).json()
            await zoe.connect()
            caught_up = zoe.of_type("caught_up")[-1]
            for page in (history, caught_up):
                assert [each for each in translations(page) if each["message"] == said] == [made]


async def test_what_comes_back_is_not_doubted(ada: Guest, zoe: Guest, faulty: FaultyEngines) -> None:
    whole = (await ada.post(LONG, language="en"))["message"]
    await zoe.translated(whole)
    await doubted(zoe, (await ada.post(f"Halve {LONG} again", language="en"))["message"])  # checked after it
    assert [made["doubts"] for made in renderings(zoe, whole)] == [[]]
    assert ("translate", f"{LONG}>qaa") in {(what, text) for what, text, _ in faulty.events}


async def test_a_correction_that_came_meanwhile_stays(ada: Guest, zoe: Guest, faulty: FaultyEngines) -> None:
    gate = faulty.gate("check")
    rest = "-".join(["unforgettable"] * (len(gate) // 16))
    text = f"halve {gate} {rest} {rest}"
    said = (await ada.post(text, language="en"))["message"]
    made = (await zoe.translated(said))["translation"]
    await zoe.ask("correct", room=zoe.room, message=said, of=made["of"], language="qaa", text="As Zoe puts it.")
    faulty.open("check")
    await doubted(zoe, (await ada.post(f"Halve {LONG}", language="en"))["message"])  # checked after it
    assert [made["text"] for made in renderings(zoe, said)][-1] == "As Zoe puts it."
