"""Texts that crash, hang, bloat or spew: each ends with a reason, and the others hardly notice."""

import asyncio
import time

from enishi.errors import EngineDied, EngineFailed, EngineTimeout
from enishi.model import Step
from enishi.settings import Settings
from enishi.translate.pool import Pool
from tests.engines import Strangers

POISON = {"crash": EngineDied, "hang": EngineTimeout, "swell": EngineDied, "spew": EngineFailed}
BAD, GOOD = Step("stranger", "en", "qaa"), Step("firefox", "en", "pt")
SENTENCE = ["The bus driver found three heavy boxes behind the school after lunch."]
TIMES = 3


async def test_poison_in_one_engine_leaves_the_others_a_worker(settings: Settings, strangers: Strangers) -> None:
    chosen = settings.model_copy(update={"deadline": 0.5, "worker_memory": 300, "engines": ("firefox", "stranger")})
    async with Pool(chosen) as pool:
        await asyncio.gather(*(pool.run(step, ["Good morning."]) for step in (GOOD, BAD)))
        texts = [f"{deed} {number}" for deed in POISON for number in range(TIMES)]
        poisoned = asyncio.gather(*(pool.run(BAD, [text]) for text in texts), return_exceptions=True)
        waited = []
        while not poisoned.done():
            begun = time.monotonic()
            await pool.run(GOOD, SENTENCE)
            waited.append(time.monotonic() - begun)
            await asyncio.sleep(0.01)
        for text, outcome in zip(texts, await poisoned, strict=True):
            assert type(outcome) is POISON[text.split()[0]], text
        assert await pool.run(BAD, ["fine"]) == ["fine>qaa"]
    # All but those that came before the first crash was noticed found a worker at once.
    assert sorted(waited)[int(len(waited) * 0.9)] < 0.25


async def test_the_other_texts_of_the_engine_go_before_second_attempts(
    settings: Settings, strangers: Strangers
) -> None:
    async with Pool(settings.model_copy(update={"workers": 1})) as pool:
        crash = asyncio.gather(pool.run(BAD, ["crash now"]), return_exceptions=True)
        await asyncio.gather(*(pool.run(BAD, [f"{number}"]) for number in range(3)))
        await crash
    assert strangers.told("translate") == ["crash now", "0", "1", "2", "crash now"]
