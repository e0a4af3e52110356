"""Speaking in a room, over the real server: captions while somebody speaks, and a message when they pause."""

import asyncio

import pytest

from enishi.settings import Settings
from tests.support.guest import Event, Guest
from tests.support.server import silent
from tests.support.sound import TRIED, pieces, speech, words


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"workers": 1})


async def say(speaker: Guest, sound: bytes, speed: float = 3) -> None:
    """Speak, faster than people can."""
    for piece in pieces(sound):
        await speaker.send(piece)
        await asyncio.sleep(0.1 / speed)


def spoken_by(speaker: Guest, event: Event) -> bool:
    return event["type"] == "posted" and bool(event["message"]["author"] == speaker.me["id"])


async def test_captions_come_while_somebody_speaks_and_the_message_when_they_pause(ada: Guest, rui: Guest) -> None:
    assert "en" in ada.of_type("welcome")[0]["hears"]
    seen = len(rui.events)
    assert (await ada.ask("speak", room=ada.room))["type"] == "done"
    await say(ada, speech())
    caption = await rui.told(lambda e: e["type"] == "drafting" and e["language"] == "pt" and e["spoken"], after=seen)
    assert caption["source"] == "en"
    assert not [event for event in rui.events if spoken_by(ada, event)]
    assert (await ada.ask("hush", room=ada.room))["type"] == "done"
    posted = await rui.told(lambda e: spoken_by(ada, e))
    assert (posted["message"]["spoken"], posted["message"]["language"]) == (True, "en")
    assert words(posted["message"]["text"]) == words(TRIED)
    assert "tent" in (await rui.reads(posted["message"]["id"])).lower()
    assert [event for event in rui.events if event["type"] == "drafting"][-1]["settled"] == ""


async def test_two_speak_at_once_and_one_loses_the_line_in_mid_sentence(ada: Guest, rui: Guest) -> None:
    await asyncio.gather(ada.ask("speak", room=ada.room), rui.ask("speak", room=rui.room, language="en"))
    await asyncio.gather(say(ada, speech(), 6), say(rui, speech("clone-test"), 6))
    await rui.cut()
    assert (await ada.ask("hush", room=ada.room))["type"] == "done"
    lost = await ada.told(lambda e: spoken_by(rui, e))
    assert "america" in words(lost["message"]["text"])
    kept = await ada.told(lambda e: spoken_by(ada, e))
    assert words(kept["message"]["text"]) == words(TRIED)


class TestWithoutARecogniser:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return silent(settings.data, recognisers=("whisper",), whisper=settings.data / "none")

    async def test_a_server_that_cannot_hear_says_so(self, ada: Guest) -> None:
        (welcome,) = ada.of_type("welcome")
        assert welcome["hears"] == []
        assert (await ada.ask("speak", room=ada.room))["code"] == "no_recogniser"
        assert (await ada.ask("hush", room=ada.room))["type"] == "done"

    async def test_sound_that_nobody_asked_for_is_not_listened_to(self, ada: Guest) -> None:
        before = len(ada.events)
        await ada.send(b"\x00\xff\x00")
        assert (await ada.post("Still here."))["type"] == "done"
        assert not [event for event in ada.events[before:] if event["type"] == "refused"]

    async def test_what_a_client_recognised_is_told_as_spoken(self, ada: Guest, rui: Guest) -> None:
        await ada.ask("draft", room=ada.room, text="Good mor", spoken=True)
        assert (await rui.told(lambda event: event["type"] == "drafting"))["spoken"]
        await ada.post("Good morning.", spoken=True)
        assert (await rui.told(lambda event: event["type"] == "posted"))["message"]["spoken"]
