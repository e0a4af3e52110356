"""Files that are on the disk when their name is there, errors of the disk as sentences, and who may write now."""

import errno
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from enishi.errors import ModelError

_WAIT = 0.1


def write(path: Path, content: bytes) -> None:
    """The file, whole and on the disk: written beside its place, then renamed."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.rename(path)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def locked(path: Path, stop: Callable[[], bool] = lambda: False) -> Iterator[bool]:
    """Nobody else holds this file, in this process or another; says whether that took waiting. Raises ModelError."""
    with path.open("a") as file:
        waited = False
        while not _taken(file.fileno()):
            if stop():
                raise stopped()
            waited = True
            time.sleep(_WAIT)
        yield waited


def stopped() -> ModelError:
    """What is raised when the caller no longer wants it."""
    return ModelError("Fetching was stopped; what came is kept.", code="model_stopped")


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def disk_errors_as_model_errors() -> Iterator[None]:
    """Raises errors of the disk as ModelError."""
    try:
        yield
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise ModelError(
                "The disk is full; make room, and the next attempt goes on from there.", code="model_disk_full"
            ) from fault
        raise ModelError(f"{fault.filename or 'The model directory'}: {fault.strerror}.") from fault
