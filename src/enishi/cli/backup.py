"""`enishi backup`: a copy of the database and of the files beside it, also while the server runs."""

import argparse
from pathlib import Path

from enishi.cli.data import add_data, copying, directory, keep_private
from enishi.store.backup import back_up
from enishi.store.blobs.copies import beside


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the command."""
    parser = subparsers.add_parser("backup", help="copy the database and what people sent; the server may run")
    parser.add_argument("file", type=Path, metavar="FILE", help="the new file")
    add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Copies, and says how much; raises DataUnusable."""
    keep_private()
    with copying("Copying") as progress:
        missing = back_up(directory(arguments), arguments.file, progress)
    folder = f", and {beside(arguments.file)} what people sent" if beside(arguments.file).exists() else ""
    print(f"{arguments.file} holds everything, {arguments.file.stat().st_size / 1_000_000:.1f} MB{folder}.")
    if missing:
        print(f"Files that are missing or damaged are not in it: {len(missing)}. `enishi check` tells which.")
    return 0
