"""How often somebody may do something: a token bucket for each allowance, and each who draws on it."""

from math import ceil
from time import monotonic
from uuid import UUID

from cachetools import LRUCache

from enishi.errors import TooMany
from enishi.rights import Cost

REMEMBERED = 10_000
"""Buckets kept; the least recently used is dropped first, and is full when it is needed again."""


BURST = 4
"""Of what many may do together in a minute, this part may come in one moment."""

LITTLE = 3
"""Of what somebody may do, this part is theirs in a room whatever the others there do."""

ROOM = frozenset({Cost.POST, Cost.DRAFT})
"""What everybody in a room is told of: it is paced for the whole room, too."""


class Limit:
    """At most `per_minute`, refilled evenly over a minute; all of it in a burst, or only `burst`."""

    def __init__(self, per_minute: int, burst: int | None = None) -> None:
        self._most = float(per_minute if burst is None else burst)
        self._rate = per_minute / 60
        self._buckets: LRUCache[object, tuple[float, float]] = LRUCache(REMEMBERED)

    def take(self, who: object, amount: int = 1) -> None:
        """Count so many, but no more than a whole burst; raises TooMany with the seconds to wait."""
        now = monotonic()
        cost = min(amount, self._most)
        tokens, at = self._buckets.get(who, (self._most, now))
        tokens = min(self._most, tokens + (now - at) * self._rate)
        if tokens < cost:
            wait = ceil((cost - tokens) / self._rate * 10 + 1e-6) / 10  # rounded up: who waits so long must be let in
            raise TooMany(f"That was too much at once. Try again in {ceil(wait)} s.", retry_after=wait)
        self._buckets[who] = tokens - cost, now


class Limits:
    """The allowances of `Cost`: of each member, and `together` times as much of all who share an address or a room."""

    def __init__(self, *, posts_per_minute: int, joins_per_minute: int, together: int = 20) -> None:
        allowances = {
            Cost.POST: posts_per_minute,
            Cost.MIRROR: 4 * posts_per_minute,  # one message is previewed several times while it is written
            Cost.DRAFT: 20 * posts_per_minute,  # several times a word
            Cost.SPEECH: 2 * posts_per_minute,  # every message of others, and what is caught up with
            Cost.JOIN: joins_per_minute,
            Cost.READ: 10 * posts_per_minute,  # every message of others moves the pointer
            Cost.MAKE: posts_per_minute,
            Cost.FILE: max(posts_per_minute // 6, 1),
        }
        self._own = {cost: Limit(each) for cost, each in allowances.items()}
        self._little = {cost: Limit(max(allowances[cost] // LITTLE, 1)) for cost in ROOM}
        self._shared = {
            cost: Limit(each * together, burst=max(each * together // BURST, each)) for cost, each in allowances.items()
        }

    def take(self, cost: Cost, who: object, address: str | None = None, amount: int = 1) -> None:
        """Count so many for somebody, a member's id or an address, and for a member's address; raises TooMany."""
        if cost is Cost.NOTHING:
            return
        self._own[cost].take(who, amount)
        if address is not None:
            self.take_together(cost, address, amount)

    def take_in(self, cost: Cost, room: UUID, member: UUID, amount: int = 1) -> None:
        """Count so many for a room, where all in it are told, unless this member did little there; raises TooMany."""
        if cost in ROOM:
            try:
                self._little[cost].take((room, member), amount)
            except TooMany:
                self.take_together(cost, room, amount)

    def take_together(self, cost: Cost, group: object, amount: int = 1) -> None:
        """Count so many for an address, a room, an invite; raises TooMany."""
        self._shared[cost].take(group, amount)
