"""The schema of a database: which revision it has, and how it comes to the newest. It only ever goes forward."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from enishi.errors import DataUnusable

MIGRATIONS = Path(__file__).parent / "migrations"
SNAPSHOT = MIGRATIONS / "snapshot.sql"
"""What SQLite has after all migrations (`make docs` writes it): a new file starts there, and not at the first one."""


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring a database, also an empty one, to a revision: all the way or, when anything is in the way, not at all.

    Raises DataUnusable for a database of a newer Enishi.
    """
    with engine.begin() as connection:
        upgrade_over(connection, to)


def upgrade_file(engine: Engine) -> None:
    """The same for an SQLite file to the newest; an empty one takes the snapshot, and from there what came after it."""
    with engine.begin() as connection:
        if not inspect(connection).get_table_names():
            for statement in SNAPSHOT.read_text("utf-8").split(";\n"):
                connection.exec_driver_sql(statement)
        if not is_newest(connection):
            upgrade_over(connection)


def upgrade_over(connection: Connection, to: str = "head") -> None:
    """The same in a transaction that is under way."""
    revision(connection)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def revision(connection: Connection) -> str | None:
    """Which revision a database has, none when it is empty; raises DataUnusable when that is a newer Enishi's."""
    found = MigrationContext.configure(connection).get_current_revision()
    if found is not None and found not in revisions():
        raise DataUnusable(f"The database was written by a newer Enishi (its schema is {found}). Install that one.")
    return found


def is_newest(connection: Connection) -> bool:
    """Whether a database has the newest revision; raises DataUnusable when it is a newer Enishi's."""
    return revision(connection) == revisions()[-1]


@cache
def revisions() -> tuple[str, ...]:
    """All that there are, the oldest first."""
    scripts = ScriptDirectory.from_config(_config())
    return tuple(script.revision for script in scripts.walk_revisions())[::-1]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
