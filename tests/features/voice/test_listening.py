"""The speaker's own voice, for who asked to hear it: live, as it was said, and for nobody else."""

from uuid import UUID

import pytest

from enishi.settings import Settings
from enishi.speech.recogniser import SECOND
from enishi.speech.recognition_sessions import MAX_BUFFERED
from tests.engines import FaultyEngines
from tests.support.guest import Guest
from tests.support.server import silent
from tests.support.sound import pieces

SOUND = bytes(range(256)) * 50
"""Four tenths of a second of noise."""


@pytest.fixture
def settings(settings: Settings, faulty: FaultyEngines) -> Settings:
    return silent(settings.data, engines=("faulty",), recognisers=("faulty",))


async def say(speaker: Guest, *sounds: bytes, room: str | None = None) -> None:
    room = room or speaker.room
    assert (await speaker.ask("speak", room=room, language="en"))["type"] == "done"
    for sound in sounds:
        await speaker.send(sound)
    assert (await speaker.ask("hush", room=room))["type"] == "done"


async def heard(listener: Guest, speaker: Guest) -> list[bytes]:
    """What somebody heard of all that was said until now."""
    last = await speaker.post("Over.")
    await listener.told(lambda e: e["type"] == "posted" and e["seq"] == last["seq"])
    return [sound for _, sound in listener.sounds]


def voice(speaker: Guest, sound: bytes = SOUND) -> list[bytes]:
    head = UUID(speaker.room).bytes + UUID(speaker.me["id"]).bytes
    return [head + piece for piece in pieces(sound)]


async def test_who_asked_hears_every_piece_and_the_speaker_and_others_hear_nothing(
    ada: Guest, rui: Guest, zoe: Guest
) -> None:
    for who in (ada, rui):
        assert (await who.ask("listen", room=who.room))["type"] == "done"
    await say(ada, SOUND[:1], SOUND[1:7001], SOUND[7001:])
    assert await heard(rui, ada) == voice(ada)
    assert await heard(ada, ada) == await heard(zoe, ada) == []


async def test_a_listener_hears_one_room_at_a_time_in_any_language_until_they_want_no_more(
    ada: Guest, rui: Guest
) -> None:
    house = (await ada.http.post("/api/rooms", json={"title": "Elsewhere"})).json()["id"]
    await ada.ask("resume", room=house)
    await ada.ask("listen", room=rui.room)
    await ada.ask("retarget", language="pt")
    await say(rui, SOUND)
    await ada.ask("listen", room=house)
    await say(rui, SOUND)
    await ada.ask("listen", room=None)
    await say(rui, SOUND)
    assert await heard(ada, rui) == voice(rui)


async def test_a_stranger_to_the_room_is_refused_and_hears_nothing(ada: Guest, rui: Guest) -> None:
    house = (await ada.http.post("/api/rooms", json={"title": "Elsewhere"})).json()["id"]
    assert (await rui.ask("listen", room=house))["code"] == "not_in_room"
    await say(ada, SOUND, room=house)
    assert await heard(rui, ada) == []


async def test_what_is_too_much_for_the_server_is_passed_on_to_nobody(ada: Guest, rui: Guest) -> None:
    await rui.ask("listen", room=rui.room)
    await say(ada, SOUND, bytes(MAX_BUFFERED * SECOND), SOUND)
    assert await heard(rui, ada) == voice(ada)
