"""What a room's members settle about words: terms to leave as they are, and terms with translations."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from enishi import clock
from enishi.doors.house import House
from enishi.errors import Invalid, Missing
from enishi.exchange.units import Unit, kept
from enishi.features.glossary.term_words import checked_words
from enishi.gathering.translations import terms_table as terms
from enishi.gathering.translations.terms_table import Term
from enishi.gathering.translations.wire import GlossaryChanged
from enishi.model import Member
from enishi.text import known_language

MOST_TERMS = 1000


class Glossary:
    """Who made a term is told with it. Messages that come after a change are translated with it."""

    def __init__(self, house: House) -> None:
        self._store = house.store
        self._committer = house.committer
        self._languages = house.languages

    async def of(self, room: UUID) -> Sequence[Term]:
        """The room's terms, in the order of their words."""
        return await self._store.read(partial(terms.of_room, room=room))

    async def units(self, room: UUID) -> Sequence[Unit]:
        """The terms without who made them."""
        return [Unit(term.text, term.language, term.translations) for term in await self.of(room)]

    async def put(self, member: Member, room: UUID, term: UUID, wishes: Unit) -> Term:
        """Add a term, or replace the one with this id; raises Invalid."""
        made = _made(member, room, term, self._valid(wishes))
        await self._change(room, partial(_put, added=[made]))
        return made

    def checked(self, unit: Unit) -> Iterator[Unit | Invalid]:
        """A term from a file as it can be kept here, and why some of it cannot."""
        if unit.language is None and unit.translations:
            yield _no_language()
        else:
            yield from kept(unit, self._languages, checked_words)

    async def import_units(self, member: Member, room: UUID, units: Sequence[Unit]) -> None:
        """Add all of these terms, in the place of those with the same words; raises Invalid."""
        made = [_made(member, room, clock.new_id(), unit) for unit in units]
        await self._change(room, partial(_put, added=made))

    async def remove(self, room: UUID, term: UUID) -> None:
        """Take a term back; raises Missing."""
        await self._change(room, partial(_remove, room=room, term=term))

    async def _change(self, room: UUID, work: Callable[[Connection], None]) -> None:
        await self._committer.commit(work, lambda _: GlossaryChanged(room=room), room=room)

    def _valid(self, unit: Unit) -> Unit:
        text = checked_words(unit.text)
        put = {known_language(tag, self._languages): words for tag, words in unit.translations.items()}
        translations = {tag: checked_words(words) for tag, words in put.items()}
        if not translations:
            return Unit(text, None, {})
        language = known_language(unit.language, self._languages) if unit.language else None
        if language is None or language in translations:
            raise _no_language()
        return Unit(text, language, translations)


def _no_language() -> Invalid:
    return Invalid("Say which language the term is in, and give it words in another one.", code="term_language")


def _made(member: Member, room: UUID, id: UUID, unit: Unit) -> Term:  # noqa: A002
    return Term(id, room, unit.text, unit.language, unit.translations, member.id, clock.now())


def _put(connection: Connection, added: Sequence[Term]) -> None:
    for term in added:
        terms.put(connection, term)
    if added and terms.count(connection, added[0].room) > MOST_TERMS:
        raise Invalid(f"The glossary is full: {MOST_TERMS} terms are the most. Remove some first.", code="many_terms")


def _remove(connection: Connection, room: UUID, term: UUID) -> None:
    if not terms.remove(connection, room, term):
        raise Missing("There is no such term.", code="no_term")
