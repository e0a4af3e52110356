"""Copies of a database: of one moment while it is written to, put back as a whole or not at all."""

import asyncio
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from enishi.errors import DataBusy, DataUnusable
from enishi.gathering.messages.checks import CHECKS
from enishi.store.backup import LEAP, back_up, restore
from enishi.store.check import examine
from enishi.store.sqlite import FILE, SQLiteStore
from tests.support.rooms import place


def progress(done: int, size: int) -> None:
    """Nobody looks."""


def texts(file: Path) -> list[str]:
    """The messages in a file, which SQLite opens without taking the log along."""
    with closing(sqlite3.connect(f"{file.as_uri()}?immutable=1", uri=True)) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM messages ORDER BY seq")]


async def furnished(directory: Path, *said: str) -> None:
    """A data directory in which these words were said."""
    async with SQLiteStore(directory) as store:
        room = await place(store)
        for words in said:
            await room.post(room.ada, words)


async def test_a_copy_while_it_is_written_to_is_of_one_moment(tmp_path: Path) -> None:
    async with SQLiteStore(tmp_path) as store:
        room = await place(store)
        stop = asyncio.Event()

        async def go_on() -> list[str]:
            said: list[str] = []
            while not stop.is_set():
                said.append((await room.post(room.ada, f"{len(said)}")).text)
            return said

        saying = [asyncio.create_task(go_on()) for _ in range(4)]
        copies = [tmp_path / f"{number}.copy" for number in range(5)]
        for copy in copies:
            await room.post(room.rui, copy.name)
            await asyncio.to_thread(back_up, tmp_path, copy, progress)
        stop.set()
        everything = await asyncio.gather(*saying)
    for copy in copies:
        assert examine(copy, CHECKS) == []
        assert copy.name in texts(copy)
        assert len(texts(copy)) <= sum(map(len, everything)) + len(copies)
    with closing(sqlite3.connect(copies[-1])) as connection:
        numbers = [seq for (seq,) in connection.execute("SELECT seq FROM messages ORDER BY seq")]
    assert numbers == list(range(1, len(numbers) + 1))


async def test_a_copy_holds_what_is_only_in_the_log_and_leaves_that_alone(tmp_path: Path) -> None:
    async with SQLiteStore(tmp_path / "alive") as store:
        room = await place(store)
        await room.post(room.ada, "in the log")
        shutil.copytree(tmp_path / "alive", tmp_path / "killed")  # as a SIGKILL leaves it
    log = tmp_path / "killed" / f"{FILE}-wal"
    before = log.read_bytes()
    back_up(tmp_path / "killed", tmp_path / "copy", progress)
    assert log.read_bytes() == before
    assert texts(tmp_path / "copy") == ["in the log"]


async def test_a_copy_keeps_no_trace_of_what_was_removed(tmp_path: Path) -> None:
    async with SQLiteStore(tmp_path) as store:
        room = await place(store)
        await room.remove(await room.post(room.ada, "an unhappy secret"))
        back_up(tmp_path, tmp_path / "copy", progress)
    assert b"unhappy" not in (tmp_path / "copy").read_bytes()


def test_a_copy_replaces_no_file(tmp_path: Path) -> None:
    SQLiteStore(tmp_path).close()
    (tmp_path / "copy").write_text("precious")
    with pytest.raises(DataUnusable, match="there already"):
        back_up(tmp_path, tmp_path / "copy", progress)
    assert (tmp_path / "copy").read_text() == "precious"


def test_where_no_copy_can_be_made_it_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    SQLiteStore(tmp_path).close()
    with pytest.raises(DataUnusable, match="cannot be copied to"):
        back_up(tmp_path, tmp_path / "nowhere" / "copy", progress)
    with pytest.raises(DataUnusable, match="There is no"):
        back_up(tmp_path / "nothing", tmp_path / "copy", progress)
    assert not list(tmp_path.rglob("copy*"))


async def test_restored_numbers_leap_and_everything_is_there(tmp_path: Path) -> None:
    await furnished(tmp_path / "a", "hello")
    back_up(tmp_path / "a", tmp_path / "copy", progress)
    assert restore(tmp_path / "copy", tmp_path / "b", progress) is None
    async with SQLiteStore(tmp_path / "b") as store:
        again = await place(store)
        assert (await again.post(again.ada, "new room")).seq == 1
        with closing(sqlite3.connect(tmp_path / "b" / FILE)) as connection:
            assert connection.execute("SELECT max(last) FROM rooms").fetchone() == (LEAP + 1,)
    assert examine(tmp_path / "b" / FILE, CHECKS) == []


async def test_nothing_is_restored_over_data_or_beside_a_server(tmp_path: Path) -> None:
    await furnished(tmp_path, "old")
    back_up(tmp_path, tmp_path / "copy", progress)
    with pytest.raises(DataUnusable, match="--replace"):
        restore(tmp_path / "copy", tmp_path, progress)
    with closing(SQLiteStore(tmp_path)), pytest.raises(DataBusy):
        restore(tmp_path / "copy", tmp_path, progress, replace=True)


@pytest.mark.parametrize("killed", [False, True])
async def test_what_is_replaced_is_kept_aside_as_a_whole(tmp_path: Path, killed: bool) -> None:
    await furnished(tmp_path / "a", "new")
    back_up(tmp_path / "a", tmp_path / "copy", progress)
    async with SQLiteStore(tmp_path / "alive") as store:
        room = await place(store)
        await room.post(room.ada, "old")
        if killed:
            shutil.copytree(tmp_path / "alive", tmp_path / "b")
    if not killed:
        shutil.copytree(tmp_path / "alive", tmp_path / "b")
    former = restore(tmp_path / "copy", tmp_path / "b", progress, replace=True)
    assert former
    assert texts(former) == ["old"]
    assert texts(tmp_path / "b" / FILE) == ["new"]
    assert sorted(path.name for path in (tmp_path / "b").iterdir()) == sorted([former.name, FILE, "lock"])


@pytest.mark.parametrize("moment", [(os, "link"), (Path, "replace")])
async def test_a_restore_that_ends_in_the_middle_leaves_the_former_data(
    tmp_path: Path, moment: tuple[object, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    await furnished(tmp_path / "a", "new")
    back_up(tmp_path / "a", tmp_path / "copy", progress)
    await furnished(tmp_path / "b", "old")

    def cut(*_: object) -> None:
        raise OSError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr(*moment, cut)
        with pytest.raises(OSError, match="power"):
            restore(tmp_path / "copy", tmp_path / "b", progress, replace=True)
    async with SQLiteStore(tmp_path / "b"):
        pass
    assert texts(tmp_path / "b" / FILE) == ["old"]
    restore(tmp_path / "copy", tmp_path / "b", progress, replace=True)
    assert texts(tmp_path / "b" / FILE) == ["new"]


async def test_what_is_damaged_foreign_or_newer_is_not_restored(tmp_path: Path) -> None:
    await furnished(tmp_path / "a", *map(str, range(200)))
    back_up(tmp_path / "a", tmp_path / "copy", progress)
    for name, match in (("damaged", "damaged"), ("foreign", "no database of Enishi's"), ("newer", "newer Enishi")):
        shutil.copy(tmp_path / "copy", tmp_path / name)
        spoil(tmp_path / name)
        with pytest.raises(DataUnusable, match=match):
            restore(tmp_path / name, tmp_path / "b", progress)
    (tmp_path / "words").write_text("no database at all" * 1000)
    with pytest.raises(DataUnusable, match="file is not a database"):
        restore(tmp_path / "words", tmp_path / "b", progress)
    assert [path.name for path in (tmp_path / "b").iterdir()] == ["lock"]


SPOILED = {
    "foreign": "DROP TABLE alembic_version",
    "newer": "UPDATE alembic_version SET version_num = '9999'",
}


def spoil(file: Path) -> None:
    """Make of a copy what its name says."""
    if file.name in SPOILED:
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute(SPOILED[file.name])
    else:
        with file.open("r+b") as opened:
            opened.seek(40_000)
            opened.write(b"x" * 8_000)
