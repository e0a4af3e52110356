"""The facts of one room in the order of their numbers, each once, in whatever order they come. Pure."""

from enishi.protocol import Fact


class Sequencer:
    """Begins after number `last`; holds what is ahead until what comes before it is there, or is given up."""

    def __init__(self, last: int) -> None:
        self._last = last
        self._newest = last
        self._ahead: dict[int, Fact] = {}

    @property
    def hole(self) -> range:
        """The numbers that are missing, before the next that is here or expected; empty when none is."""
        return range(self._last + 1, min(self._ahead, default=self._newest + 1))

    @property
    def newest(self) -> int:
        """The highest number that is here or expected."""
        return max((self._newest, *self._ahead))

    def take(self, fact: Fact) -> list[Fact]:
        """A fact has come; what can be told now."""
        if fact.seq > self._last:
            self._ahead.setdefault(fact.seq, fact)
        return self._next()

    def expect(self, seq: int) -> None:
        """There is a fact with that number."""
        self._newest = max(self._newest, seq)

    def skip(self, upto: int) -> list[Fact]:
        """Nothing more will come up to that number; what can be told now."""
        before = [self._ahead.pop(seq) for seq in sorted(self._ahead) if seq <= upto]
        self._last = max(self._last, upto)
        return before + self._next()

    def _next(self) -> list[Fact]:
        ready: list[Fact] = []
        while fact := self._ahead.pop(self._last + 1, None):
            self._last += 1
            ready.append(fact)
        return ready
