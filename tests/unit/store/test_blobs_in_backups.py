"""Files of blobs in backups, in what a restore replaces, and in what a check finds."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from enishi import clock
from enishi.cli import main
from enishi.errors import DataUnusable
from enishi.store import backup
from enishi.store.backup import back_up, restore
from enishi.store.blobs.blobs import FOLDER, GRACE, Blobs, open_blobs
from enishi.store.blobs.check import REPORT, RESTORE, SWEEP, checks
from enishi.store.blobs.copies import beside, collect
from enishi.store.blobs.directory import Directory
from enishi.store.blobs.table import Blob
from enishi.store.check import Finding, examine
from enishi.store.sqlite import FILE, SQLiteStore


def progress(done: int, size: int) -> None:
    """Nobody looks."""


async def keep(store: SQLiteStore, blobs: Blobs, content: bytes) -> Blob:
    async def chunks() -> AsyncIterator[bytes]:
        yield content

    async with blobs.bring(chunks(), media_type="image/png", most=100) as blob:
        return await store.write(partial(blobs.keep, blob=blob, kind="test", ref=content.decode()), room=None)


async def release(store: SQLiteStore, blobs: Blobs, content: bytes) -> None:
    await store.write(partial(blobs.release, kind="test", ref=content.decode()), room=None)
    await blobs.tidy()


async def furnished(directory: Path, *contents: bytes) -> list[Blob]:
    async with SQLiteStore(directory) as store:
        return [await keep(store, open_blobs(store, directory), content) for content in contents]


async def contents(directory: Path) -> set[bytes]:
    """All that is referred to, read as people would."""
    found = set()
    async with SQLiteStore(directory) as store:
        blobs = open_blobs(store, directory)
        refs = await store.read(lambda it: it.exec_driver_sql("SELECT ref FROM blob_uses").scalars().all())
        for ref in refs:
            async for _, chunks in blobs.export("test", ref):
                found.add(b"".join([chunk async for chunk in chunks]))
    return found


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def found(directory: Path) -> list[Finding]:
    return examine(directory / FILE, checks(Directory(directory / FOLDER)))


async def test_a_backup_holds_the_files_and_a_restore_brings_them_back(tmp_path: Path) -> None:
    blobs = await furnished(tmp_path / "a", b"one", b"two")
    assert back_up(tmp_path / "a", tmp_path / "copy", progress) == set()
    assert files(beside(tmp_path / "copy")) == {blob.name for blob in blobs}
    restore(tmp_path / "copy", tmp_path / "b", progress)
    assert await contents(tmp_path / "b") == {b"one", b"two"}
    assert found(tmp_path / "b") == []
    assert not (tmp_path / "b" / FOLDER / "new").exists()


async def test_without_files_a_backup_is_one_file(tmp_path: Path) -> None:
    await furnished(tmp_path / "a")
    back_up(tmp_path / "a", tmp_path / "copy", progress)
    assert {name for name in files(tmp_path) if name.startswith("copy")} == {"copy"}
    assert not beside(tmp_path / "copy").exists()


async def test_what_is_erased_while_it_is_copied_is_not_in_the_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with SQLiteStore(tmp_path) as store:
        blobs = open_blobs(store, tmp_path)
        kept = [await keep(store, blobs, content) for content in (b"one", b"two", b"three")]
        loop, removed = asyncio.get_running_loop(), [b"one", b"two"]

        def slow(database: Path, source: Path, target: Path) -> set[str]:
            """After the database was copied: at first before its files are, and then after it."""
            if len(removed) == 2:
                asyncio.run_coroutine_threadsafe(release(store, blobs, removed.pop()), loop).result()
            missing = collect(database, source, target)
            if missing:
                asyncio.run_coroutine_threadsafe(release(store, blobs, removed.pop()), loop).result()
            return missing

        monkeypatch.setattr(backup, "collect", slow)
        assert await asyncio.to_thread(back_up, tmp_path, tmp_path / "copy", progress) == set()
    assert files(beside(tmp_path / "copy")) == {kept[2].name}
    assert examine(tmp_path / "copy", checks(Directory(beside(tmp_path / "copy")))) == []


async def test_what_is_missing_or_damaged_is_told_and_keeps_no_backup_from_being_made(tmp_path: Path) -> None:
    whole, gone, damaged = await furnished(tmp_path / "a", b"one", b"two", b"three")
    (tmp_path / "a" / FOLDER / gone.name).unlink()
    (tmp_path / "a" / FOLDER / damaged.name).write_bytes(b"thrxx")
    assert back_up(tmp_path / "a", tmp_path / "copy", progress) == {gone.name, damaged.name}
    assert files(beside(tmp_path / "copy")) == {whole.name}
    restore(tmp_path / "copy", tmp_path / "b", progress)
    assert {finding.trouble for finding in found(tmp_path / "b")} == {
        f"The file {name} is not there." for name in (gone.name, damaged.name)
    }


async def test_a_backup_without_its_folder_is_not_restored(tmp_path: Path) -> None:
    await furnished(tmp_path / "a", b"one")
    back_up(tmp_path / "a", tmp_path / "copy", progress)
    shutil.rmtree(beside(tmp_path / "copy"))
    with pytest.raises(DataUnusable, match="that folder"):
        restore(tmp_path / "copy", tmp_path / "b", progress)
    assert not (tmp_path / "b" / FILE).exists()


async def test_a_backup_replaces_no_folder(tmp_path: Path) -> None:
    await furnished(tmp_path / "a", b"one")
    beside(tmp_path / "copy").mkdir()
    with pytest.raises(DataUnusable, match=r"copy\.blobs is there already"):
        back_up(tmp_path / "a", tmp_path / "copy", progress)


async def test_what_a_restore_replaces_keeps_its_files(tmp_path: Path) -> None:
    await furnished(tmp_path / "a", b"same", b"new")
    await furnished(tmp_path / "b", b"same", b"old")
    back_up(tmp_path / "a", tmp_path / "copy", progress)
    former = restore(tmp_path / "copy", tmp_path / "b", progress, replace=True)
    assert former
    assert await contents(tmp_path / "b") == {b"same", b"new"}
    async with SQLiteStore(tmp_path / "b") as store:
        await open_blobs(store, tmp_path / "b", now=lambda: clock.now() + 2 * GRACE).sweep()
    assert found(tmp_path / "b") == []
    restore(former, tmp_path / "c", progress)
    assert await contents(tmp_path / "c") == {b"same", b"old"}


@pytest.mark.parametrize("moment", [(os, "link"), (Path, "replace")])
async def test_a_restore_that_ends_in_the_middle_leaves_the_former_files(
    tmp_path: Path, moment: tuple[object, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    await furnished(tmp_path / "a", b"new")
    await furnished(tmp_path / "b", b"old")
    back_up(tmp_path / "a", tmp_path / "copy", progress)

    def cut(*_: object) -> None:
        raise OSError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr(*moment, cut)
        with pytest.raises(OSError, match="power"):
            restore(tmp_path / "copy", tmp_path / "b", progress, replace=True)
    assert await contents(tmp_path / "b") == {b"old"}
    restore(tmp_path / "copy", tmp_path / "b", progress, replace=True)
    assert await contents(tmp_path / "b") == {b"new"}


async def test_each_fault_is_told_with_what_to_do(tmp_path: Path) -> None:
    gone, short, damaged, whole = await furnished(tmp_path, b"one", b"two", b"three", b"four")
    folder = tmp_path / FOLDER
    assert found(tmp_path) == []
    (folder / gone.name).unlink()
    (folder / short.name).write_bytes(b"t")
    (folder / damaged.name).write_bytes(b"thrxx")
    left = folder / f"{whole.name[:-1]}{'0' if whole.name[-1] == 'f' else 'f'}"
    shutil.copy(folder / whole.name, left)
    assert {finding.trouble for finding in found(tmp_path)} == {
        f"The file {gone.name} is not there.",
        f"The file {short.name} has 1 bytes instead of 3.",
        f"The file {damaged.name} is damaged.",
    }
    assert {finding.advice for finding in found(tmp_path)} == {RESTORE}
    old = (clock.now() - GRACE - timedelta(minutes=1)).timestamp()
    os.utime(left, (old, old))
    assert found(tmp_path)[-1] == Finding(f"The file {left.relative_to(folder)} belongs to nothing.", SWEEP)
    async with SQLiteStore(tmp_path) as store:
        await store.write(lambda it: it.exec_driver_sql("DELETE FROM blob_uses WHERE ref = 'four'"), room=None)
    assert found(tmp_path)[-1].advice == REPORT
    assert whole.name in found(tmp_path)[-1].trouble


async def test_the_commands_take_the_files_along(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (blob,) = await furnished(tmp_path / "a", b"one")
    copy = str(tmp_path / "copy")

    def run(*words: str) -> tuple[int, str]:
        return main(words), capsys.readouterr().out

    code, told = run("backup", copy, "--data", str(tmp_path / "a"))
    assert code == 0
    assert f"{copy}.blobs what people sent" in told
    code, told = run("check", copy)
    assert (code, told) == (0, f"Nothing is wrong with {copy}.\n")
    (beside(tmp_path / "copy") / blob.name).write_bytes(b"xxx")
    code, told = run("check", copy)
    assert code == 1
    assert "is damaged" in told
    (tmp_path / "a" / FOLDER / blob.name).unlink()
    assert run("check", "--data", str(tmp_path / "a"))[0] == 1
    code, told = run("backup", f"{copy}2", "--data", str(tmp_path / "a"))
    assert code == 0
    assert "missing or damaged are not in it: 1." in told
