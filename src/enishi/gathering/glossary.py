"""What a room's members settle about words: terms to leave alone, and terms with words of their own a language."""

from collections.abc import Collection, Sequence
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from enishi import clock
from enishi.errors import Invalid, Missing
from enishi.gathering.ledger import Ledger
from enishi.gathering.posting import known_language
from enishi.gathering.rooms import checked_line
from enishi.model import Member, Term
from enishi.protocol import GlossaryChanged, PutTerm
from enishi.store import glossary
from enishi.store.database import Store

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

    async def put(self, member: Member, room: UUID, term: UUID, wishes: PutTerm) -> Term:
        """Add a term, or replace the one with this id; raises Invalid."""
        text, language, translations = self._checked(wishes)
        made = Term(term, room, text, language, translations, member.id, clock.now())
        await self._ledger.record(partial(_put, term=made), lambda _: GlossaryChanged(room=room))
        return made

    async def remove(self, room: UUID, term: UUID) -> None:
        """Take a term back; raises Missing."""
        await self._ledger.record(partial(_remove, room=room, term=term), lambda _: GlossaryChanged(room=room))

    def _checked(self, wishes: PutTerm) -> tuple[str, str | None, dict[str, str]]:
        text = checked_line(wishes.text, "term", LONGEST_TERM)
        put = {known_language(tag, self._languages): words for tag, words in wishes.translations.items()}
        translations = {tag: checked_line(words, "term", LONGEST_TERM) for tag, words in put.items()}
        if not translations:
            return text, None, {}
        language = known_language(wishes.language, self._languages) if wishes.language else None
        if language is None or language in translations:
            raise Invalid("Say which language the term is in, and give it words in another one.", code="term_language")
        return text, language, translations


def _put(connection: Connection, term: Term) -> None:
    glossary.put(connection, term)
    if glossary.count(connection, term.room) > MOST_TERMS:
        raise Invalid(f"The glossary is full: {MOST_TERMS} terms are the most. Remove some first.", code="many_terms")


def _remove(connection: Connection, room: UUID, term: UUID) -> None:
    if not glossary.remove(connection, room, term):
        raise Missing("There is no such term.", code="no_term")
