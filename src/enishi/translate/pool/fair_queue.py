"""Fair shares of the workers between rooms, and between the authors of a room, when there is more work than workers."""

from collections.abc import Hashable
from typing import NamedTuple


class Flow(NamedTuple):
    """Whose work it is: of a group (a room, a client of the translation API), and of an author in it."""

    group: Hashable = None
    author: Hashable = None


NO_FLOW = Flow()


class FairQueue:
    """Assigns a start tag to each piece of work: the lowest tag is served first.

    Start-time fair queueing (Goyal, Vin, Cheng 1996, “Start-time Fair Queuing: A Scheduling Algorithm for Integrated
    Services Packet Switching Networks”). All groups have the same weight, which the authors in it who wait share.
    """

    def __init__(self) -> None:
        self._virtual_time = 0.0
        self._finish_tags: dict[Hashable, dict[Hashable, float]] = {}

    def enqueue(self, flow: Flow, size: int) -> float:
        """The start tag of `size` more characters of the flow."""
        authors = self._finish_tags.setdefault(flow.group, {})
        start_tag = max(self._virtual_time, authors.get(flow.author, 0.0))
        authors[flow.author] = start_tag  # who counts among those who wait
        authors[flow.author] += size * len(authors)
        return start_tag

    def dequeue(self, start_tag: float) -> None:
        """Advances the virtual time to work that starts now, and drops the flows without later work."""
        self._virtual_time = max(self._virtual_time, start_tag)
        self._finish_tags = {group: left for group, tags in self._finish_tags.items() if (left := self._later(tags))}

    def _later(self, tags: dict[Hashable, float]) -> dict[Hashable, float]:
        return {author: tag for author, tag in tags.items() if tag > self._virtual_time}
