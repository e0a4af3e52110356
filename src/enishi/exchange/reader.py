"""The process that reads a file of strangers: its bytes on standard input, a JSON line for each entry out.

A line is [line, text, language, translations] for a unit, and [line, code, sentence] for what is left out.
"""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import astuple
from itertools import islice
from typing import Any

from enishi.errors import Unreadable
from enishi.exchange import csv_files, tmx
from enishi.exchange.units import MOST_UNITS, Entry, Unit
from enishi.workers.limits import limit

_MEMORY = 400
"""Mebibytes; the densest file that may come, a tree of a million elements, takes 200."""

_READ = {"tmx": tmx.read, "csv": csv_files.read}


def main() -> None:
    """Reads a file of the kind that the command line names."""
    limit(_MEMORY)
    os.nice(5)  # nobody waits for a file as they wait for a message
    try:
        for line in _lines(_READ[sys.argv[1]](sys.stdin.buffer.read())):
            sys.stdout.buffer.write(json.dumps(line).encode() + b"\n")
    except MemoryError:
        sys.exit(1)  # without a traceback: it is the file's fault


def _lines(entries: Iterator[Entry]) -> Iterator[list[Any]]:
    """The entries as JSON has them; one more than a file may have is enough to refuse it."""
    try:
        for line, entry in islice(entries, MOST_UNITS + 1):
            yield [line, *(astuple(entry) if isinstance(entry, Unit) else (entry.code, entry.sentence))]
    except Unreadable as error:
        yield [error.line, error.code, error.sentence]


if __name__ == "__main__":
    main()
