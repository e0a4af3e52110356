"""The same text by other routes, and where routes lead."""

import pytest

from enishi.errors import NoRoute
from enishi.settings import Settings
from enishi.translate.engine import Direction
from enishi.translate.pool.jobs import Priority
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.slot import process_slots
from enishi.translate.registry import load_engines
from enishi.translate.routes import Routes
from enishi.translate.translator import Translator


async def test_other_routes_go_without_a_step_of_the_best_one(settings: Settings) -> None:
    async with Pool(process_slots(settings)) as pool:
        translator = Translator(load_engines(settings), pool, settings.cache)
        others = await translator.alternatives("Hello", "en", "qaa", priority=Priority.HISTORY)
        assert [[step.target for step in other.route] for other in others] == [["qab", "qaa"]]
        assert others[0].text.endswith(">qaa")
        assert await translator.alternatives("Hello", "en", "en-GB", priority=Priority.HISTORY) == []
        assert await translator.alternatives("😀", "en", "qaa", priority=Priority.HISTORY) == []
        assert await translator.alternatives("Hello", "en", "qad", priority=Priority.HISTORY) == []
        with pytest.raises(NoRoute):
            await translator.alternatives("Hello", "en", "xx", priority=Priority.HISTORY)


def test_routes_reach_as_far_as_they_may_be_long() -> None:
    chain = Routes(Direction("engine", source, target) for source, target in zip("abcd", "bcde", strict=True))
    assert chain.reachable("a") == set("abcd")
    assert chain.reachable("e") == {"e"}
