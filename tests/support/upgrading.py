"""Upgrades a database, and copies its files before each change: what SIGKILL would leave of the process just then.

python -m tests.support.upgrading DATABASE DIRECTORY

SIGKILL takes the memory of a process, and leaves its files as they are.
"""

import os
import shutil
import sys
from itertools import count
from pathlib import Path

from sqlalchemy import Connection, event

from enishi.store import schema
from tests.support.schemas import opened


def main(database: Path, directory: Path) -> None:
    """Numbers the copies by the changes that came before; the last one is of the whole upgrade."""
    numbers = count()

    def before_commit(connection: Connection) -> None:
        copy(database, directory / f"{next(numbers)}")

    def before(connection: Connection, cursor: object, statement: str, *_: object) -> None:
        if statement.split()[0] not in ("PRAGMA", "SELECT"):
            before_commit(connection)

    with opened(database) as engine:
        event.listen(engine, "before_cursor_execute", before)
        event.listen(engine, "commit", before_commit)
        schema.upgrade(engine)
    copy(database, directory / f"{next(numbers)}")


def copy(database: Path, directory: Path) -> None:
    """In a process of its own: closing a file gives up the locks that its process has on it."""
    child = os.fork()
    if child == 0:
        directory.mkdir()
        for file in database.parent.glob(f"{database.name}*"):
            shutil.copy(file, directory)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
