"""Somebody wants to speak what nothing here recognises: hosts are asked, and then it is heard, without a restart."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from jiwer import wer

from enishi.settings import Settings
from enishi.speech.models import SPEECH
from tests.engines.tiny_whisper import whisper
from tests.features.languages.conftest import PIECE, arrives
from tests.support.guest import Event, Guest
from tests.support.mirror import Mirror, mirrored
from tests.support.sound import DOCTOR, espeak, needs_espeak, needs_whisper_base, pieces, speech, words

# Of two servers, each fetches for itself; that they are told alike is tested with languages.
pytestmark = pytest.mark.alone


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that says a few words, whatever it hears."""
    folder = tmp_path_factory.mktemp("tiny") / "whisper"
    whisper(folder)
    return folder


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    with mirrored("ast") as mirror:
        yield mirror


@pytest.fixture
def size(mirror: Mirror, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    return mirror.publish_speech(tiny, monkeypatch)


@pytest.fixture
def settings(settings: Settings, mirror: Mirror, size: int) -> Settings:
    return settings.model_copy(update={"whisper_source": mirror.url, "deadline": 60})


@pytest.fixture
async def ada(ada: Guest) -> Guest:
    """She knows what can be had: as long as the server does not, nobody is asked."""
    await ada.told(lambda e: e["type"] == "languages_offered" and e["speech"] > 0)
    return ada


async def speak(who: Guest, language: str = "pt") -> Event:
    return await who.ask("speak", room=who.room, language=language)


async def say(who: Guest, sound: bytes) -> None:
    assert (await speak(who))["type"] == "done"
    for piece in pieces(sound):
        await who.send(piece)
        await asyncio.sleep(0.03)
    assert (await who.ask("hush", room=who.room))["type"] == "done"


def is_spoken(event: Event) -> bool:
    return event["type"] == "posted" and bool(event["message"]["spoken"])


async def test_hosts_are_asked_once_and_one_press_brings_it(ada: Guest, rui: Guest, size: int) -> None:
    assert rui.of_type("welcome")[0]["hears"] == ["en"]
    for _ in range(2):
        assert (await speak(rui))["code"] == "no_recogniser"
    for who, room in ((ada, None), (ada, ada.room), (rui, rui.room)):
        asked = await arrives(who, "asked", room=room, language=SPEECH)
        assert (asked["wanted_by"], asked["spoken"], asked["size"]) == (["Rui"], ["pt"], size)
    assert (await ada.ask("add_language", languages=[SPEECH]))["type"] == "done"
    await arrives(rui, "ready", room=rui.room, language=SPEECH)
    offered = await rui.told(lambda e: e["type"] == "languages_offered" and "pt" in e["hears"])
    assert offered["speech"] == 0
    await say(rui, speech())
    assert (await ada.told(is_spoken))["message"]["language"] == "pt"
    assert len([e for e in ada.of_type("language_arrives") if e["state"] == "asked" and e["room"]]) == 1


async def test_others_who_want_it_and_who_comes_back_are_told(ada: Guest, rui: Guest, size: int) -> None:
    await speak(rui)
    await speak(ada)
    told = await ada.told(lambda e: e["type"] == "language_arrives" and len(e["wanted_by"]) == 2 and bool(e["room"]))
    assert (told["wanted_by"], told["spoken"]) == (["Rui", "Ada"], ["pt"])
    late = len(rui.events)
    await rui.disconnect()
    await rui.connect()
    assert (await arrives(rui, "asked", room=rui.room, language=SPEECH, after=late))["size"] == size


@pytest.mark.parametrize("fault", ["damaged", "truncated"])
async def test_what_fails_is_told_and_goes_on_from_there(
    ada: Guest, rui: Guest, mirror: Mirror, settings: Settings, fault: str
) -> None:
    await speak(rui)
    mirror.damaged, mirror.cut_after = fault == "damaged", PIECE if fault == "truncated" else None
    await ada.ask("add_language", languages=[SPEECH])
    told = await arrives(rui, "failed", room=rui.room, language=SPEECH)
    assert told["code"] == ("model_damaged" if fault == "damaged" else "model_unreachable")
    assert not settings.whisper_directory.exists()
    mirror.damaged = False
    await ada.ask("add_language", languages=[SPEECH])
    await arrives(rui, "ready", room=rui.room, language=SPEECH)
    assert [wanted for _, wanted in mirror.asked if wanted] == ([] if fault == "damaged" else [f"bytes={PIECE}-"])


async def test_what_recognises_nothing_of_it_is_not_offered(ada: Guest, rui: Guest) -> None:
    await ada.told(lambda e: e["type"] == "languages_offered" and "ast" in e["can_come"])
    assert (await speak(rui, "ast"))["code"] == "no_recogniser"
    await speak(rui, "pt")
    assert (await arrives(ada, "asked", language=SPEECH))["spoken"] == ["pt"]


async def test_automatic_asks_nobody_and_never_offers_nothing(ada: Guest, rui: Guest) -> None:
    await ada.ask("set_language_policy", policy="never")
    await ada.told(lambda e: e["type"] == "languages_offered" and e["policy"] == "never" and e["speech"] == 0)
    assert (await speak(rui))["code"] == "no_recogniser"
    assert (await ada.ask("add_language", languages=[SPEECH]))["code"] == "language_never"
    await ada.ask("set_language_policy", policy="automatic")
    await ada.told(lambda e: e["type"] == "languages_offered" and e["policy"] == "automatic")
    assert not [e for e in ada.of_type("language_arrives") if e["language"] == SPEECH]
    await speak(rui)
    await arrives(rui, "ready", room=rui.room, language=SPEECH)


class TestWithoutRoom:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"models_budget": 1})

    async def test_the_budget_holds_for_it_too(self, ada: Guest, rui: Guest, mirror: Mirror) -> None:
        await speak(rui)
        await ada.ask("add_language", languages=[SPEECH])
        assert (await arrives(rui, "failed", room=rui.room, language=SPEECH))["code"] == "model_budget"
        assert mirror.asked == []


@needs_whisper_base
@needs_espeak
class TestWithTheRealModel:
    @pytest.fixture
    def size(self, mirror: Mirror, whisper_base: Path, monkeypatch: pytest.MonkeyPatch) -> int:
        return mirror.publish_speech(whisper_base, monkeypatch)

    async def test_what_was_said_is_read_in_english(self, ada: Guest, rui: Guest) -> None:
        await speak(rui)
        await arrives(ada, "asked", language=SPEECH)
        await ada.ask("add_language", languages=[SPEECH])
        await arrives(rui, "ready", room=rui.room, language=SPEECH)
        await say(rui, espeak(DOCTOR, "pt-br"))
        posted = (await ada.told(is_spoken))["message"]
        assert wer(" ".join(words(DOCTOR)), " ".join(words(posted["text"]))) <= 0.3
        assert "doctor" in (await ada.reads(posted["id"])).lower()
