"""`enishi restore`: puts a backup in the place of the database, while no server runs."""

import argparse
from pathlib import Path

from enishi.cli.data import add_data, copying, directory, keep_private
from enishi.store.backup import restore


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the command."""
    parser = subparsers.add_parser("restore", help="put a backup in the place of the database; stop the server first")
    parser.add_argument("file", type=Path, metavar="FILE", help="the backup")
    parser.add_argument("--replace", action="store_true", help="also where there is data, which is kept aside")
    add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Restores, and says where the former data is; raises DataBusy, DataUnusable."""
    keep_private()
    place = directory(arguments)
    with copying("Restoring") as progress:
        former = restore(arguments.file, place, progress, replace=arguments.replace)
    print(f"{place} is as it was when {arguments.file} was made. Start Enishi, and let people reload their pages.")
    if former:
        print(f"What was there before is in {former}.")
    return 0
