"""Files and directories: whether they are on the disk yet."""

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Return when a file, or the names in a directory, are on disk; raises OSError."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
