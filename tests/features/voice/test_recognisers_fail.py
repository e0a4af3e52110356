"""Recognisers that crash or hang: the speaker is told, what was recognised is kept, and they may speak again."""

from contextlib import closing
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest

from enishi.gathering.messages import table as messages
from enishi.settings import Settings
from enishi.speech.recogniser import SECOND
from enishi.speech.recognition_sessions import MAX_BUFFERED
from enishi.store.sqlite import SQLiteStore
from tests.engines import FaultyEngines
from tests.features.voice.test_journey import say, spoken_by
from tests.support.guest import Guest, guest
from tests.support.server import running
from tests.support.sound import speech

DEADLINE = 1.5


@pytest.fixture
def settings(tmp_path: Path, faulty: FaultyEngines) -> Settings:
    return Settings(data=tmp_path, engines=("faulty",), recognisers=("faulty",), deadline=DEADLINE, speakers=1)


@pytest.mark.alone("the places are those of one server")
async def test_what_was_recognised_is_kept_and_one_may_speak_again(ada: Guest, rui: Guest) -> None:
    for language, code in (("qaa", "recogniser_died"), ("qab", "recogniser_timeout")):
        seen, read = len(ada.events), len(rui.events)
        assert (await ada.ask("speak", room=ada.room, language=language))["type"] == "done"
        assert (await rui.ask("speak", room=rui.room, language="en"))["code"] == "too_many_speakers"
        await say(ada, speech(end=1.6), 8)
        await rui.told(lambda e: e["type"] == "drafting" and e["settled"] == "One", after=read)
        await say(ada, speech(begin=1.6), 8)
        silenced = await ada.told(lambda e: e["type"] == "silenced", after=seen)
        assert (silenced["room"], silenced["code"]) == (ada.room, code)
        posted = await rui.told(lambda e: spoken_by(ada, e), after=read)
        assert (posted["message"]["text"], posted["message"]["language"]) == ("One", language)
    assert (await rui.ask("speak", room=rui.room, language="en"))["type"] == "done"
    assert (await rui.ask("hush", room=rui.room))["type"] == "done"
    assert not rui.of_type("silenced")


async def test_who_sends_more_than_can_be_followed_is_told_and_what_came_before_is_kept(ada: Guest, rui: Guest) -> None:
    await ada.ask("speak", room=ada.room, language="en")
    for sound in (speech(), *2 * [bytes(MAX_BUFFERED // 2 * SECOND)]):
        await ada.send(sound)
    assert (await ada.told(lambda e: e["type"] == "silenced"))["code"] == "recogniser_behind"
    assert (await ada.ask("hush", room=ada.room))["type"] == "done"
    assert len([event for event in ada.events if spoken_by(ada, event)]) == 1


async def test_what_was_said_when_the_server_stops_is_kept(settings: Settings) -> None:
    async with running(settings) as server, guest(server.url, server.invite, "Ada", "en") as ada:
        await ada.connect()
        await ada.ask("speak", room=ada.room)
        await say(ada, speech(end=1.6), 8)
        await ada.told(lambda e: e["type"] == "drafting" and e["settled"] == "One")
    with closing(SQLiteStore(settings.data)) as store:
        (newest,) = await store.read(partial(messages.newest, room=UUID(ada.room), limit=1))
    assert newest.spoken
    assert newest.text.startswith("One")
