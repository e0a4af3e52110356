"""A disk of the test's making under SQLite: it tells of every operation before it happens, and may refuse it."""

# ruff: noqa: N802 -- the names are SQLite's

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import apsw
import pytest
import sqlalchemy

from enishi.store import engines
from enishi.store import sqlite as database
from tests.support import apsw_driver

Watch = Callable[..., None]
"""Called with what is done (`write`, `sync`, …), the name of the file, and the details; raises to refuse it."""


class Faulty:
    """A watch that refuses what is in `refused`: a deed and the name of a file, with SQLite's code for the reason."""

    def __init__(self) -> None:
        self.refused: dict[tuple[str, str], int] = {}

    def __call__(self, deed: str, file: str, *details: object) -> None:
        if code := self.refused.get((deed, file)):
            raise apsw.exception_for(code)

    @contextmanager
    def refusing(self, deed: str, file: str, code: int) -> Iterator[None]:
        """Refuse while the context is open."""
        self.refused[deed, file] = code
        yield
        self.refused.clear()


class Disk(apsw.VFS):
    """The real one, watched."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        super().__init__("watched", "unix", makedefault=True)

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> "File":
        return File(self.watch, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self.watch("delete", Path(filename).name)
        super().xDelete(filename, syncdir)


class File(apsw.VFSFile):
    """One open file of it."""

    def __init__(self, watch: Watch, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        full = name.filename() if isinstance(name, apsw.URIFilename) else name or ""
        self._tell = partial(self._told, watch, Path(full).name)
        self._tell("open")
        super().__init__("unix", name, flags)

    @staticmethod
    def _told(watch: Watch, file: str, deed: str, *details: Any) -> None:
        watch(deed, file, *details)

    def xRead(self, amount: int, offset: int) -> bytes:
        self._tell("read", offset, amount)
        return super().xRead(amount, offset)

    def xWrite(self, data: bytes, offset: int) -> None:
        self._tell("write", offset, bytes(data))
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:
        self._tell("truncate", size)
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:
        self._tell("sync")
        super().xSync(flags)


@contextmanager
def disk(watch: Watch, *pragmas: str) -> Iterator[None]:
    """While the context is open, every Store that is opened lies on a watched disk, and is told these pragmas too."""
    watched = Disk(watch)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "DURABLE", (*engines.DURABLE, *pragmas))
        patch.setattr(engines, "create_engine", partial(sqlalchemy.create_engine, module=apsw_driver))
        try:
            yield
        finally:
            watched.unregister()
