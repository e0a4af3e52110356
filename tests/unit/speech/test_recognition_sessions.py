"""Real worker processes that listen: kept for who speaks next, and no more sound than can wait."""

import asyncio
from pathlib import Path

import pytest

from enishi.errors import NoRecogniser, RecogniserBehind, RecogniserFailed
from enishi.settings import Settings
from enishi.speech.captions import Captions
from enishi.speech.recogniser import SECOND
from enishi.speech.recognition_sessions import MAX_BUFFERED, RecognitionSessions
from tests.engines import FaultyEngines
from tests.support.sound import pieces, speech


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    FaultyEngines(tmp_path / "faulty", monkeypatch)
    return Settings(data=tmp_path, recognisers=("faulty",))


async def talk(sessions: RecognitionSessions, language: str) -> list[str]:
    """What is heard of some speech."""
    heard: list[str] = []

    async def keep(moment: Captions) -> None:
        heard.extend(moment.final)

    session = sessions.start_session(language)
    for piece in pieces(speech()):
        session.feed(piece)
    session.finish()
    await session.run(keep)
    return heard


async def test_speakers_are_heard_one_after_the_other_and_at_once(settings: Settings) -> None:
    sessions = RecognitionSessions(settings)
    assert await talk(sessions, "en-GB") == ["One"]
    (again, *_), _ = await asyncio.gather(talk(sessions, "en"), talk(sessions, "en"))
    assert again == "One two"  # by the same process, which was kept
    await sessions.close()


async def test_what_fails_says_so(settings: Settings) -> None:
    sessions = RecognitionSessions(settings)
    with pytest.raises(NoRecogniser):
        sessions.start_session("fr")
    session = sessions.start_session("qac")

    async def ignore(moment: Captions) -> None:
        pass

    running = asyncio.create_task(session.run(ignore))
    for piece in pieces(speech(end=8)):
        session.feed(piece)
        await asyncio.sleep(0.005)
    with pytest.raises(RecogniserFailed, match=r"^It failed: ValueError\.$"):
        await running
    await sessions.close()


async def test_more_than_can_wait_is_refused(settings: Settings) -> None:
    session = RecognitionSessions(settings).start_session("en")
    session.feed(bytes(MAX_BUFFERED * SECOND))
    with pytest.raises(RecogniserBehind):
        session.feed(bytes(SECOND))
    session.finish()
    session.feed(bytes(SECOND))
