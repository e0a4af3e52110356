"""Copies of a database and its files: taken while the server runs, put back while it does not; whole, or not at all."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

from enishi.errors import DataUnusable
from enishi.files import sync
from enishi.store.blobs.blobs import FOLDER
from enishi.store.blobs.copies import beside, collect, link, prune, sync_folders
from enishi.store.check import SOUND, examine
from enishi.store.sqlite import FILE, own

Progress = Callable[[int, int], object]
"""Told how many bytes are copied, of about how many."""

LEAP = 1_000_000
"""What the numbers of a restored room skip: more facts than it can have had since the backup."""

INSTRUCTIONS = 10_000
"""Steps of SQLite's machine between two reports of progress: some milliseconds."""


def back_up(directory: Path, copy: Path, progress: Progress, *, files: bool = True) -> set[str]:
    """Copy the database of a data directory as it is now, and its files beside it; a server may write meanwhile.

    Returns the names of files that are not in the copy, since they are missing or damaged. Without `files` where these
    are in a bucket. Raises DataUnusable when it cannot be copied, or the copy's name is taken; OSError.
    """
    for taken in (copy, beside(copy)):
        if taken.exists():
            raise DataUnusable(f"{taken} is there already. Choose another name, or remove it first.")
    copied = beside(copy).with_name(f"{beside(copy).name}.partial")
    shutil.rmtree(copied, ignore_errors=True)
    partial = _copy(directory / FILE, copy, progress)
    missing: set[str] = set()
    while files and not (lacks := collect(partial, directory / FOLDER, copied)) <= missing:
        missing = lacks  # some may have been erased since the database was copied: the next copy needs them no more
        partial = _copy(directory / FILE, copy, progress)
    if copied.exists():
        prune(partial, copied)
        sync_folders(copied)
        copied.replace(beside(copy))
    partial.replace(copy)  # last: where it is, everything is
    sync(copy.parent)
    return lacks if files else set()


def restore(
    copy: Path, directory: Path, progress: Progress, *, replace: bool = False, files: bool = True
) -> Path | None:
    """Put a copy in the place of a data directory's database, at once; returns where the former one is kept.

    Without `files` where these are in a bucket. Raises DataBusy while a server runs; DataUnusable when the copy is
    damaged or a newer Enishi's, or when there is data already and nobody said to `replace` it; OSError.
    """
    with closing(own(directory)):
        present = directory / FILE
        if present.exists() and not replace:
            raise DataUnusable(f"{directory} holds data already. With --replace it is kept aside, under another name.")
        restored = _copy(copy, present, progress)
        with closing(sqlite3.connect(restored)) as connection, connection:
            # Pages that are open saw numbers that nobody remembers now: new facts must not come under them again.
            connection.execute("UPDATE rooms SET last = last + ?", (LEAP,))
        if files and collect(restored, beside(copy), directory / FOLDER) and not beside(copy).exists():
            raise DataUnusable(f"{beside(copy)} is not there. A backup is both, the database and that folder.")
        if files:
            sync_folders(directory / FOLDER)
        former = _set_aside(present) if present.exists() else None
        restored.replace(present)
        sync(directory)
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
    sync(copy)
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
    link(present.parent / FOLDER, beside(former))
    for part in ("-wal", "-shm"):
        present.with_name(FILE + part).unlink(missing_ok=True)
    return former
