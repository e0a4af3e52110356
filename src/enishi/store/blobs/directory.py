"""Files of blobs in a directory."""

from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from typing_extensions import override

from enishi.errors import Missing
from enishi.files import sync
from enishi.store.blobs.files import GONE, NAME, PIECE, Files, Stored, on_disk


class Directory(Files):
    """One folder for each first two digits."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @override
    async def put(self, source: Path, name: str) -> None:
        await on_disk(_move, source, self._folder / name)

    @override
    async def read(self, name: str) -> AsyncIterator[bytes]:
        path = self._folder / name
        if not await on_disk(path.is_file):
            raise Missing(GONE)
        with await on_disk(lambda: path.open("rb")) as file:
            while piece := await on_disk(file.read, PIECE):
                yield piece

    @override
    async def remove(self, name: str) -> None:
        await on_disk(partial((self._folder / name).unlink, missing_ok=True))

    @override
    async def all(self) -> AsyncIterator[Stored]:
        for folder in await on_disk(sorted, self._folder.glob("[0-9a-f][0-9a-f]")):
            for stored in await on_disk(_listed, folder):
                yield stored


def _move(source: Path, target: Path) -> None:
    """Both are on one file system, and what is in `source` is on disk."""
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)
    for folder in target.parents[:3]:  # it may be the first file in each of them
        sync(folder)


def _listed(folder: Path) -> Sequence[Stored]:
    found = []
    for path in sorted(folder.iterdir()):
        name = f"{folder.name}/{path.name}"
        if NAME.fullmatch(name):
            with suppress(FileNotFoundError):  # removed meanwhile
                status = path.stat()
                found.append(Stored(name, status.st_size, datetime.fromtimestamp(status.st_mtime, UTC)))
    return found
