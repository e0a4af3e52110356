"""One draft into one language: the newest words only, no more at once than there are slots."""

import asyncio
from collections.abc import Iterable

import pytest

from enishi.errors import EngineFailed
from enishi.features.drafts.draft_translation import STILL_WRITING, DraftTranslation
from enishi.translate.local_agreement import PartialTranslation
from enishi.translate.renderings import Rendering


class Engine:
    """Writes in capitals, each text when it is let through."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.at_once = 0
        self._waiting: list[asyncio.Future[None]] = []

    async def translate(self, text: str) -> Rendering:
        self.asked.append(text)
        gate = asyncio.get_running_loop().create_future()
        self._waiting.append(gate)
        self.at_once = max(self.at_once, len(self._waiting))
        await gate
        return Rendering(text.upper())

    async def work(self, fault: Exception | None = None) -> None:
        """Everything that is asked, until nothing more is."""
        await settle()
        while self._waiting:
            gate = self._waiting.pop(0)
            if fault:
                gate.set_exception(fault)
            else:
                gate.set_result(None)
            await settle()


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


@pytest.fixture
def engine() -> Engine:
    return Engine()


def translations(
    engine: Engine, drafts: Iterable[str], slots: int = 1
) -> tuple[list[DraftTranslation], list[PartialTranslation]]:
    told: list[PartialTranslation] = []
    shared = asyncio.Semaphore(slots)
    made = [DraftTranslation(engine.translate, shared, told.append) for _ in drafts]
    for translation, text in zip(made, drafts, strict=True):
        translation.update(text)
    return made, told


async def test_what_was_superseded_before_it_began_is_never_translated(engine: Engine) -> None:
    (translation,), told = translations(engine, ["good "])
    await settle()
    for text in ("good morning ", "good morning my ", "good morning my dear. "):
        translation.update(text)
    await engine.work()
    assert engine.asked == ["good", "good morning my dear."]
    assert told[-1].settled + told[-1].open == "GOOD MORNING MY DEAR."


async def test_no_more_is_under_way_than_there_are_slots(engine: Engine) -> None:
    long = "One is here. Two are here. Three are here. "
    made, told = translations(engine, [long] * 5, slots=2)
    await settle()
    made[0].stop()  # what it has begun keeps its slot
    await engine.work()
    assert engine.at_once == 2
    assert [shown.settled + shown.open for shown in told] == [long.upper().strip()] * 4


async def test_a_draft_that_ended_is_told_and_begun_no_more(engine: Engine) -> None:
    (first, second), told = translations(engine, ["One is here. Two are here. ", "other "])
    await settle()
    first.stop()
    second.stop()
    await engine.work()
    assert len(engine.asked) == 1
    assert told == []


async def test_what_fails_is_not_tried_again(engine: Engine) -> None:
    (translation,), told = translations(engine, ["good "])
    await engine.work(EngineFailed("No."))
    translation.update("good morning ")
    await engine.work()
    assert engine.asked == ["good"]
    assert told == []


async def test_half_a_word_that_is_left_shows_that_somebody_writes_and_nothing_is_told_twice(engine: Engine) -> None:
    (translation,), told = translations(engine, ["go"])
    for text in ("good ", "good  ", "g", "go"):
        translation.update(text)
        await engine.work()
    assert told == [PartialTranslation(open="GOOD", guess="GOOD"), STILL_WRITING]


async def test_a_writer_who_rests_has_their_last_word_seen_without_another_key(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("enishi.features.drafts.draft_translation", "enishi.translate.incremental"):
        monkeypatch.setattr(f"{module}.WORD_PAUSE", 0.01)
        monkeypatch.setattr(f"{module}.IDLE_PAUSE", 0.02)
    _, told = translations(engine, ["good morning"])
    async with asyncio.timeout(5):
        while not told or told[-1] != PartialTranslation(open="GOOD MORNING", guess="GOOD MORNING"):
            await engine.work()
            await asyncio.sleep(0.005)
    assert engine.asked == ["good", "good morning"]


async def test_a_guess_alone_is_not_shown_at_every_word(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    (translation,), told = translations(engine, ["good "])
    await engine.work()
    translation.update("good morning ")
    await engine.work()
    assert told == [PartialTranslation(open="GOOD", guess="GOOD")]
    monkeypatch.setattr("enishi.features.drafts.draft_translation.GUESS_PAUSE", 0)
    translation.update("good morning my ")
    await engine.work()
    assert told[1:] == [PartialTranslation("", "GOOD", "GOOD MORNING MY")]
    translation.stop()
