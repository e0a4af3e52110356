"""What clients of the translation API suggested, one for the same words and languages: table and SQL."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Connection, LargeBinary, String, Table, Text, delete, insert, select

from enishi.feature import Source, Words
from enishi.gathering.translations.memory_table import key_of
from enishi.store.tables import Instant, metadata

suggestions = Table(
    "suggestions",
    metadata,
    Column("source", String(35), primary_key=True),
    Column("target", String(35), primary_key=True),
    Column("key", LargeBinary(32), primary_key=True),
    Column("text", Text, nullable=False),
    Column("better", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A client suggests that `text` of `source` is better translated as `better` into `target`."""

    text: str
    source: str
    better: str
    target: str
    made_at: datetime


def keep(connection: Connection, suggestion: Suggestion) -> None:
    """Keep a suggestion in the place of the one for the same words."""
    connection.execute(delete(suggestions).where(*_place(suggestion.source, suggestion.target, suggestion.text)))
    connection.execute(insert(suggestions).values(asdict(suggestion) | {"key": key_of(suggestion.text)}))


def look_up(connection: Connection, source: str, target: str, text: str) -> str | None:
    """What was suggested for these words."""
    return connection.execute(select(suggestions.c.better).where(*_place(source, target, text))).scalar_one_or_none()


def _place(source: str, target: str, text: str) -> tuple[ColumnElement[bool], ...]:
    return suggestions.c.source == source, suggestions.c.target == target, suggestions.c.key == key_of(text)


class SuggestionSource(Source):
    """Suggestions come with an API key, and belong to no member."""

    words = (Words(suggestions.c.text, by=None), Words(suggestions.c.better, by=None))
