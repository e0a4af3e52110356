"""Databases as earlier versions of Enishi left them, with a few rows in every table."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    CHAR,
    JSON,
    Boolean,
    Column,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    insert,
    select,
)

from enishi.store import schema
from enishi.store.engines import DURABLE, open_engine

ROWS = 3

Rows = dict[str, list[dict[str, Any]]]


@contextmanager
def opened(file: Path) -> Iterator[Engine]:
    """A database as the store opens it to bring it to the newest schema."""
    engine = open_engine(file, *DURABLE)
    try:
        yield engine
    finally:
        engine.dispose()


def make(file: Path, revision: str) -> Rows:
    """A database of that revision; returns what is in its tables."""
    with opened(file) as engine:
        schema.upgrade(engine, revision)
        with engine.begin() as connection:
            for table in _tables(connection):
                values = [{column.name: _value(column, number) for column in table.columns} for number in range(ROWS)]
                connection.execute(insert(table), values)
            return rows(connection)


def rows(connection: Connection) -> Rows:
    """Everything that is in a database, but Alembic's own mark."""
    return {
        table.name: [
            dict(row._mapping) for row in connection.execute(select(table).order_by(*table.primary_key.columns))
        ]
        for table in _tables(connection)
    }


def _tables(connection: Connection) -> Sequence[Table]:
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != "alembic_version"]


def _value(column: Column[Any], number: int) -> object:
    """Another one in each row; the same in a key and in what refers to it."""
    match column.type:
        case CHAR():
            return f"{number:032x}"
        case LargeBinary():
            return bytes([number]) * 32
        case JSON():
            return [number]
        case Boolean():
            return bool(number % 2)
        case Integer():
            return number
        case _:
            return f"{number} 語"
