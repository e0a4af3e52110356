"""What the commands about the data directory share: which one it is, and how far a copy is."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from enishi.errors import DataUnusable
from enishi.settings import Settings
from enishi.store.backup import Progress


def add_data(parser: argparse.ArgumentParser) -> None:
    """Let the command line name the directory."""
    parser.add_argument("--data", help="the directory of the database")


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
