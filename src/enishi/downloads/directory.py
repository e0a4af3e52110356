"""A directory of models, a folder each: who may write now, what comes whole or not at all, and whether it fits."""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from enishi.downloads.disk import disk_errors_as_model_errors, locked
from enishi.errors import ModelError
from enishi.files import sync

MEGABYTE = 1_000_000

_FORGOTTEN = 7 * 86_400.0
"""Seconds after which nobody goes on with an unfinished download."""


class ModelDirectory:
    """Shared by the threads and processes of this machine; all methods raise ModelError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.unfinished = path / ".unfinished"
        """Where downloads lie until they are whole."""

    @contextmanager
    def fetching(self, name: str, stop: Callable[[], bool] = lambda: False) -> Iterator[bool]:
        """Nobody else fetches the model of this name; says whether that took waiting."""
        with disk_errors_as_model_errors():
            self.unfinished.mkdir(parents=True, exist_ok=True)
            with locked(self.unfinished / f"{name}.lock", stop) as waited:
                yield waited

    @contextmanager
    def alone(self) -> Iterator[Path]:
        """Nobody else changes the directory; a folder in it for what is on its way, which is deleted in the end."""
        with disk_errors_as_model_errors():
            self.unfinished.mkdir(parents=True, exist_ok=True)
            with locked(self.unfinished / "directory.lock"):
                self._clear()
                with tempfile.TemporaryDirectory(prefix=".new-", dir=self.path) as place:
                    yield Path(place)

    @contextmanager
    def replacing(self, name: str, old: Callable[[], Path | None]) -> Iterator[Path]:
        """An empty folder; when it is filled, it takes the place of the old one, whole or not at all."""
        with self.alone() as place:
            fresh = place / "fresh"
            fresh.mkdir()
            yield fresh
            sync(fresh)
            if before := old():
                before.rename(place / "old")
            fresh.rename(self.path / name)
            sync(self.path)

    def size(self, name: str) -> int:
        """The bytes of the files in a folder; 0 where there is none."""
        return sum(file.stat().st_size for file in (self.path / name).glob("*"))

    def delete(self, folder: Path) -> None:
        """Away at once, then its files; only while `alone`."""
        with tempfile.TemporaryDirectory(prefix=".new-", dir=self.path) as place:
            folder.rename(Path(place, "old"))

    def check_free(self, need: int, name: str) -> None:
        """Whether the disk has so many bytes for this model."""
        if (free := shutil.disk_usage(self.path).free) < need:
            raise ModelError(
                f"The disk has {free // MEGABYTE} MB left, and {name} needs {need // MEGABYTE} MB.",
                code="model_disk_full",
            )

    def _clear(self) -> None:
        for left in self.path.glob(".new-*"):  # by a process that was killed
            shutil.rmtree(left, ignore_errors=True)
        for part in self.unfinished.glob("*.part"):
            if time.time() - part.stat().st_mtime > _FORGOTTEN:
                part.unlink(missing_ok=True)
