"""Engines that hang, crash or talk nonsense: the room goes on, readers are told, and may ask to try again."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from enishi.settings import Settings, WorkerSettings
from tests.engines import FaultyEngines
from tests.support.guest import Event, Guest, guest
from tests.support.pages import translations
from tests.support.server import Running

DEADLINE = 2.0


@pytest.fixture
def settings(tmp_path: Path, faulty: FaultyEngines) -> Settings:
    return Settings(data=tmp_path, engines=("faulty",), deadline=DEADLINE, worker=WorkerSettings(memory=200))


@pytest.fixture
async def ana(server: Running) -> AsyncIterator[Guest]:
    """Ana reads what the strange engine makes of English."""
    async with guest(server.url, server.invite, "Ana", "qaa") as ana:
        yield await ana.connect()


async def failed(who: Guest, message: str, after: int = 0) -> Event:
    def matches(event: Event) -> bool:
        return event["type"] == "untranslated" and (event["message"], event["language"]) == (message, "qaa")

    return await who.told(matches, after)


async def working_on(faulty: FaultyEngines, text: str, attempt: int = 1) -> int:
    """The process that translates this text, once it has begun for the so manieth time."""
    async with asyncio.timeout(20):
        while True:
            begun = [process for what, said, process in faulty.events if (what, said) == ("translate", text)]
            if len(begun) >= attempt:
                return begun[attempt - 1]
            await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hang for ever", "engine_timeout"),
        ("crash at once", "engine_died"),
        ("swell and swell", "engine_died"),
        ("fall over", "engine_failed"),
        ("stutter twice", "engine_failed"),
    ],
)
async def test_the_room_goes_on_and_both_sides_are_told(ada: Guest, ana: Guest, text: str, code: str) -> None:
    said = (await ada.post(text))["message"]
    for word in ("one", "two"):
        later = (await ada.post(word))["message"]
        assert await ana.reads(later) == f"{word}>qaa"
    for who in (ada, ana):
        told = await failed(who, said)
        assert (told["code"], told["author"]) == (code, ada.me["id"])
        assert told["sentence"].endswith(".")
    assert not [e for e in ana.of_type("translated") if e["translation"]["message"] == said]
    final = (await ada.post("and on"))["message"]
    assert await ana.reads(final) == "and on>qaa"


async def test_words_that_an_engine_drops_stay_and_are_marked(ada: Guest, ana: Guest) -> None:
    made = (await ana.translated((await ada.post("vanish please"))["message"]))["translation"]
    assert (made["text"], made["doubts"]) == ("vanish please", ["copied"])


async def test_a_language_no_engine_knows_is_said_to_be_so_once(ada: Guest, ana: Guest) -> None:
    for text in ("こんにちは", "さようなら"):
        await ada.post(text, language="ja")
    told = await ana.told(lambda e: e["type"] == "language_arrives" and e["language"] == "ja")
    assert (told["room"], told["state"], told["code"]) == (ana.room, "failed", "language_unlisted")
    assert told["sentence"].endswith(".")
    last = (await ada.post("and on"))["message"]
    assert await ana.reads(last) == "and on>qaa"
    assert [e["room"] for e in ana.of_type("language_arrives") if e["language"] == "ja"].count(ana.room) == 1
    assert not ana.of_type("untranslated")


async def test_a_worker_killed_in_the_middle_is_replaced_and_the_text_arrives(
    faulty: FaultyEngines, ada: Guest, ana: Guest
) -> None:
    text = faulty.gate("open")
    said = (await ada.post(text))["message"]
    os.kill(await working_on(faulty, text), signal.SIGKILL)
    await working_on(faulty, text, attempt=2)
    faulty.open("open")
    assert (await ana.reads(said)).startswith("through")
    assert said not in [event["message"] for event in ana.of_type("untranslated")]


async def test_what_failed_is_tried_again_when_somebody_asks(faulty: FaultyEngines, ada: Guest, ana: Guest) -> None:
    text = faulty.gate("open")
    said = (await ada.post(text))["message"]
    for attempt in (1, 2):
        os.kill(await working_on(faulty, text, attempt), signal.SIGKILL)
    assert (await failed(ana, said))["code"] == "engine_died"

    seen = len(ana.events)
    await ana.ask("interpret", room=ana.room, messages=[said])
    assert (await failed(ana, said, after=seen))["code"] == "engine_died"
    assert faulty.subjects("translate").count(text) == 2, "without `again` it is not tried again"

    faulty.open("open")
    await ana.ask("interpret", room=ana.room, messages=[said], again=True)
    assert (await ana.reads(said)).startswith("through")
    assert (await ada.reads(said, "qaa")).startswith("through")
    page = (await ana.http.get(f"/api/rooms/{ana.room}/messages")).json()
    assert said in [made["message"] for made in translations(page)]


async def test_who_comes_later_is_told_of_a_failure_without_a_new_try(
    server: Running, faulty: FaultyEngines, ada: Guest, ana: Guest
) -> None:
    said = (await ada.post("crash at once"))["message"]
    await failed(ana, said)
    async with guest(server.url, server.invite, "Eva", "qaa") as eva:
        await eva.connect()
        assert (await failed(eva, said))["code"] == "engine_died"
    assert faulty.subjects("translate").count("crash at once") == 2


async def test_an_edit_of_what_hangs_frees_its_readers(ada: Guest, ana: Guest) -> None:
    said = (await ada.post("hang for ever"))["message"]
    await ada.ask("edit", room=ada.room, message=said, text="better words")
    assert await ana.reads(said) == "better words>qaa"
    gone = (await ada.post("hang once more"))["message"]
    await ada.ask("remove", room=ada.room, message=gone)
    later = (await ada.post("later"))["message"]
    assert await ana.reads(later) == "later>qaa"
