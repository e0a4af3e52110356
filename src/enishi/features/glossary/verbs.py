"""What a room's members settle about words: terms to leave as they are, and terms with translations."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from enishi import clock
from enishi.doors.house import House
from enishi.errors import Invalid
from enishi.exchange.units import Unit, kept
from enishi.features.glossary import changing, table
from enishi.features.glossary.changing import begun
from enishi.features.glossary.table import Change
from enishi.features.glossary.term_words import checked_words
from enishi.features.glossary.wire import ChangeView, GlossaryChanges, TermView
from enishi.gathering.translations import terms_table as terms
from enishi.gathering.translations.terms_table import Term
from enishi.gathering.translations.wire import GlossaryChanged
from enishi.model import Member
from enishi.rights import Right
from enishi.text import known_language

SHOWN = 3
"""Terms of one change that are shown; a file may bring a thousand."""


class Glossary:
    """Who made a term is told with it. Messages that come after a change are translated with it."""

    def __init__(self, house: House) -> None:
        self._store = house.store
        self._committer = house.committer
        self._access = house.access
        self._languages = house.languages

    async def of(self, room: UUID) -> Sequence[Term]:
        """The room's terms, in the order of their words."""
        return await self._store.read(partial(terms.of_room, room=room))

    async def units(self, room: UUID, reader: Member) -> Sequence[Unit]:
        """The terms without who made them."""
        return [Unit(term.text, term.language, term.translations) for term in await self.of(room)]

    async def put(self, member: Member, room: UUID, term: UUID, wishes: Unit) -> Term:
        """Add a term, or replace the one with this id; raises Invalid, Denied where the glossary is locked."""
        made = _made(member, room, term, self._valid(wishes))
        await self._change(member, partial(changing.put, change=begun(room, member.id, [made])), room)
        return made

    def checked(self, unit: Unit) -> Iterator[Unit | Invalid]:
        """A term from a file as it can be kept here, and why some of it cannot."""
        if unit.language is None and unit.translations:
            yield _no_language()
        else:
            yield from kept(unit, self._languages, checked_words)

    async def import_units(self, member: Member, room: UUID, units: Sequence[Unit]) -> None:
        """Add all of these terms, in the place of those with the same words; raises Invalid, Denied."""
        made = [_made(member, room, clock.new_id(), unit) for unit in units]
        await self._change(member, partial(changing.put, change=begun(room, member.id, made)), room)

    async def remove(self, member: Member, room: UUID, term: UUID) -> None:
        """Take a term back; raises Missing, Denied where the glossary is locked."""
        await self._change(member, partial(changing.remove, change=begun(room, member.id), term=term), room)

    async def undo(self, member: Member, room: UUID, change: UUID) -> None:
        """Put back what was there before a change; raises Missing, Denied."""
        await self._change(member, partial(changing.undo, change=begun(room, member.id), undone=change), room)

    async def lock(self, room: UUID, *, locked: bool) -> None:
        """Let only stewards and hosts settle terms, or everybody again."""
        work = partial(table.lock, room=room, locked=locked)
        await self._committer.commit(work, lambda _: GlossaryChanged(room=room), room=room)

    async def changes(self, member: Member, room: UUID) -> GlossaryChanges:
        """The newest changes, and whether this member may make more."""
        locked, made, present = await self._store.read(partial(_changes, room=room))
        may_lock = await self._access.allows(member, Right.LOCK_GLOSSARY, room)
        may_settle = await self._access.allows(member, Right.SETTLE_TERMS, room) and (may_lock or not locked)
        views = [_view(change, present) for change in made]
        return GlossaryChanges(locked=locked, may_settle=may_settle, may_lock=may_lock, changes=views)

    async def _change(self, member: Member, work: Callable[..., None], room: UUID) -> None:
        vouches = await self._access.allows(member, Right.LOCK_GLOSSARY, room)
        work = partial(work, vouches=vouches)
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


def _changes(connection: Connection, room: UUID) -> tuple[bool, Sequence[Change], Mapping[UUID, Term]]:
    present = {term.id: term for term in terms.of_room(connection, room)}
    return table.is_locked(connection, room), table.of_room(connection, room), present


def _view(change: Change, present: Mapping[UUID, Term]) -> ChangeView:
    before, after = ([TermView.model_validate(term) for term in some[:SHOWN]] for some in (change.before, change.after))
    return ChangeView(
        id=change.id,
        made_by=change.made_by,
        made_at=change.made_at,
        before=before,
        after=after,
        terms=len({term.id for term in (*change.before, *change.after)}),
        undoable=changing.stands(change, present),
    )
