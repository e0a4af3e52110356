"""What the commands about the data directory share: which one it is, and how far a copy is."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from enishi.settings import Settings
from enishi.store.backup import Progress


def add_data(parser: argparse.ArgumentParser) -> None:
    """Let the command line name the directory."""
    parser.add_argument("--data", help="the directory of the database")


def directory(arguments: argparse.Namespace) -> Path:
    """The directory that the command line, or else the settings, name."""
    return Settings(**({} if arguments.data is None else {"data": arguments.data})).data


@contextmanager
def copying(what: str) -> Iterator[Progress]:
    """A bar of what is copied, on a terminal."""
    with tqdm(desc=what, unit="B", unit_scale=True, disable=None, leave=False) as bar:

        def report(done: int, size: int) -> None:
            bar.total = size
            bar.update(done - bar.n)

        yield report
