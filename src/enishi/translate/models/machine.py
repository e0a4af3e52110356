"""Which architecture of models this machine affords."""

import os
from contextlib import suppress
from pathlib import Path

_ENOUGH = 3 << 30
"""Bytes of memory from which on the larger models are used: two workers with six of them hold about 1.5 GB."""

_LARGE = ("base-memory", "base", "tiny")
_SMALL = ("tiny", "base-memory", "base")
_LIMIT = Path("/sys/fs/cgroup/memory.max")


def architectures() -> tuple[str, ...]:
    """The architectures, the preferred one first: `base-memory` with two cores and enough memory, else `tiny`."""
    return _LARGE if len(os.sched_getaffinity(0)) >= 2 and _memory() >= _ENOUGH else _SMALL


def _memory() -> int:
    """Bytes that this process may use: those of the machine, or of its container."""
    here = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    with suppress(OSError, ValueError):
        return min(here, int(_LIMIT.read_text()))
    return here
