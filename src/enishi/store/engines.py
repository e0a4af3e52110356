"""Connections to an SQLite file, as the house opens them."""

from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

DURABLE = ("journal_mode=WAL", "synchronous=FULL")
"""What a connection needs to be told so that a commit is on disk when it returns."""


def open_engine(file: Path, *pragmas: str, mode: str = "rwc", connections: int = 1) -> Engine:
    """Connections to a file, each prepared with these pragmas; `mode="ro"` neither writes nor checkpoints, ever."""
    url = URL.create("sqlite", database=file.absolute().as_uri(), query={"mode": mode, "uri": "true"})
    engine = create_engine(url, pool_size=connections, max_overflow=0)

    def prepare(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        # sqlite3 opens transactions by itself and too late; SQLAlchemy's documentation asks for this pair instead.
        connection.isolation_level = None
        for pragma in pragmas:
            connection.cursor().execute(f"PRAGMA {pragma}")

    def begin(connection: Connection) -> None:
        # Told to the driver in a third of the time. It touches no file yet, so no disk can fail here untold.
        connection.connection.cursor().execute("BEGIN")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine
