"""The newest facts of rooms, in memory: when many connections come back at once, hardly any has to ask the store."""

from collections.abc import Hashable, Iterable
from uuid import UUID

from cachetools import LRUCache

from enishi.deeds import NOBODY_HIDDEN, Hidden, is_told
from enishi.model import Member
from enishi.protocol import CaughtUp, Event, Fact

ROOMS, FACTS = 100, 200
"""Of how many rooms facts are kept, and how many of each."""


class EventCache:
    """Keeps only the present form of what was said: words that were edited or removed are gone from it."""

    def __init__(self) -> None:
        self._rooms: LRUCache[UUID, _Newest] = LRUCache(ROOMS)

    def begin(self, room: UUID, after: int) -> None:
        """All facts of the room after that number will be added."""
        self._rooms[room] = _Newest(after)

    def on_event(self, event: Event) -> None:
        """Keep it, if it is a fact."""
        if isinstance(event, Fact):
            self.add(event)

    def add(self, fact: Fact) -> None:
        """Keep the next fact of its room."""
        newest = self._rooms.get(fact.room)
        if newest is None or fact.seq > newest.last + 1:  # what lies between was not published here
            newest = self._rooms[fact.room] = _Newest(fact.seq - 1)
        newest.add(fact)

    def missed(
        self, reader: Member, room: UUID, since: int, sees_after: int = 0, hidden: Hidden = NOBODY_HIDDEN
    ) -> CaughtUp | None:
        """What this reader missed after number `since`; None when that is not known here.

        They are told nothing about messages up to number `sees_after`, nor of who is `hidden`.
        """
        newest = self._rooms.get(room)
        if newest is None or not newest.complete_after <= since <= newest.last:
            return None
        facts = tuple(
            fact
            for fact in newest.after(since)
            if is_told(hidden, sees_after, first=fact.first, deeds=fact.deeds) and fact.audience.includes(reader)
        )
        return CaughtUp(room=room, seq=newest.last, fresh=False, facts=facts)


class _Newest:
    """The newest facts of one room, in the order of their numbers; all after `complete_after` are there."""

    def __init__(self, complete_after: int) -> None:
        self.complete_after = self.last = complete_after
        self._facts: dict[tuple[Hashable, ...], Fact] = {}

    def add(self, fact: Fact) -> None:
        """Add the next one; one that comes late is left out."""
        if fact.seq <= self.last:
            self.complete_after = max(self.complete_after, fact.seq)
            return
        self.last = fact.seq
        place = fact.replaces
        if not place:  # whoever has less reads the room afresh
            self.complete_after = fact.seq
            self._facts.clear()
            return
        for earlier in [each for each in self._facts if each[: len(place)] == place]:
            del self._facts[earlier]
        self._facts[place] = fact
        if len(self._facts) > FACTS:
            oldest = next(iter(self._facts))
            self.complete_after = self._facts.pop(oldest).seq

    def after(self, since: int) -> Iterable[Fact]:
        """Those with higher numbers."""
        return (fact for fact in self._facts.values() if fact.seq > since)
