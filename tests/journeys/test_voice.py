"""Speaking in a room, over the real server."""

import pytest

from enishi.settings import Settings
from tests.support.guest import Guest
from tests.support.server import silent


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return silent(settings.data)


async def test_a_server_that_cannot_hear_says_so(ada: Guest) -> None:
    (welcome,) = ada.of_type("welcome")
    assert welcome["hears"] == []
    assert (await ada.ask("speak", room=ada.room))["code"] == "no_recogniser"
    assert (await ada.ask("hush", room=ada.room))["type"] == "done"


async def test_sound_that_nobody_asked_for_is_not_listened_to(ada: Guest) -> None:
    before = len(ada.events)
    await ada.send(b"\x00\xff\x00")
    assert (await ada.post("Still here."))["type"] == "done"
    assert not [event for event in ada.events[before:] if event["type"] == "refused"]
