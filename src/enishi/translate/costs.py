"""What a step costs a route: the one table, its sources, and what an organiser sets instead.

A model of Firefox is 1.0; every hundredth of COMET that an engine lies below it adds 0.05. No cost reaches 2.0: a
direct model beats any two steps. Sources and reasons: docs/decisions/0030-costs-of-steps.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from enishi.translate.engine import Direction, Engine, Translation

COSTS = MappingProxyType(
    {
        # COMET, mean over 14 directions (es fr de it zh ru uk, both ways with en), by Mozilla:
        "firefox": 1.0,  # 0.837
        "opus-mt": 1.05,  # 0.826
        "nllb": 1.05,  # 0.824
        "argos": 1.2,  # 0.802
        # No figures there; where they stand is reasoned in the decision:
        "madlad": 1.1,
        "m2m-100": 1.15,
        "apertium": 1.25,
        "libretranslate": 1.25,
        "llm": 1.5,
    }
)


class Priced:
    """An engine whose directions cost what the organiser says: `{"apertium": 0.5, "apertium:es-ca": 0.9}`."""

    def __init__(self, engine: Engine, costs: Mapping[str, float]) -> None:
        self._engine = engine
        self._costs = costs

    def directions(self) -> Sequence[Direction]:
        """Those of the engine; a cost for one direction counts more than one for all of the engine's."""
        return [replace(direction, cost=self._cost(direction)) for direction in self._engine.directions()]

    def open(self, source: str, target: str) -> Translation:
        """As the engine does."""
        return self._engine.open(source, target)

    def _cost(self, direction: Direction) -> float:
        whole = self._costs.get(direction.engine, direction.cost)
        return self._costs.get(f"{direction.engine}:{direction.source}-{direction.target}", whole)
