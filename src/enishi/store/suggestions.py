"""Suggested translations, in the order in which they came."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, insert, select

from enishi.model import Suggestion
from enishi.store.tables import suggestions


def add(connection: Connection, suggestion: Suggestion) -> None:
    """Keep a suggestion."""
    connection.execute(insert(suggestions).values(asdict(suggestion)))


def between(connection: Connection, source: str, target: str) -> Sequence[Suggestion]:
    """What was suggested for texts of `source` in `target`, the oldest first."""
    wanted = suggestions.c.source == source, suggestions.c.target == target
    rows = connection.execute(select(suggestions).where(*wanted).order_by(suggestions.c.id))
    return [Suggestion(**row._mapping) for row in rows]
