"""Translates in the words of a room: with the terms of its glossary and the names of its members."""

from collections.abc import Iterator, Sequence
from functools import partial
from uuid import UUID

from cachetools import LRUCache
from sqlalchemy import Connection

from enishi.errors import TranslationError
from enishi.gathering.messages.wire import Forgotten
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.wire import MemberJoined, Presence, Renewed
from enishi.gathering.translations import terms_table as glossary
from enishi.gathering.translations.terms_table import Term
from enishi.gathering.translations.wire import Description, GlossaryChanged
from enishi.model import Member, Settled
from enishi.protocol import Event
from enishi.store.store import Store
from enishi.translate.pool.fair_queue import Flow
from enishi.translate.pool.jobs import Priority
from enishi.translate.renderings import Rendering
from enishi.translate.text.terms import TermEntry, Terms
from enishi.translate.translator import Translator

REMEMBERED = 1000
"""Rooms whose words are kept in memory; the least recently used is read again from the store."""


class RoomTranslator:
    """Keeps the terms and names of rooms in memory, and follows their changes."""

    def __init__(self, store: Store, translator: Translator) -> None:
        self._store = store
        self._translator = translator
        self._rooms: LRUCache[UUID, _Words] = LRUCache(REMEMBERED)
        self._changes = 0

    async def translate(
        self,
        room: UUID,
        text: str,
        *,
        author: UUID,
        source: str,
        target: str,
        priority: Priority = Priority.LIVE,
    ) -> Rendering:
        """The text as this room puts it, by the share of the workers that is `author`'s.

        Raises like `Translator.translate`.
        """
        words = self._rooms.get(room) or await self._learn(room)
        return await self._translator.translate(
            text, source, target, priority=priority, terms=words.between(source, target), flow=Flow(room, author)
        )

    async def describe(self, room: UUID, text: str, source: str | None, reader: Member) -> Description:
        """What is said of a room or a member: translated where the reader needs it, and an engine can."""
        if source is None or reader.reads(source):
            return Description(text=text, language=source)
        try:
            made = await self.translate(room, text, source=source, target=reader.language, author=reader.id)
        except TranslationError:
            return Description(text=text, language=source)
        return Description(text=made.text, language=reader.language, translated=True)

    def leads(self, source: str, target: str) -> bool:
        """Whether there is a route, or nothing to translate."""
        return self._translator.leads(source, target)

    def on_event(self, event: Event) -> None:
        """Another glossary, or somebody new; or words that were taken back."""
        if isinstance(event, Forgotten):
            self._translator.forget(event.room, event.text)
        elif isinstance(event, Renewed):
            self._translator.forget_all()
            self._changes += 1
            self._rooms.pop(event.room, None)
        elif isinstance(event, GlossaryChanged | Presence | MemberJoined) and self._is_news(event):
            self._changes += 1
            self._rooms.pop(event.room, None)

    def _is_news(self, event: GlossaryChanged | Presence | MemberJoined) -> bool:
        """Whether the glossary is another one, or somebody has a name that the room does not know."""
        words = self._rooms.get(event.room)
        return isinstance(event, GlossaryChanged) or words is None or event.member.name not in words.names

    async def _learn(self, room: UUID) -> "_Words":
        changes = self._changes
        words = await self._store.read(partial(_words, room=room))
        if changes == self._changes:  # else what was read may be old by now: good for this once
            self._rooms[room] = words
        return words


class _Words:
    """What is settled in one room, for each pair of languages that was asked for."""

    def __init__(self, terms: Sequence[Term], names: Sequence[str]) -> None:
        self._terms = terms
        self.names = frozenset(names)
        self._between: dict[tuple[str, str], Terms] = {}

    def between(self, source: str, target: str) -> Terms:
        if (source, target) not in self._between:
            self._between[source, target] = Terms(self._wordings(source, target), self.names, source)
        return self._between[source, target]

    def _wordings(self, source: str, target: str) -> Iterator[TermEntry]:
        for term in self._terms:
            if term.language is None:
                yield TermEntry(term.text)
            elif term.language == source and target in term.translations:
                settled = Settled(term.id, term.made_by, term.made_at)
                yield TermEntry(term.text, term.translations[target], settled=settled)


def _words(connection: Connection, room: UUID) -> _Words:
    names = [member.name for member in rooms.members_of(connection, room) if member.name]
    return _Words(glossary.of_room(connection, room), names)
