"""What clients of the translation API suggested, one a client for the same words and languages: table and SQL."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    LargeBinary,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    delete,
    insert,
    or_,
    select,
    update,
)

from enishi.feature import Source, Words
from enishi.gathering.translations.memory_table import key_of
from enishi.store.tables import Instant, metadata

suggestions = Table(
    "suggestions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("client", LargeBinary(32), nullable=False),
    Column("source", String(35), nullable=False),
    Column("target", String(35), nullable=False),
    Column("key", LargeBinary(32), nullable=False),
    Column("text", Text, nullable=False),
    Column("better", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("confirmed_by", ForeignKey("members.id")),
    UniqueConstraint("client", "source", "target", "key"),
    Index(None, "source", "target", "key"),
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A client suggests that `text` of `source` is better translated as `better` into `target`.

    It is used for what the client itself has translated, and for everybody once an owner of the house confirms it.
    """

    id: UUID
    client: bytes
    """The hash of the client's key; empty where it was not noted, before clients were told apart."""
    text: str
    source: str
    better: str
    target: str
    made_at: datetime
    confirmed_by: UUID | None = None


def keep(connection: Connection, suggestion: Suggestion) -> None:
    """Keep a suggestion in the place of the client's own for the same words."""
    place = _place(suggestion.source, suggestion.target, suggestion.text)
    connection.execute(delete(suggestions).where(*place, suggestions.c.client == suggestion.client))
    connection.execute(insert(suggestions).values(asdict(suggestion) | {"key": key_of(suggestion.text)}))


def look_up(
    connection: Connection, source: str, target: str, text: str, client: bytes | None = None
) -> Suggestion | None:
    """What the client suggested for these words, else what was confirmed for everybody."""
    confirmed = suggestions.c.confirmed_by.is_not(None)
    query = select(suggestions).where(
        *_place(source, target, text), or_(confirmed, suggestions.c.client == client) if client else confirmed
    )
    found = [_from_row(row) for row in connection.execute(query)]
    return min(found, key=lambda each: each.client != client, default=None)


def listed(connection: Connection, before: UUID | None, limit: int) -> Sequence[Suggestion]:
    """The newest suggestions of all clients, of those before `before` where it is given."""
    query = select(suggestions).order_by(suggestions.c.id.desc()).limit(limit)
    rows = connection.execute(query if before is None else query.where(suggestions.c.id < before))
    return [_from_row(row) for row in rows]


def get(connection: Connection, suggestion: UUID) -> Suggestion | None:
    """The suggestion with this id."""
    row = connection.execute(select(suggestions).where(suggestions.c.id == suggestion)).one_or_none()
    return None if row is None else _from_row(row)


def confirm(connection: Connection, suggestion: Suggestion, by: UUID) -> None:
    """Use this one for everybody, and no other for the same words."""
    place = _place(suggestion.source, suggestion.target, suggestion.text)
    connection.execute(update(suggestions).where(*place).values(confirmed_by=None))
    connection.execute(update(suggestions).where(suggestions.c.id == suggestion.id).values(confirmed_by=by))


def remove(connection: Connection, suggestion: UUID) -> bool:
    """Forget a suggestion; False when it is not there."""
    return connection.execute(delete(suggestions).where(suggestions.c.id == suggestion)).rowcount > 0


def _place(source: str, target: str, text: str) -> tuple[ColumnElement[bool], ...]:
    return suggestions.c.source == source, suggestions.c.target == target, suggestions.c.key == key_of(text)


def _from_row(row: Row[tuple[object, ...]]) -> Suggestion:
    return Suggestion(**{name: getattr(row, name) for name in Suggestion.__dataclass_fields__})


class SuggestionSource(Source):
    """Suggestions come with an API key, and belong to no member."""

    words = (Words(suggestions.c.text, by=None), Words(suggestions.c.better, by=None))
