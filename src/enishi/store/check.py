"""What a database must be like: whole, and each fact in its place. It only looks, also while a server runs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, Subquery, and_, func, not_, select, union_all
from sqlalchemy.exc import DBAPIError

from enishi.errors import DataUnusable
from enishi.store import schema
from enishi.store.engines import open_engine
from enishi.store.tables import messages, metadata, questions, rooms, translations

RESTORE = "Stop Enishi, and `enishi restore` a backup; without one, `sqlite3 enishi.db .recover` saves a part."
REPORT = "This is a fault of Enishi: please report it. A backup from before does not have it."
OUTDATED = "Nobody is shown it any more. Editing the message makes all of them anew."

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


def _doubles(connection: Connection) -> Iterator[str]:
    numbers = _numbers()
    query = select(numbers).group_by(numbers.c.room, numbers.c.seq).having(func.count() > 1)
    for room, seq in connection.execute(query):
        yield f"The room {room} gave the number {seq} twice."


def _beyond(connection: Connection) -> Iterator[str]:
    numbers = _numbers()
    query = select(numbers).join(rooms, rooms.c.id == numbers.c.room).where(numbers.c.seq > rooms.c.last)
    for room, seq in connection.execute(query):
        yield f"The room {room} has a number {seq}, beyond its last."


def _numbers() -> Subquery:
    """Every number that a room has given to what is still there."""
    facts = [table for table in metadata.sorted_tables if {"room", "seq"} <= set(table.c.keys())]
    changes = select(messages.c.room, messages.c.changed).where(messages.c.changed != messages.c.seq)
    return union_all(*(select(fact.c.room, fact.c.seq) for fact in facts), changes).subquery()


def _outdated(connection: Connection) -> Iterator[str]:
    for table, name in ((translations, "translation"), (questions, "question")):
        query = select(table.c.message, table.c.language).join(messages, messages.c.id == table.c.message)
        present = table.c.of == messages.c.changed, table.c.room == messages.c.room, messages.c.removed_at.is_(None)
        for message, language in connection.execute(query.where(not_(and_(*present)))):
            yield f"A {name} in {language} belongs to no present form of its message {message}."


def _removed(connection: Connection) -> Iterator[str]:
    query = select(messages.c.id).where(messages.c.removed_at.is_not(None), messages.c.text != "")
    for message in connection.execute(query).scalars():
        yield f"The words of the message {message}, which was removed, are still there."


SOUND = (
    Check("the file is whole", _pages, RESTORE),
    Check("what is referred to is there", _references, RESTORE),
)
CHECKS = (
    *SOUND,
    Check("no number was given twice", _doubles, REPORT),
    Check("no number is beyond its room's last", _beyond, REPORT),
    Check("translations and questions belong to a form of a message", _outdated, OUTDATED),
    Check("removed words are gone", _removed, REPORT),
)
