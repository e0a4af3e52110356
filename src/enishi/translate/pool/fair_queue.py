"""Whose work is next, when there is more of it than workers."""

from collections.abc import Hashable


class Turns:
    """Fair shares for those who ask: who asks for much waits for it, and not who asks for little.

    Start-time fair queueing (Goyal, Vin, Cheng 1996, “Start-time Fair Queuing: A Scheduling Algorithm for Integrated
    Services Packet Switching Networks”), all with the same weight.
    """

    def __init__(self) -> None:
        self._now = 0.0
        self._ends: dict[Hashable, float] = {}

    def take(self, whose: Hashable, size: int) -> float:
        """The turn of so much more work for `whose`."""
        turn = max(self._now, self._ends.get(whose, 0.0))
        self._ends[whose] = turn + size
        return turn

    def reached(self, turn: float) -> None:
        """The work with this turn begins; who has asked for nothing that is later is forgotten."""
        self._now = max(self._now, turn)
        self._ends = {whose: end for whose, end in self._ends.items() if end > self._now}
