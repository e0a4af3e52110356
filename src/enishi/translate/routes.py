"""The cheapest path of directions from one language to another."""

from collections.abc import Collection, Iterable
from heapq import heappop, heappush

from enishi.errors import NoRoute
from enishi.languages import best_match
from enishi.model import Step
from enishi.translate.engine import Direction

MAX_STEPS = 3
"""Steps of a route: each loses some meaning."""


class Routes:
    """The graph of all directions: a language is a node, a direction an edge with a cost."""

    def __init__(self, directions: Iterable[Direction]) -> None:
        self._edges: dict[str, list[Direction]] = {}
        for direction in directions:
            if not direction.lacks:
                self._edges.setdefault(direction.source, []).append(direction)
        targets = {direction.target for edges in self._edges.values() for direction in edges}
        self.languages = frozenset(self._edges) | targets
        self._cache: dict[tuple[str, str], tuple[Step, ...] | None] = {}

    def path(self, source: str, target: str, without: Collection[Step] = ()) -> tuple[Step, ...]:
        """The cheapest route that contains none of the steps `without`; raises NoRoute.

        Of equally cheap ones the shortest, then the first by name. A regional tag falls back to its language (`pt-BR`
        to `pt`); the route is empty when both fall back to the same one.
        """
        start, end = best_match(source, self.languages), best_match(target, self.languages)
        if source == target or (start and start == end):
            return ()
        steps = start and end and (self._search(start, end, without) if without else self._cached(start, end))
        if not steps:
            raise NoRoute(f"No installed engine leads from {source} to {target}.")
        return steps

    def reachable(self, source: str) -> frozenset[str]:
        """The languages that routes lead to from this one, itself included."""
        reached = {source}
        for _ in range(MAX_STEPS):
            reached |= {edge.target for here in reached for edge in self._edges.get(here, ())}
        return frozenset(reached)

    def _cached(self, start: str, end: str) -> tuple[Step, ...] | None:
        if (start, end) not in self._cache:
            self._cache[start, end] = self._search(start, end, ())
        return self._cache[start, end]

    def _search(self, start: str, end: str, without: Collection[Step]) -> tuple[Step, ...] | None:
        """Dijkstra's algorithm over pairs of language and number of steps: a dearer path may need fewer steps."""
        heap: list[tuple[float, int, tuple[tuple[str, str], ...]]] = [(0.0, 0, (("", start),))]
        seen = set()
        while heap:
            cost, length, path = heappop(heap)
            here = path[-1][1]
            if here == end:
                return tuple(Step(engine, path[i][1], target) for i, (engine, target) in enumerate(path[1:]))
            if length == MAX_STEPS or (here, length) in seen:
                continue
            seen.add((here, length))
            for edge in self._edges.get(here, ()):
                if without and Step(edge.engine, here, edge.target) in without:
                    continue
                heappush(heap, (cost + edge.cost, length + 1, (*path, (edge.engine, edge.target))))
        return None
