"""A table of what dues did, for tests that count: nothing keeps an effect from being there twice."""

from collections import Counter
from datetime import datetime

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, insert, select

from enishi.store.tables import Instant

effects = Table(
    "effects", MetaData(), Column("n", Integer, primary_key=True), Column("ref", Text), Column("at", Instant)
)


def make(connection: Connection) -> None:
    effects.create(connection, checkfirst=True)


def note(connection: Connection, ref: str, at: datetime) -> None:
    connection.execute(insert(effects).values(ref=ref, at=at))


def counts(connection: Connection) -> Counter[str]:
    """How often each is there."""
    return Counter(connection.execute(select(effects.c.ref)).scalars())
