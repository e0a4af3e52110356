"""How often somebody may do something: a token bucket for each allowance, and each who draws on it."""

from collections.abc import Mapping
from math import ceil
from time import monotonic

from cachetools import LRUCache

from enishi.errors import TooMany
from enishi.rights import Cost

REMEMBERED = 10_000
"""Buckets kept; the least recently used is dropped first, and is full when it is needed again."""


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


class Limits:
    """The allowances of `Cost`."""

    def __init__(self, *, posts_per_minute: int, joins_per_minute: int) -> None:
        self._limits: Mapping[Cost, Limit] = {
            Cost.POST: Limit(posts_per_minute),
            Cost.MIRROR: Limit(4 * posts_per_minute),  # one message is previewed several times while it is written
            Cost.DRAFT: Limit(20 * posts_per_minute),  # several times a word
            Cost.SPEECH: Limit(2 * posts_per_minute),  # every message of others, and what is caught up with
            Cost.JOIN: Limit(joins_per_minute),
        }

    def take(self, cost: Cost, who: object) -> None:
        """Count one of these for somebody, a member's id or an address; raises TooMany."""
        if cost is not Cost.NOTHING:
            self._limits[cost].take(who)
