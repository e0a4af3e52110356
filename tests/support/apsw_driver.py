"""apsw spoken to as a DBAPI, as far as SQLAlchemy does: the house's store then runs over a disk of the test's making.

The errors are those of sqlite3, with their codes. Nothing else differs but the version of SQLite.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import apsw

Error = sqlite3.Error
IntegrityError = sqlite3.IntegrityError
ProgrammingError = sqlite3.ProgrammingError
Binary = sqlite3.Binary
paramstyle = "qmark"
sqlite_version_info = tuple(int(part) for part in apsw.sqlite_lib_version().split("."))

CHECKPOINT = 20
"""Pages in the log after which they are moved into the file: few, so that tests see that often."""

_KINDS = {
    apsw.ConstraintError: sqlite3.IntegrityError,
    apsw.CorruptError: sqlite3.DatabaseError,
    apsw.NotADBError: sqlite3.DatabaseError,
}


class Cursor:
    """Holds all rows of its last statement."""

    arraysize = 1
    lastrowid = None

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self.description: Sequence[tuple[Any, ...]] | None = None
        self.rowcount = -1
        self._rows: list[Any] = []

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> "Cursor":
        cursor = self._connection.cursor()
        cursor.exec_trace = self._describe
        with _told():
            self._rows = list(cursor.execute(statement, parameters))
            self.rowcount = self._connection.changes()
        return self

    def executemany(self, statement: str, many: Iterable[Sequence[Any]]) -> "Cursor":
        for parameters in many:
            self.execute(statement, parameters)
        return self

    def _describe(self, cursor: apsw.Cursor, statement: str, parameters: Any) -> bool:
        self.description = tuple((*column, None, None, None, None, None)[:7] for column in cursor.get_description())
        self.description = self.description or None
        return True

    def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows

    def fetchone(self) -> Any:
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size: int = 1) -> list[Any]:
        rows, self._rows = self._rows[:size], self._rows[size:]
        return rows

    def close(self) -> None:
        self._rows = []


class Connection:
    """Opens no transaction by itself: the house does."""

    isolation_level = None

    def __init__(self, name: str) -> None:
        with _told():
            flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI
            self._connection = apsw.Connection(name, flags)
        self._connection.set_wal_hook(_checkpoint)

    def cursor(self) -> Cursor:
        return Cursor(self._connection)

    def commit(self) -> None:
        self._end("commit")

    def rollback(self) -> None:
        self._end("rollback")

    def _end(self, how: str) -> None:
        if self._connection.in_transaction:
            self.cursor().execute(how)

    def create_function(self, name: str, arguments: int, function: Callable[..., Any], **how: bool) -> None:
        self._connection.create_scalar_function(name, function, arguments, **how)

    def close(self) -> None:
        with suppress(apsw.Error):  # sqlite3 says nothing either of what could not be tidied up
            self._connection.close()


def _checkpoint(connection: apsw.Connection, database: str, pages: int) -> int:
    """As SQLite does by itself after a commit, and as forgiving: what it fails to do waits for the next one."""
    if pages >= CHECKPOINT:
        with suppress(apsw.Error):
            connection.wal_checkpoint()
    return apsw.SQLITE_OK


def connect(name: str, **_: Any) -> Connection:
    return Connection(name)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except apsw.Error as error:
        told = _KINDS.get(type(error), sqlite3.OperationalError)(str(error) or type(error).__name__)
        told.sqlite_errorcode = getattr(error, "extendedresult", 0)
        raise told from error
