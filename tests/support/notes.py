"""A table of notes, for tests that care how something is written and not what."""

from collections.abc import Callable
from functools import partial

from sqlalchemy import Connection, text


def note(connection: Connection, word: str) -> str:
    connection.execute(text("create table if not exists notes (word text primary key)"))
    connection.execute(text("insert into notes values (:word)"), {"word": word})
    return word


def noting(word: str) -> Callable[[Connection], str]:
    return partial(note, word=word)


def words(connection: Connection) -> set[str]:
    return set(connection.execute(text("select word from notes")).scalars())
