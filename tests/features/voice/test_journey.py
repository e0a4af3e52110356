"""Speaking in a room, over the real server: captions while somebody speaks, and a message when they pause."""

import asyncio
from collections.abc import Callable

import pytest
from jiwer import wer

from enishi.settings import Settings
from enishi.speech.recognisers import whisper_base
from tests.support.guest import Event, Guest
from tests.support.server import silent
from tests.support.sound import DOCTOR, TRIED, espeak, needs_espeak, needs_whisper_base, pieces, speech, words

SAID = [
    pytest.param("en", speech, TRIED, 0.0, ("pt", "tent"), id="en"),
    pytest.param(
        "pt",
        lambda: espeak(DOCTOR, "pt-br"),
        DOCTOR,
        0.3,
        ("pt", "doctor"),
        marks=[needs_whisper_base, needs_espeak],
        id="pt",
    ),
]
"""What is said in which language, which share of the words may be wrong, the language of the first caption (Whisper is
too slow for a translated one on a busy machine), and what the message says in the other language."""


@pytest.fixture
def settings(settings: Settings, request: pytest.FixtureRequest) -> Settings:
    model = request.getfixturevalue("whisper_base") if whisper_base.find("model.bin") else None
    return settings.model_copy(update={"workers": 1, "whisper": model})


async def say(speaker: Guest, sound: bytes, speed: float = 3) -> None:
    """Speak, faster than people can."""
    for piece in pieces(sound):
        await speaker.send(piece)
        await asyncio.sleep(0.1 / speed)


def spoken_by(speaker: Guest, event: Event) -> bool:
    return event["type"] == "posted" and bool(event["message"]["author"] == speaker.me["id"])


@pytest.mark.parametrize(("language", "sound", "transcript", "wrong", "read"), SAID)
async def test_captions_come_while_somebody_speaks_and_the_message_when_they_pause(
    ada: Guest,
    rui: Guest,
    language: str,
    sound: Callable[[], bytes],
    transcript: str,
    wrong: float,
    read: tuple[str, str],
) -> None:
    speaker, reader = (ada, rui) if language == "en" else (rui, ada)
    assert language in speaker.of_type("welcome")[0]["hears"]
    seen = len(reader.events)
    assert (await speaker.ask("speak", room=speaker.room))["type"] == "done"
    await say(speaker, sound())
    caption = await reader.told(
        lambda e: e["type"] == "drafting" and e["language"] == read[0] and e["spoken"], after=seen
    )
    assert caption["source"] == language
    assert not [event for event in reader.events if spoken_by(speaker, event)]
    assert (await speaker.ask("hush", room=speaker.room))["type"] == "done"
    posted = await reader.told(lambda e: spoken_by(speaker, e))
    assert (posted["message"]["spoken"], posted["message"]["language"]) == (True, language)
    assert wer(" ".join(words(transcript)), " ".join(words(posted["message"]["text"]))) <= wrong
    assert read[1] in (await reader.reads(posted["message"]["id"])).lower()
    assert [event for event in reader.events if event["type"] == "drafting"][-1]["settled"] == ""


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
