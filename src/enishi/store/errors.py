"""What the database says of its disk, or of itself, as errors of the house."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from enishi.errors import StoreError, StoreFailed, StoreFull

log = logging.getLogger(__name__)

_DISK = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_READONLY,
}


_DISK_FULL = "53100"
"""PostgreSQL's code (its documentation, appendix A)."""

_NOT_THERE = ("08", "57P")
"""The classes of codes that tell of a connection that broke, and of a database that stops or starts."""


@contextmanager
def store_errors() -> Iterator[None]:
    """Raises StoreFull or StoreFailed in place of what the database says of its disk."""
    try:
        yield
    except DBAPIError as error:
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # without what SQLite adds for experts
        state = getattr(error.orig, "sqlstate", None) or ""
        if code == sqlite3.SQLITE_FULL or state == _DISK_FULL:
            sentence = "The server's disk is full: nothing new can be kept until there is room on it again."
            raise StoreFull(sentence) from error
        if error.connection_invalidated or state.startswith(_NOT_THERE):
            raise _not_there() from error
        if code in _DISK:
            sentence = "The server's disk does not do as it is told. Try again; if that fails, ask who runs the server."
            raise StoreFailed(sentence) from error
        raise
    except OSError as error:  # no connection can be made
        raise _not_there() from error


class Reading:
    """What reading says of the disk. The log learns when it begins to fail, and when that is over."""

    def __init__(self) -> None:
        self._failing = False

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Raises like `store_errors`."""
        try:
            with store_errors():
                yield
        except StoreError as error:
            if not self._failing:
                log.error("Something could not be read: %s.", getattr(error.__cause__, "orig", error))
            self._failing = True
            raise
        if self._failing:
            log.warning("Reading works again.")
        self._failing = False


def _not_there() -> StoreFailed:
    return StoreFailed("The server's database is not there just now. Try again in a moment.")
