"""What a check finds in a database, and that it finds nothing where nothing is wrong."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from enishi.errors import DataUnusable
from enishi.gathering.messages.checks import CHECKS, OUTDATED, REPORT
from enishi.store import schema
from enishi.store.check import RESTORE, examine
from enishi.store.sqlite import FILE, SQLiteStore
from tests.support.rooms import place
from tests.support.schemas import make

FAULTS = {
    "twice": ("UPDATE translations SET seq = 1", REPORT),
    "beyond its last": ("UPDATE rooms SET last = 2", REPORT),
    "no present form": ("UPDATE translations SET of = 7", OUTDATED),
    "still there": ("UPDATE messages SET text = 'hello' WHERE removed_at IS NOT NULL", REPORT),
    "refers to something in messages": ("DELETE FROM messages WHERE seq = 1", RESTORE),
}


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    """A database with a message in two languages, one that was edited, and one that was removed."""
    async with SQLiteStore(tmp_path) as store:
        room = await place(store)
        await room.translate(await room.post(room.ada), "pt")
        await room.edit(await room.post(room.ada), "other words")
        await room.remove(await room.post(room.rui))
    return tmp_path / FILE


async def test_nothing_is_found_where_nothing_is_wrong(file: Path) -> None:
    assert examine(file, CHECKS) == []


@pytest.mark.parametrize("words", FAULTS)
async def test_each_fault_is_told_with_what_to_do(file: Path, words: str) -> None:
    statement, advice = FAULTS[words]
    with closing(sqlite3.connect(file)) as connection, connection:
        assert connection.execute(statement).rowcount == 1
    found = examine(file, CHECKS)
    assert words in found[0].trouble
    assert {finding.advice for finding in found} == {advice}


async def test_damage_is_told_with_what_to_do(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.seek(4096 * 3)
        opened.write(b"x" * 4096 * 20)
    found = examine(file, CHECKS)
    assert "damaged" in found[0].trouble
    assert {finding.advice for finding in found} == {RESTORE}


def test_what_cannot_be_looked_at_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataUnusable, match="There is no"):
        examine(tmp_path / FILE, CHECKS)
    (tmp_path / FILE).touch()
    with pytest.raises(DataUnusable, match="no database of Enishi's"):
        examine(tmp_path / FILE, CHECKS)


def test_of_an_older_schema_only_the_file_is_looked_at(tmp_path: Path) -> None:
    make(tmp_path / FILE, schema.revisions()[0])
    assert examine(tmp_path / FILE, CHECKS) == []
