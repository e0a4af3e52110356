"""The recent past of rooms, in memory: when many come back at once, hardly anybody has to ask the store."""

from collections.abc import Iterable
from uuid import UUID

from cachetools import LRUCache

from enishi.model import Member
from enishi.protocol import (
    AnyFact,
    AnyNews,
    Asked,
    CaughtUp,
    Edited,
    MessageView,
    PageView,
    Posted,
    Removed,
    Translated,
)

ROOMS, FACTS = 100, 200
"""Of how many rooms the past is kept, and how many facts of each."""

_About = tuple[UUID, str | UUID | None]
"""What a fact replaces when it comes: a message's words, its translation into a language, somebody's question."""


class Recent:
    """Hears what happens. Only the present form of what was said is kept: words that were taken back are gone."""

    def __init__(self) -> None:
        self._rooms: LRUCache[UUID, _Past] = LRUCache(ROOMS)

    def begin(self, room: UUID, after: int) -> None:
        """All facts of the room after that number will be heard."""
        self._rooms[room] = _Past(after)

    def hear(self, event: AnyNews) -> None:
        """Keep it, if it is a fact."""
        if not isinstance(event, AnyFact):
            return
        past = self._rooms.get(event.room)
        if past is None or event.seq > past.last + 1:  # what is between was not told here
            past = self._rooms[event.room] = _Past(event.seq - 1)
        past.add(event)

    def missed(self, reader: Member, room: UUID, since: int) -> CaughtUp | None:
        """What this reader missed after number `since`; None when that is not known here."""
        past = self._rooms.get(room)
        if past is None or not past.complete_after <= since <= past.last:
            return None
        return CaughtUp(room=room, seq=past.last, fresh=False, page=_page(past.after(since), reader))


class _Past:
    """The newest facts of one room, in the order of their numbers."""

    def __init__(self, complete_after: int) -> None:
        self.complete_after = self.last = complete_after
        self._facts: dict[_About, AnyFact] = {}

    def add(self, fact: AnyFact) -> None:
        """The next one; one that comes late is not known here."""
        if fact.seq <= self.last:
            self.complete_after = max(self.complete_after, fact.seq)
            return
        self.last = fact.seq
        if isinstance(fact, Edited | Removed):
            for about in [about for about in self._facts if about[0] == fact.message.id]:
                del self._facts[about]
        self._facts.pop(_about(fact), None)
        self._facts[_about(fact)] = fact
        if len(self._facts) > FACTS:
            oldest = next(iter(self._facts))
            self.complete_after = self._facts.pop(oldest).seq

    def after(self, since: int) -> Iterable[AnyFact]:
        """Those with higher numbers."""
        return (fact for fact in self._facts.values() if fact.seq > since)


def _about(fact: AnyFact) -> _About:
    match fact:
        case Posted() | Edited() | Removed():
            return fact.message.id, None
        case Translated():
            return fact.translation.message, fact.language
        case Asked():
            return fact.question.message, fact.question.member


def _page(facts: Iterable[AnyFact], reader: Member) -> PageView:
    """What concerns the reader, as the store would tell it."""
    messages: list[MessageView] = []
    made, asked = [], []
    for fact in facts:
        match fact:
            case Posted() | Edited() | Removed():
                messages.append(fact.message)
            case Translated() if reader.language == fact.language or reader.id == fact.author:
                made.append(fact.translation)
            case Asked() if reader.id in (fact.author, fact.question.member):
                asked.append(fact.question)
            case _:
                pass
    messages.sort(key=lambda message: message.seq)
    return PageView(messages=tuple(messages), translations=tuple(made), questions=tuple(asked))
