"""The files of blobs beside a copy of the database: for backups, and for what a restore replaces."""

import os
import shutil
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path

from sqlalchemy import inspect

from enishi.files import sync
from enishi.store.blobs import table
from enishi.store.blobs.blobs import NEW
from enishi.store.engines import open_engine


def beside(database: Path) -> Path:
    """The folder with the files of a copy of the database."""
    return database.with_name(f"{database.name}.blobs")


def collect(database: Path, source: Path, target: Path) -> set[str]:
    """Copy every file that a database needs, unless it is there; returns the names of those missing or damaged.

    Nothing in `target` is replaced, since no two files ever have the same name. Raises OSError.
    """
    missing = {name for name in _names(database) if not (target / name).exists() and not _copy(source, target, name)}
    with suppress(OSError):  # not there, or what a server was receiving when it was killed is still in it
        (target / NEW).rmdir()
    return missing


def prune(database: Path, folder: Path) -> None:
    """Remove the files that a database does not need."""
    needed = set(_names(database))
    for path in folder.glob("??/*"):
        if f"{path.parent.name}/{path.name}" not in needed:
            path.unlink()


def link(source: Path, target: Path) -> None:
    """Give every file of blobs another name in another folder of the same file system."""
    for path in source.glob("??/*"):
        (target / path.parent.name).mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.link(path, target / path.parent.name / path.name)


def sync_folders(folder: Path) -> None:
    """Return when the names of all files in it, if there is one, are on disk."""
    if folder.exists():
        for each in (folder.parent, folder, *folder.glob("??")):
            sync(each)


def _names(database: Path) -> list[str]:
    engine = open_engine(database, mode="ro")
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table(table.blobs.name):  # of an earlier version
                return []
            return [blob.name for blob in table.every(connection)]
    finally:
        engine.dispose()


def _copy(source: Path, target: Path, name: str) -> bool:
    """Whether there is such a file, and it is what its name says."""
    if not (source / name).is_file():
        return False
    partial, whole = target / NEW / Path(name).name, target / name
    for path in (partial, whole):
        path.parent.mkdir(parents=True, exist_ok=True)
    with partial.open("w+b") as copy:
        with suppress(FileNotFoundError), (source / name).open("rb") as file:  # it may be erased by now
            shutil.copyfileobj(file, copy)
        copy.flush()
        os.fsync(copy.fileno())
        copy.seek(0)
        is_whole = file_digest(copy, "sha256").digest() == table.hash_of(name)
    if is_whole:
        partial.replace(whole)
    else:
        partial.unlink()
    return is_whole
