"""What steps cost, and what an organiser says they cost."""

from itertools import permutations
from pathlib import Path

from enishi.model import Step
from enishi.settings import Settings
from enishi.translate.costs import COSTS, WithCosts
from enishi.translate.engine import Direction
from enishi.translate.registry import load_engines
from enishi.translate.routes import Routes
from tests.engines.faulty_engine import FaultyEngine


def test_a_direct_model_beats_any_two_steps() -> None:
    assert max(COSTS.values()) < 2 * min(COSTS.values())
    routes = Routes(
        [
            *(
                Direction("firefox", a, b, COSTS["firefox"])
                for a, b in permutations(("en", "es", "fr"), 2)
                if "en" in (a, b)
            ),
            *(Direction("llm", a, b, COSTS["llm"]) for a, b in permutations(("en", "es", "fr"), 2)),
        ]
    )
    assert routes.path("es", "fr") == (Step("llm", "es", "fr"),)
    assert routes.path("en", "fr") == (Step("firefox", "en", "fr"),)


def test_the_organiser_overrules_an_engine_and_a_direction() -> None:
    engine = WithCosts(FaultyEngine(Settings()), {"faulty": 3.0, "faulty:en-qaa": 0.5, "firefox": 9.0})
    found = {(one.source, one.target): one.cost for one in engine.directions()}
    assert found["en", "qaa"] == 0.5
    assert found["en", "qab"] == 3.0
    assert {one.cost for one in WithCosts(FaultyEngine(Settings()), {}).directions()} == {1.0}


def test_the_settings_reach_the_engines(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, engines=("firefox",), costs={"firefox": 0.25})
    assert {one.cost for one in load_engines(settings)["firefox"].directions()} == {0.25}
