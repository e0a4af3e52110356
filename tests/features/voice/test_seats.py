"""Who speaks has one place, on one connection, and loses it when they have said nothing for a while."""

from collections.abc import AsyncIterator
from pathlib import Path
from time import monotonic

import pytest

from enishi.features.voice import talk
from enishi.settings import Settings
from tests.engines import FaultyEngines
from tests.features.voice.test_journey import say
from tests.support.guest import Guest
from tests.support.sound import speech

SILENCE = 1.5


@pytest.fixture
def settings(tmp_path: Path, faulty: FaultyEngines) -> Settings:
    return Settings(data=tmp_path, engines=("faulty",), recognisers=("faulty",), speakers=1)


@pytest.fixture
async def tablet(ada: Guest) -> AsyncIterator[Guest]:
    """Ada, on another device."""
    tablet = Guest(ada.http, ada.me, ada.room)
    yield await tablet.connect()
    await tablet.disconnect()


async def speaks(who: Guest) -> object:
    """Whether they may speak, or why not."""
    answer = await who.ask("speak", room=who.room, language="en")
    return answer.get("code", answer["type"])


async def silenced(who: Guest) -> object:
    return (await who.told(lambda e: e["type"] == "silenced"))["code"]


@pytest.mark.alone("the places are those of one server")
async def test_who_speaks_on_another_device_gives_up_the_place_on_the_first(
    ada: Guest, tablet: Guest, rui: Guest
) -> None:
    assert await speaks(ada) == await speaks(tablet) == "done"
    assert await silenced(ada) == "microphone_elsewhere"
    await ada.ask("hush", room=ada.room)
    await say(ada, speech(), 8)
    assert await speaks(rui) == "too_many_speakers"
    await tablet.ask("hush", room=ada.room)
    assert not [event for event in rui.events if event["type"] in ("posted", "drafting")]
    assert await speaks(rui) == "done"
    assert not tablet.of_type("silenced")


async def test_a_place_without_words_becomes_free(ada: Guest, rui: Guest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talk, "SILENCE", SILENCE)
    begun = monotonic()
    assert await speaks(ada) == "done"
    await say(ada, speech(end=1.6), 8)
    await rui.told(lambda e: e["type"] == "drafting" and bool(e["settled"]))
    worded = monotonic()
    assert await silenced(ada) == "microphone_quiet"
    assert monotonic() - worded > SILENCE - 0.1
    assert worded - begun > 0.2  # otherwise the line above would not tell words from the begin
    await ada.ask("hush", room=ada.room)
    assert await speaks(rui) == "done"
