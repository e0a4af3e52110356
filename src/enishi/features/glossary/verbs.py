"""What a room's members settle about words: terms to leave alone, and terms with words of their own a language."""

from collections.abc import Collection, Sequence
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from enishi import clock
from enishi.errors import Invalid, Missing
from enishi.features.glossary.units import in_known_languages
from enishi.gathering.facts.commit import Ledger
from enishi.gathering.messages.posting import known_language
from enishi.gathering.people.rooms import checked_line
from enishi.gathering.translations import terms_table as glossary
from enishi.model import Member, Term, Unit
from enishi.protocol import GlossaryChanged
from enishi.store.store import Store

LONGEST_TERM = 100
MOST_TERMS = 1000


class Glossary:
    """Any member may change it: who made a term is told with it. What comes after is translated so."""

    def __init__(self, store: Store, ledger: Ledger, languages: Collection[str]) -> None:
        self._store = store
        self._ledger = ledger
        self._languages = languages

    async def of(self, room: UUID) -> Sequence[Term]:
        """The room's terms, in the order of their words."""
        return await self._store.read(partial(glossary.of_room, room=room))

    async def units(self, room: UUID) -> Sequence[Unit]:
        """The terms without who made them."""
        return [Unit(term.text, term.language, term.translations) for term in await self.of(room)]

    async def put(self, member: Member, room: UUID, term: UUID, wishes: Unit) -> Term:
        """Add a term, or replace the one with this id; raises Invalid."""
        made = _made(member, room, term, self._valid(wishes))
        await self._ledger.record(partial(_put, terms=[made]), lambda _: GlossaryChanged(room=room))
        return made

    def checked(self, unit: Unit) -> Unit | None:
        """A term from elsewhere as it can be kept; None where its languages are not known here. Raises Invalid."""
        known = in_known_languages(unit, self._languages)
        return known and self._valid(known)

    async def bring(self, member: Member, room: UUID, units: Sequence[Unit]) -> None:
        """Add all of these terms, in the place of those with the same words; raises Invalid."""
        made = [_made(member, room, clock.new_id(), unit) for unit in units]
        await self._ledger.record(partial(_put, terms=made), lambda _: GlossaryChanged(room=room))

    async def remove(self, room: UUID, term: UUID) -> None:
        """Take a term back; raises Missing."""
        await self._ledger.record(partial(_remove, room=room, term=term), lambda _: GlossaryChanged(room=room))

    def _valid(self, unit: Unit) -> Unit:
        text = checked_line(unit.text, "term", LONGEST_TERM)
        put = {known_language(tag, self._languages): words for tag, words in unit.translations.items()}
        translations = {tag: checked_line(words, "term", LONGEST_TERM) for tag, words in put.items()}
        if not translations:
            return Unit(text, None, {})
        language = known_language(unit.language, self._languages) if unit.language else None
        if language is None or language in translations:
            raise Invalid("Say which language the term is in, and give it words in another one.", code="term_language")
        return Unit(text, language, translations)


def _made(member: Member, room: UUID, id: UUID, unit: Unit) -> Term:  # noqa: A002
    return Term(id, room, unit.text, unit.language, unit.translations, member.id, clock.now())


def _put(connection: Connection, terms: Sequence[Term]) -> None:
    for term in terms:
        glossary.put(connection, term)
    if terms and glossary.count(connection, terms[0].room) > MOST_TERMS:
        raise Invalid(f"The glossary is full: {MOST_TERMS} terms are the most. Remove some first.", code="many_terms")


def _remove(connection: Connection, room: UUID, term: UUID) -> None:
    if not glossary.remove(connection, room, term):
        raise Missing("There is no such term.", code="no_term")
