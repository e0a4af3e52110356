"""Copies of a database: taken while the server runs, put back while it does not; whole, or not there at all."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

from enishi.errors import DataUnusable
from enishi.store.check import SOUND, examine
from enishi.store.sqlite import FILE, own

Progress = Callable[[int, int], object]
"""Told how many bytes are copied, of about how many."""

LEAP = 1_000_000
"""What the numbers of a restored room skip: more facts than it can have had since the backup."""

INSTRUCTIONS = 10_000
"""Steps of SQLite's machine between two reports of progress: some milliseconds."""


def back_up(directory: Path, copy: Path, progress: Progress) -> None:
    """Copy the database of a data directory as it is now; a server may write to it meanwhile.

    Raises DataUnusable when it cannot be copied, or the copy's name is taken; OSError.
    """
    if copy.exists():
        raise DataUnusable(f"{copy} is there already. Choose another name, or remove it first.")
    _copy(directory / FILE, copy, progress).replace(copy)
    _sync(copy.parent)


def restore(copy: Path, directory: Path, progress: Progress, *, replace: bool = False) -> Path | None:
    """Put a copy in the place of a data directory's database, at once; returns where the former one is kept.

    Raises DataBusy while a server runs; DataUnusable when the copy is damaged or a newer Enishi's, or when there is
    data already and nobody said to `replace` it; OSError.
    """
    with closing(own(directory)):
        present = directory / FILE
        if present.exists() and not replace:
            raise DataUnusable(f"{directory} holds data already. With --replace it is kept aside, under another name.")
        restored = _copy(copy, present, progress)
        with closing(sqlite3.connect(restored)) as connection, connection:
            # Pages that are open saw numbers that nobody remembers now: new facts must not come under them again.
            connection.execute("UPDATE rooms SET last = last + ?", (LEAP,))
        former = _set_aside(present) if present.exists() else None
        restored.replace(present)
        _sync(directory)
    return former


def _copy(source: Path, target: Path, progress: Progress) -> Path:
    """A sound copy of a sound database, beside its target; compact, and without a trace of what was removed."""
    copy = target.with_name(f"{target.name}.partial")
    copy.unlink(missing_ok=True)
    _check(source)
    try:
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.set_progress_handler(lambda: _report(copy, source, progress), INSTRUCTIONS)
            connection.execute("VACUUM INTO ?", (str(copy),))
    except sqlite3.Error as error:
        copy.unlink(missing_ok=True)
        raise DataUnusable(f"{source} cannot be copied to {target}: {error}.") from error
    _check(copy)
    _sync(copy)
    return copy


def _report(copy: Path, source: Path, progress: Progress) -> int:
    progress(copy.stat().st_size if copy.exists() else 0, source.stat().st_size)
    return 0  # SQLite shall go on


def _check(file: Path) -> None:
    """Raises DataUnusable for what is damaged, not Enishi's, or a newer one's."""
    if found := examine(file, SOUND):
        raise DataUnusable(f"{found[0].trouble} {found[0].advice}")


def _set_aside(present: Path) -> Path:
    """Give a database another name beside its own, which is free to be replaced then."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(present)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # and closing removes the log, which is empty then
    names = (present.with_name(f"enishi-former-{number}.db") for number in count(1))
    former = next(name for name in names if not name.exists())
    for part in ("", "-wal"):  # the log is still there when the file is damaged
        if present.with_name(FILE + part).exists():
            os.link(present.with_name(FILE + part), former.with_name(former.name + part))
    for part in ("-wal", "-shm"):
        present.with_name(FILE + part).unlink(missing_ok=True)
    return former


def _sync(path: Path) -> None:
    """Return when a file, or the names in a directory, are on disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
