"""Texts that crash, hang, bloat or spew: each ends with a reason, and texts of other engines find a worker."""

import asyncio
from asyncio import Task, create_task

import pytest

from enishi.errors import EngineDied, EngineFailed
from enishi.model import Step
from enishi.settings import Settings, WorkerSettings
from enishi.translate.pool.engine_health import MIN_SENTENCES
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.slot import process_slots
from tests.engines import FaultyEngines
from tests.unit.translate.test_pool import until

POISON = {"crash": EngineDied, "swell": EngineDied, "spew": EngineFailed}
BAD, GOOD = Step("faulty", "en", "qaa"), Step("firefox", "en", "pt")


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"worker": WorkerSettings(memory=300), "engines": ("firefox", "faulty")})


async def test_each_poison_ends_with_its_reason_and_other_texts_go_on(
    settings: Settings, faulty: FaultyEngines
) -> None:
    async with Pool(process_slots(settings)) as pool:
        texts = [f"{deed} {number}" for deed in POISON for number in range(2)]
        poisoned = asyncio.gather(*(pool.run(BAD, [text]) for text in texts), return_exceptions=True)
        while not poisoned.done():
            assert await pool.run(GOOD, ["Good morning."]) == ["Bom dia."]
        for text, outcome in zip(texts, await poisoned, strict=True):
            assert type(outcome) is POISON[text.split()[0]], text
        assert await pool.run(BAD, ["fine"]) == ["fine>qaa"]


async def test_an_engine_has_the_last_worker_only_while_it_is_trusted(
    settings: Settings, faulty: FaultyEngines
) -> None:
    async def waiting(*names: str) -> list[Task[list[str]]]:
        begun = [create_task(pool.run(BAD, [faulty.gate(name)])) for name in names]
        await until(lambda: faulty.gate(names[0]) in faulty.subjects("translate"))
        return begun

    async with Pool(process_slots(settings)) as pool:
        await pool.run(GOOD, ["Good morning."])
        unknown = await waiting("first", "second")
        assert await pool.run(GOOD, ["Good morning."]) == ["Bom dia."]
        assert faulty.gate("second") not in faulty.subjects("translate")
        faulty.open("first")
        faulty.open("second")
        await asyncio.gather(*unknown)

        await pool.run(BAD, ["fine"] * MIN_SENTENCES)
        trusted = await waiting("third", "fourth")
        await until(lambda: faulty.gate("fourth") in faulty.subjects("translate"))
        faulty.open("third")
        faulty.open("fourth")
        await asyncio.gather(*trusted)

        with pytest.raises(EngineDied):
            await pool.run(BAD, ["crash now"])
        offender = await waiting("fifth", "sixth")
        assert await pool.run(GOOD, ["Good morning."]) == ["Bom dia."]
        assert faulty.gate("sixth") not in faulty.subjects("translate")
        faulty.open("fifth")
        faulty.open("sixth")
        await asyncio.gather(*offender)


async def test_the_other_texts_of_the_engine_go_before_second_attempts(
    settings: Settings, faulty: FaultyEngines
) -> None:
    async with Pool(process_slots(settings.model_copy(update={"workers": 1}))) as pool:
        crash = asyncio.gather(pool.run(BAD, ["crash now"]), return_exceptions=True)
        await asyncio.gather(*(pool.run(BAD, [f"{number}"]) for number in range(3)))
        await crash
    assert faulty.subjects("translate") == ["crash now", "0", "1", "2", "crash now"]
