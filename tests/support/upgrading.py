"""Upgrades a copy of a database again and again, and each time is killed one change later.

python -m tests.support.upgrading DATABASE DIRECTORY
"""

import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path

from sqlalchemy import Connection, event

from enishi.store import schema
from tests.support.schemas import opened


def main(database: Path, directory: Path) -> None:
    """Leaves what each upgrade left, numbered by the changes it came to; the last one came to the end."""
    for number in count():
        file = directory / f"{number}" / "enishi.db"
        file.parent.mkdir()
        shutil.copy(database, file)
        child = os.fork()
        if child == 0:
            upgrade(file, number)
            os._exit(0)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0:
            return


def upgrade(file: Path, changes: int) -> None:
    """Dies before the change of that number; the commit is one."""
    left = iter(range(changes))

    def before_commit(connection: Connection) -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(connection: Connection, cursor: object, statement: str, *_: object) -> None:
        if statement.split()[0] not in ("PRAGMA", "SELECT"):
            before_commit(connection)

    with opened(file) as engine:
        event.listen(engine, "before_cursor_execute", before)
        event.listen(engine, "commit", before_commit)
        schema.upgrade(engine)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
