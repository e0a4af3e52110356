"""Fair shares of the workers between rooms, when there is more work than workers."""

from collections.abc import Hashable


class FairQueue:
    """Assigns a start tag to each piece of work: the lowest tag is served first.

    Start-time fair queueing (Goyal, Vin, Cheng 1996, “Start-time Fair Queuing: A Scheduling Algorithm for Integrated
    Services Packet Switching Networks”), every flow with the same weight. A flow is a room.
    """

    def __init__(self) -> None:
        self._virtual_time = 0.0
        self._finish_tags: dict[Hashable, float] = {}

    def enqueue(self, flow: Hashable, size: int) -> float:
        """The start tag of `size` more sentences of the flow."""
        start_tag = max(self._virtual_time, self._finish_tags.get(flow, 0.0))
        self._finish_tags[flow] = start_tag + size
        return start_tag

    def dequeue(self, start_tag: float) -> None:
        """Advances the virtual time to work that starts now, and drops the flows without later work."""
        self._virtual_time = max(self._virtual_time, start_tag)
        self._finish_tags = {flow: tag for flow, tag in self._finish_tags.items() if tag > self._virtual_time}
