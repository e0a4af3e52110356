"""The cost of each engine in a route, and the organiser's settings instead.

A model of Firefox costs 1.0; every hundredth of COMET that an engine lies below it adds 0.05. No cost reaches 2.0: a
direct model is cheaper than any two steps. Sources and reasons: docs/decisions/0030-costs-of-steps.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from enishi.translate.engine import Direction, Engine, Translation, characters_of

COSTS = MappingProxyType(
    {
        # COMET, mean over the 42 directions that all four have, by Mozilla:
        "firefox": 1.0,  # 0.862
        "opus-mt": 1.13,  # 0.834
        "nllb": 1.2,  # 0.825
        "argos": 1.28,  # 0.807
        # Not in those figures; the decision gives the reasons:
        "madlad": 1.25,
        "m2m-100": 1.3,
        "apertium": 1.25,
        "libretranslate": 1.33,
        "llm": 1.5,
    }
)


class WithCosts:
    """An engine with the costs of the settings: `{"apertium": 0.5, "apertium:es-ca": 0.9}`."""

    def __init__(self, engine: Engine, costs: Mapping[str, float]) -> None:
        self._engine = engine
        self._costs = costs

    def directions(self) -> Sequence[Direction]:
        """Those of the engine; a cost of one direction goes before the cost of the engine."""
        return [replace(direction, cost=self._cost(direction)) for direction in self._engine.directions()]

    def open(self, source: str, target: str) -> Translation:
        """As `Engine.open`."""
        return self._engine.open(source, target)

    def characters(self, source: str, target: str) -> frozenset[str] | None:
        """As `HasVocabulary.characters`; None for an engine that has none."""
        return characters_of(self._engine, source, target)

    def _cost(self, direction: Direction) -> float:
        default = self._costs.get(direction.engine, direction.cost)
        return self._costs.get(f"{direction.engine}:{direction.source}-{direction.target}", default)
