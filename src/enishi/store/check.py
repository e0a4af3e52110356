"""Looks for what is wrong with a database file; it only reads, and a server may run."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from enishi.errors import DataUnusable
from enishi.store import schema
from enishi.store.engines import open_engine

RESTORE = "Stop Enishi, and `enishi restore` a backup; without one, `sqlite3 enishi.db .recover` saves a part."

MOST = 10
"""How many troubles of a kind are told one by one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, and what to do about it, in sentences."""

    trouble: str
    advice: str


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must be so, and how to find where it is not."""

    title: str
    look: Callable[[Connection], Iterator[str]]
    advice: str


def examine(file: Path, checks: Iterable[Check]) -> list[Finding]:
    """What these checks find wrong with a database; those of facts are left out where its schema is an older one.

    Raises DataUnusable when there is none, or it is not Enishi's, or a newer one's.
    """
    if not file.is_file():
        raise DataUnusable(f"There is no {file}.")
    engine = open_engine(file, mode="ro")
    found: list[Finding] = []
    try:
        with engine.connect() as connection:
            newest = _is_newest(connection, file)
            for check in checks:
                if newest or check in SOUND:
                    found += [Finding(trouble, check.advice) for trouble in islice(check.look(connection), MOST)]
    except DBAPIError as error:
        found.append(Finding(f"{file} cannot be read: {error.orig}.", RESTORE))
    finally:
        engine.dispose()
    return found


def _is_newest(connection: Connection, file: Path) -> bool:
    """Whether the tables are those that the code knows; raises DataUnusable."""
    revision = schema.revision(connection)
    if revision is None:
        raise DataUnusable(f"{file} is no database of Enishi's.")
    return revision == schema.revisions()[-1]


def _pages(connection: Connection) -> Iterator[str]:
    for told in connection.exec_driver_sql(f"PRAGMA integrity_check({MOST})").scalars():
        if told != "ok":
            yield f"The file is damaged: {told}."


def _references(connection: Connection) -> Iterator[str]:
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} refers to something in {parent} that is not there."


SOUND = (
    Check("the file is whole", _pages, RESTORE),
    Check("what is referred to is there", _references, RESTORE),
)
