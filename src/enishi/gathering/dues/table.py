"""The table of dues, and the only SQL on it."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    Uuid,
    delete,
    insert,
    select,
    update,
)

from enishi.store.tables import DATA, Instant, metadata

dues = Table(
    "dues",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", String(64), nullable=False),
    Column("ref", String(128), nullable=False, info=DATA),
    Column("room", ForeignKey("rooms.id")),
    Column("at", Instant, nullable=False),
    Column("try_at", Instant, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("done_at", Instant),
    Index(None, "done_at", "try_at"),
    Index(None, "kind", "ref"),
)


@dataclass(frozen=True, slots=True)
class Due:
    """`kind` says which handler runs, `ref` what about; `room` whose facts it changes, None for none."""

    id: UUID
    kind: str
    ref: str
    room: UUID | None
    at: datetime
    try_at: datetime
    """When it runs: at `at`, and later when its handler failed."""
    tries: int = 0
    """How often its handler failed."""


def add(connection: Connection, due: Due) -> None:
    """Keep a new due."""
    connection.execute(insert(dues).values(asdict(due)))


def soonest(connection: Connection, limit: int, ignored: Collection[str]) -> Sequence[Due]:
    """The dues that run next, but those of these kinds."""
    query = select(dues).where(dues.c.done_at.is_(None), dues.c.kind.not_in(ignored))
    return [_from_row(row) for row in connection.execute(query.order_by(dues.c.try_at, dues.c.id).limit(limit))]


def take(connection: Connection, ids: Collection[UUID], now: datetime) -> Sequence[Due]:
    """Mark as done those of these that are still to be done, in their order.

    What another transaction is taking is left to it: PostgreSQL locks the rows until that one ends. SQLite, which has
    one writer, ignores the lock.
    """
    waiting = select(dues.c.id).where(dues.c.id.in_(ids), dues.c.done_at.is_(None))
    taken = update(dues).where(dues.c.id.in_(waiting.with_for_update(skip_locked=True)))
    rows = connection.execute(taken.values(done_at=now).returning(dues))
    return sorted((_from_row(row) for row in rows), key=lambda due: (due.try_at, due.id))


def postpone(connection: Connection, due: UUID, now: datetime, try_at: datetime) -> None:
    """Count a failure, and run it again at that instant; nothing where another process has done so meanwhile."""
    failed = update(dues).where(dues.c.id == due, dues.c.done_at.is_(None), dues.c.try_at <= now)
    connection.execute(failed.values(tries=dues.c.tries + 1, try_at=try_at))


def cancel(connection: Connection, kind: str, ref: str) -> None:
    """Remove the dues of this kind about this, unless they are done."""
    connection.execute(delete(dues).where(dues.c.kind == kind, dues.c.ref == ref, dues.c.done_at.is_(None)))


def forget(connection: Connection, before: datetime) -> None:
    """Remove those that were done before that instant."""
    connection.execute(delete(dues).where(dues.c.done_at < before))


def _from_row(row: Row[tuple[object, ...]]) -> Due:
    return Due(**{name: getattr(row, name) for name in Due.__dataclass_fields__})
