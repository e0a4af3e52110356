"""Recognisers that crash or hang: the speaker is told, what was recognised is kept, and they may speak again."""

from pathlib import Path

import pytest

from enishi.settings import Settings
from tests.engines import Strangers
from tests.journeys.test_voice import say, spoken_by
from tests.support.guest import Guest
from tests.support.sound import speech

DEADLINE = 1.5


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    Strangers(tmp_path / "strangers", monkeypatch)
    return Settings(data=tmp_path, engines=("stranger",), recognisers=("mumbler",), deadline=DEADLINE, speakers=1)


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
