"""Changes of a room's terms inside a transaction: each is kept with what was there before, and can be undone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import Connection

from enishi import clock
from enishi.errors import Denied, Invalid, Missing
from enishi.features.glossary import table
from enishi.features.glossary.table import Change
from enishi.gathering.translations import terms_table as terms
from enishi.gathering.translations.terms_table import Term

MOST_TERMS = 1000


def put(connection: Connection, change: Change, *, vouches: bool) -> None:
    """Keep the terms `after`; raises Denied where the glossary is locked, Invalid when it is full."""
    require_open(connection, change.room, vouches=vouches)
    after = {term.id: term for term in {(term.text, term.language): term for term in change.after}.values()}
    before = terms.put(connection, change.room, tuple(after.values()))
    _require_room_for_all(connection, change.room)
    if after:
        table.keep(connection, replace(change, before=tuple(before), after=tuple(after.values())))


def remove(connection: Connection, change: Change, term: UUID, *, vouches: bool) -> None:
    """Take a term back; raises Denied where the glossary is locked, Missing."""
    require_open(connection, change.room, vouches=vouches)
    removed = terms.remove(connection, change.room, term)
    if removed is None:
        raise Missing("There is no such term.", code="no_term")
    table.keep(connection, replace(change, before=(removed,)))


def undo(connection: Connection, change: Change, undone: UUID, *, vouches: bool) -> None:
    """Put back what was there before the change `undone`, which is a change, too; raises Denied, Missing, Invalid."""
    require_open(connection, change.room, vouches=vouches)
    made = table.get(connection, change.room, undone)
    if made is None:
        raise Missing("This change is not listed any more.", code="no_change")
    if not stands(made, {term.id: term for term in terms.of_room(connection, change.room)}):
        raise Denied("It was changed again. Undo the newer change first.", code="changed_again")
    for term in made.after:
        terms.remove(connection, change.room, term.id)
    terms.put(connection, change.room, made.before)
    _require_room_for_all(connection, change.room)
    table.keep(connection, replace(change, before=made.after, after=made.before))


def stands(change: Change, present: Mapping[UUID, Term]) -> bool:
    """Whether what came with the change is there as it was, and nothing stands where it would be put back."""
    after = {term.id for term in change.after}
    return all(present.get(term.id) == term for term in change.after) and not _places(change.before) & _places(
        term for term in present.values() if term.id not in after
    )


def require_open(connection: Connection, room: UUID, *, vouches: bool) -> None:
    """Raises Denied where the glossary is locked for who does not vouch for it."""
    if not vouches and table.is_locked(connection, room):
        raise Denied("The glossary is locked: only stewards and hosts change it. Ask one.", code="glossary_locked")


def begun(room: UUID, by: UUID, after: Sequence[Term] = ()) -> Change:
    """A change that somebody makes now."""
    return Change(clock.new_id(), room, by, clock.now(), (), tuple(after))


def _places(found: Iterable[Term]) -> set[object]:
    return {place for term in found for place in (term.id, (term.text, term.language))}


def _require_room_for_all(connection: Connection, room: UUID) -> None:
    if terms.count(connection, room) > MOST_TERMS:
        raise Invalid(f"The glossary is full: {MOST_TERMS} terms are the most. Remove some first.", code="many_terms")
