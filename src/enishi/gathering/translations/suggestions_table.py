"""What clients of the translation API suggested: one translation for the same words between the same languages."""

from dataclasses import asdict

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from enishi.gathering.translations.memory_table import key_of
from enishi.model import Suggestion
from enishi.store.tables import suggestions


def keep(connection: Connection, suggestion: Suggestion) -> None:
    """Keep a suggestion in the place of the one for the same words."""
    connection.execute(delete(suggestions).where(*_place(suggestion.source, suggestion.target, suggestion.text)))
    connection.execute(insert(suggestions).values(asdict(suggestion) | {"key": key_of(suggestion.text)}))


def look_up(connection: Connection, source: str, target: str, text: str) -> str | None:
    """What was suggested for these words."""
    return connection.execute(select(suggestions.c.better).where(*_place(source, target, text))).scalar_one_or_none()


def _place(source: str, target: str, text: str) -> tuple[ColumnElement[bool], ...]:
    return suggestions.c.source == source, suggestions.c.target == target, suggestions.c.key == key_of(text)
