"""What the database says of its disk, as errors of the house."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from enishi.errors import StoreFailed, StoreFull

_DISK = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_READONLY,
}


@contextmanager
def told() -> Iterator[None]:
    """Raises StoreFull or StoreFailed in place of what the database says of its disk."""
    try:
        yield
    except DBAPIError as error:
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # without what SQLite adds for experts
        if code == sqlite3.SQLITE_FULL:
            sentence = "The server's disk is full: nothing new can be kept until there is room on it again."
            raise StoreFull(sentence) from error
        if code in _DISK:
            sentence = "The server's disk does not do as it is told. Try again; if that fails, ask who runs the server."
            raise StoreFailed(sentence) from error
        raise
