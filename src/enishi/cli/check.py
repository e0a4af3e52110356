"""`enishi check`: whether a database is whole and each fact in its place; it only looks, and the server may run."""

import argparse
from pathlib import Path

from tqdm import tqdm

import enishi.app.features  # noqa: F401  (declares the tables of all features)
from enishi.cli.data import add_data, directory
from enishi.gathering.messages.checks import CHECKS
from enishi.store.blobs.blobs import FOLDER
from enishi.store.blobs.check import checks as blob_checks
from enishi.store.blobs.copies import beside
from enishi.store.blobs.directory import Directory
from enishi.store.check import examine
from enishi.store.sqlite import FILE


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the command."""
    parser = subparsers.add_parser("check", help="look for faults in the database; the server may run")
    parser.add_argument("file", type=Path, metavar="FILE", nargs="?", help="a backup to look at instead")
    add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Says what is wrong and what to do about it; 1 when anything is. Raises DataUnusable."""
    file = arguments.file or directory(arguments) / FILE
    files = beside(file) if arguments.file else file.with_name(FOLDER)
    checks = (*CHECKS, *blob_checks(Directory(files)))
    found = examine(file, tqdm(checks, desc="Looking", disable=None, leave=False))
    for finding in found:
        print(f"{finding.trouble}\n  {finding.advice}")
    if not found:
        print(f"Nothing is wrong with {file}.")
    return 1 if found else 0
