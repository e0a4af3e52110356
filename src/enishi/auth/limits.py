"""How often somebody may do something (a token bucket each)."""

from math import ceil
from time import monotonic

from cachetools import LRUCache

from enishi.errors import TooMany

REMEMBERED = 10_000
"""Buckets kept; who did nothing for the longest time is forgotten first, which forgives them."""


class Limit:
    """At most `per_minute` in a burst, refilled evenly over a minute."""

    def __init__(self, per_minute: int) -> None:
        self._most = float(per_minute)
        self._rate = per_minute / 60
        self._buckets: LRUCache[object, tuple[float, float]] = LRUCache(REMEMBERED)

    def take(self, who: object) -> None:
        """Count one; raises TooMany with the seconds to wait."""
        now = monotonic()
        tokens, at = self._buckets.get(who, (self._most, now))
        tokens = min(self._most, tokens + (now - at) * self._rate)
        if tokens < 1:
            wait = ceil((1 - tokens) / self._rate * 10 + 1e-6) / 10  # rounded up: who waits so long must be let in
            raise TooMany(f"That was too much at once. Try again in {ceil(wait)} s.", retry_after=wait)
        self._buckets[who] = tokens - 1, now
