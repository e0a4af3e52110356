"""The cheapest path of directions from one language to another."""

from collections.abc import Collection, Iterable
from heapq import heappop, heappush

from enishi.errors import NoRoute
from enishi.languages import best_match
from enishi.model import Step
from enishi.translate.engine import Direction

LONGEST = 3
"""Steps a route may have: each loses some meaning."""


class Routes:
    """The graph of what the engines can do: a language is a node, a direction an edge with a cost."""

    def __init__(self, directions: Iterable[Direction]) -> None:
        self._from: dict[str, list[Direction]] = {}
        for direction in directions:
            if not direction.lacks:
                self._from.setdefault(direction.source, []).append(direction)
        targets = {direction.target for edges in self._from.values() for direction in edges}
        self.languages = frozenset(self._from) | targets
        self._known: dict[tuple[str, str], tuple[Step, ...] | None] = {}

    def path(self, source: str, target: str, without: Collection[Step] = ()) -> tuple[Step, ...]:
        """The cheapest route with none of the steps `without`; raises NoRoute.

        Of equally cheap ones the shortest, then the first by name. A regional tag is served by its language (`pt-BR` by
        `pt`); empty when both are served by the same one.
        """
        start, end = best_match(source, self.languages), best_match(target, self.languages)
        if source == target or (start and start == end):
            return ()
        steps = start and end and (self._search(start, end, without) if without else self._remembered(start, end))
        if not steps:
            raise NoRoute(f"No installed engine leads from {source} to {target}.")
        return steps

    def reach(self, source: str) -> frozenset[str]:
        """The languages that routes lead to from this one, itself included."""
        reached = {source}
        for _ in range(LONGEST):
            reached |= {edge.target for here in reached for edge in self._from.get(here, ())}
        return frozenset(reached)

    def _remembered(self, start: str, end: str) -> tuple[Step, ...] | None:
        if (start, end) not in self._known:
            self._known[start, end] = self._search(start, end, ())
        return self._known[start, end]

    def _search(self, start: str, end: str, without: Collection[Step]) -> tuple[Step, ...] | None:
        """Dijkstra over (language, steps so far), since a dearer but shorter way may be the one that still fits."""
        heap: list[tuple[float, int, tuple[tuple[str, str], ...]]] = [(0.0, 0, (("", start),))]
        seen = set()
        while heap:
            cost, length, way = heappop(heap)
            here = way[-1][1]
            if here == end:
                return tuple(Step(engine, way[i][1], target) for i, (engine, target) in enumerate(way[1:]))
            if length == LONGEST or (here, length) in seen:
                continue
            seen.add((here, length))
            for edge in self._from.get(here, ()):
                if without and Step(edge.engine, here, edge.target) in without:
                    continue
                heappush(heap, (cost + edge.cost, length + 1, (*way, (edge.engine, edge.target))))
        return None
