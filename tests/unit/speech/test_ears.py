"""Real worker processes that listen: kept for who speaks next, and no more sound than can wait."""

import asyncio
from pathlib import Path

import pytest

from enishi.errors import NoRecogniser, RecogniserBehind, RecogniserFailed
from enishi.settings import Settings
from enishi.speech.captions import Heard
from enishi.speech.recogniser import SECOND
from enishi.speech.recognition_sessions import MOST_WAITING, Ears
from tests.engines import Strangers
from tests.support.sound import pieces, speech


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    Strangers(tmp_path / "strangers", monkeypatch)
    return Settings(data=tmp_path, recognisers=("mumbler",))


async def talk(ears: Ears, language: str) -> list[str]:
    """What is heard of some speech."""
    heard: list[str] = []

    async def keep(moment: Heard) -> None:
        heard.extend(moment.said)

    listening = ears.listen(language)
    for piece in pieces(speech()):
        listening.hear(piece)
    listening.finish()
    await listening.run(keep)
    return heard


async def test_speakers_are_heard_one_after_the_other_and_at_once(settings: Settings) -> None:
    ears = Ears(settings)
    assert await talk(ears, "en-GB") == ["One"]
    (again, *_), _ = await asyncio.gather(talk(ears, "en"), talk(ears, "en"))
    assert again == "One two"  # by the same process, which was kept
    await ears.close()


async def test_what_fails_says_so(settings: Settings) -> None:
    ears = Ears(settings)
    with pytest.raises(NoRecogniser):
        ears.listen("fr")
    listening = ears.listen("qac")

    async def ignore(moment: Heard) -> None:
        pass

    running = asyncio.create_task(listening.run(ignore))
    for piece in pieces(speech(end=8)):
        listening.hear(piece)
        await asyncio.sleep(0.005)
    with pytest.raises(RecogniserFailed, match="ValueError: hard of hearing"):
        await running
    await ears.close()


async def test_more_than_can_wait_is_refused(settings: Settings) -> None:
    listening = Ears(settings).listen("en")
    listening.hear(bytes(MOST_WAITING * SECOND))
    with pytest.raises(RecogniserBehind):
        listening.hear(bytes(SECOND))
    listening.finish()
    listening.hear(bytes(SECOND))
