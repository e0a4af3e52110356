"""Pages of a room's history, and what a reader missed: lists of facts, read in one transaction.

`hidden` are those of whom the reader is told nothing.
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import Connection

from enishi.deeds import NOBODY_HIDDEN, Hidden, is_told
from enishi.gathering.facts.sources import Sources
from enishi.gathering.messages import table
from enishi.gathering.messages.source import posted
from enishi.gathering.people import places_table as places
from enishi.gathering.people import rooms_table as rooms
from enishi.model import Member, Message
from enishi.protocol import CaughtUp, Fact, Page


def page(
    connection: Connection,
    sources: Sources,
    room: UUID,
    reader: Member,
    *,
    limit: int,
    before: int | None = None,
    hidden: Hidden = NOBODY_HIDDEN,
) -> Page:
    """The newest `limit` messages of the room, or of those whose number is below `before`, the oldest first.

    Of these, and everywhere here, only those that the reader may see: `places_table.sees_after`.
    """
    after = places.sees_after(connection, room, reader.id)
    found = table.newest(connection, room, limit + 1, before, after, hidden)
    told = _told(connection, sources, room, reader, found[:limit][::-1])
    return Page(facts=_seen(told, after, hidden), earlier=len(found) > limit)


def some(
    connection: Connection,
    sources: Sources,
    room: UUID,
    reader: Member,
    ids: Collection[UUID],
    hidden: Hidden = NOBODY_HIDDEN,
) -> Page:
    """Those of these messages that are in the room, the oldest first."""
    after = places.sees_after(connection, room, reader.id)
    told = _told(connection, sources, room, reader, table.some(connection, room, ids, after))
    return Page(facts=_seen(told, after, hidden))


def missed(
    connection: Connection,
    sources: Sources,
    room: UUID,
    reader: Member,
    *,
    since: int | None,
    limit: int,
    hidden: Hidden = NOBODY_HIDDEN,
) -> CaughtUp:
    """What happened after number `since`; the newest page afresh when that is too much, or `since` is None.

    Raises Missing when the room does not exist.
    """
    now = rooms.get(connection, room)
    if now is None:
        raise rooms.missing()
    if since is not None and rooms.renewed(connection, room) <= since <= now.last:
        facts = sources.since(connection, room, since, reader)
        if facts is not None:
            after = places.sees_after(connection, room, reader.id)
            return CaughtUp(room=room, seq=now.last, fresh=False, facts=_seen(facts, after, hidden))
    newest = page(connection, sources, room, reader, limit=limit, hidden=hidden)
    return CaughtUp(room=room, seq=now.last, fresh=True, facts=newest.facts, earlier=newest.earlier)


def _told(connection: Connection, sources: Sources, room: UUID, reader: Member, found: list[Message]) -> list[Fact]:
    about = sources.of_messages(connection, room, [message.id for message in found], reader)
    return [*map(posted, found), *about]


def _seen(facts: Iterable[Fact], after: int, hidden: Hidden) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if is_told(hidden, after, first=fact.first, deeds=fact.deeds))
