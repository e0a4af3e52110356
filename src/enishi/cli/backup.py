"""`enishi backup`: a copy of the database, also while the server runs."""

import argparse
from pathlib import Path

from enishi.cli.data import add_data, copying, directory
from enishi.store.backup import back_up


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the command."""
    parser = subparsers.add_parser("backup", help="copy the database into a file; the server may run")
    parser.add_argument("file", type=Path, metavar="FILE", help="the new file")
    add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Copies, and says how much; raises DataUnusable."""
    with copying("Copying") as progress:
        back_up(directory(arguments), arguments.file, progress)
    print(f"{arguments.file} holds everything, {arguments.file.stat().st_size / 1_000_000:.1f} MB.")
    return 0
