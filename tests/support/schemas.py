"""Databases as earlier versions of Enishi left them, with a few rows in every table."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
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

import enishi.app.features  # noqa: F401  (declares the tables of all features)
from enishi.store import schema
from enishi.store.engines import DURABLE, open_engine
from enishi.store.tables import metadata

ROWS = 3

Rows = dict[str, list[dict[str, Any]]]

SHORT_LIVED = {"claims"}
"""Tables that were dropped: what they held lasted for seconds."""


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


def _picked(found: list[dict[str, Any]], columns: Collection[str]) -> list[str]:
    return sorted(repr({name: row[name] for name in sorted(columns)}) for row in found)


def _lost(table: str, columns: Collection[str]) -> frozenset[str]:
    """Columns that a schema in between does not have: that of today has other values under the same name."""
    return frozenset({"id"} if table == "suggestions" and "client" not in columns else ())


def check_upgraded(connection: Connection, before: Rows) -> None:
    """Everything that was there is there, in the tables that the code knows."""
    after = rows(connection)
    for table, kept in before.items():
        if table in SHORT_LIVED:
            continue
        columns = (kept[0].keys() & after[table][0].keys()) - _lost(table, kept[0].keys())
        assert _picked(after[table], columns) == _picked(kept, columns)
    assert schema.revision(connection) == schema.revisions()[-1]
    assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
