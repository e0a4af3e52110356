"""Disks that take no more: real ones, of a server that runs in a process of its own."""

import resource
from asyncio.subprocess import create_subprocess_exec
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import which

from tests.support.process import Started

DISK_OF_ITS_OWN = (
    *("unshare", "--user", "--map-root-user", "--mount"),
    *("sh", "-c", 'mount -t tmpfs -o size=8m tmpfs "$0" && exec "$@"'),
)
"""In front of a directory and a command: what that command writes into the directory lies on 8 MiB."""


async def is_possible(data: Path) -> bool:
    """Whether this system lets us have a file system of our own."""
    command = (*DISK_OF_ITS_OWN, str(data), "true")
    return which("unshare") is not None and await (await create_subprocess_exec(*command)).wait() == 0


@contextmanager
def limited(server: Started, data: Path) -> Iterator[None]:
    """No file of the server may grow beyond what its log has now."""
    limit = (data / "enishi.db-wal").stat().st_size
    before = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (limit, before[1]))
    yield
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, before)


@contextmanager
def filled(server: Started, data: Path) -> Iterator[None]:
    """The disk, which only the server sees, is filled to the last byte."""
    filler = Path(f"/proc/{server.process.pid}/root{data}/filler")
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    yield
    filler.unlink()
