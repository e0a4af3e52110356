"""The cheapest path of directions from one language to another."""

from collections.abc import Collection, Iterable
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from enishi.errors import NoRoute
from enishi.languages import best_match, matches
from enishi.model import Step
from enishi.translate.engine import Direction

MAX_STEPS = 3
"""Steps of a route: each loses some meaning."""

_A_RANK, _A_DISTANCE = 0.01, 0.1
"""What a language costs in place of a near one: less than a step for a region (distance up to 5), about one for
Croatian in place of Serbian (9)."""


class Routes:
    """The graph of all directions: a language is a node, a direction an edge with a cost."""

    def __init__(self, directions: Iterable[Direction]) -> None:
        self._edges: dict[str, list[Direction]] = {}
        for direction in directions:
            if not direction.lacks:
                self._edges.setdefault(direction.source, []).append(direction)
        self._sources = frozenset(self._edges)
        self._targets = frozenset(direction.target for edges in self._edges.values() for direction in edges)
        self.languages = self._sources | self._targets
        self._cache: dict[tuple[str, str], tuple[Step, ...] | None] = {}

    def path(self, source: str, target: str, without: Collection[Step] = ()) -> tuple[Step, ...]:
        """The cheapest route that contains none of the steps `without`; raises NoRoute.

        Of equally cheap ones the shortest, then the first by name. A tag that no engine has is served by a near one
        (`pt-AO` by `pt`). The route is empty between languages whose readers understand both, such as regions of
        one, unless an engine has just that direction.
        """
        steps = self._cached(source, target)
        if steps and without:
            steps = self._search(source, target, without)
        if steps is None:
            raise NoRoute(f"No installed engine leads from {source} to {target}.")
        return steps

    def _needs_none(self, source: str, target: str) -> bool:
        """Whether readers of `target` read `source`, and those of `source` also `target`."""
        if any(edge.target == target for edge in self._edges.get(source, ())):
            return False
        start, end = best_match(source, self.languages), best_match(target, self.languages)
        if source == target or start is None or end is None:
            return source == target
        return start == end or (start in matches(end, {start}) and end in matches(start, {end}))

    def reachable(self, source: str) -> frozenset[str]:
        """The languages that routes lead to from this one, itself included."""
        reached = {source}
        for _ in range(MAX_STEPS):
            reached |= {edge.target for here in reached for edge in self._edges.get(here, ())}
        return frozenset(reached)

    def _cached(self, source: str, target: str) -> tuple[Step, ...] | None:
        if (source, target) not in self._cache:
            needs_none = self._needs_none(source, target)
            self._cache[source, target] = () if needs_none else self._search(source, target, ())
        return self._cache[source, target]

    def _search(self, source: str, target: str, without: Collection[Step]) -> tuple[Step, ...] | None:
        """Dijkstra's algorithm over pairs of language and number of steps: a dearer path may need fewer steps.

        It begins at every language that serves `source`, and ends in any that serves `target`.
        """
        ends = _costs(target, self._targets)
        heap = [_Path(cost, 0, (("", start),)) for start, cost in _costs(source, self._sources).items()]
        heapify(heap)
        seen = set()
        while heap:
            cost, length, path = heappop(heap)
            here = path[-1][1]
            if here == "":
                return tuple(Step(engine, path[i][1], end) for i, (engine, end) in enumerate(path[1:-1]))
            if (here, length) in seen:
                continue
            seen.add((here, length))
            if length and here in ends:
                heappush(heap, _Path(cost + ends[here], length, (*path, _END)))
            for edge in self._edges.get(here, ()) if length < MAX_STEPS else ():
                if not without or Step(edge.engine, here, edge.target) not in without:
                    heappush(heap, _Path(cost + edge.cost, length + 1, (*path, (edge.engine, edge.target))))
        return None


class _Path(NamedTuple):
    cost: float
    length: int
    path: tuple[tuple[str, str], ...]
    """The engine and the language of each step."""


_END = ("", "")


def _costs(tag: str, offered: frozenset[str]) -> dict[str, float]:
    """What it costs to take each of the offered languages for `tag`: nothing for the tag itself."""
    near = enumerate(matches(tag, offered).items())
    return {each: _A_RANK * rank + _A_DISTANCE * distance for rank, (each, distance) in near}
