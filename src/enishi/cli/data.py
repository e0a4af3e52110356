"""What the commands share: which data directory they mean, and how far a copy is."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from enishi.errors import DataUnusable
from enishi.settings import Settings
from enishi.store.backup import Progress


def add_data(parser: argparse.ArgumentParser) -> None:
    """Let the command line name the directory."""
    parser.add_argument("--data", help="the data directory, with the database and the models (ENISHI_DATA)")


def settings_of(arguments: argparse.Namespace) -> Settings:
    """The settings, with what the command line says instead."""
    given = {name: getattr(arguments, name, None) for name in ("host", "port", "data")}
    return Settings(**{name: value for name, value in given.items() if value is not None})


def keep_private() -> None:
    """Have no file that is made from now on read by other users of the machine."""
    os.umask(0o077)


def directory(arguments: argparse.Namespace) -> Path:
    """What the command line names, or else the settings; raises DataUnusable where they name PostgreSQL."""
    if arguments.data is not None:
        return Path(arguments.data)
    settings = Settings()
    if settings.database is not None:
        raise DataUnusable("ENISHI_DATABASE names a PostgreSQL database: its own tools copy it (pg_dump, pg_restore).")
    return settings.data


@contextmanager
def copying(what: str) -> Iterator[Progress]:
    """A bar of what is copied, on a terminal."""
    with tqdm(desc=what, unit="B", unit_scale=True, disable=None, leave=False) as bar:

        def report(done: int, size: int) -> None:
            bar.total = size
            bar.update(done - bar.n)

        yield report
