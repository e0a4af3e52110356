"""What the results were measured on, by measured units and without a name that would tell where."""

import os
import platform
import tempfile
from collections.abc import Callable
from functools import cache
from itertools import islice
from pathlib import Path
from time import perf_counter

from bench.engine import bare
from bench.sentences import sentences

SECONDS = 2.0
"""For each unit."""
WORDS = 15
PAGES = 6
"""Of 4 KiB: about what SQLite appends to its log for one post."""


@cache
def machine() -> str:
    """Cores, processor family, Python; how fast the bare engine translates, and the disk syncs."""
    kind = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"
    try:
        translates = f"{engine_speed():.0f} sentences a second"
    except LookupError:
        translates = "not on this machine"
    disk = disk_speed(Path(tempfile.gettempdir()))
    return f"{kind}; bare engine: {translates}; disk: {disk:.0f} fsyncs a second"


def engine_speed() -> float:
    """Sentences of 15 words that the bare engine translates a second, one by one, on one core."""
    engine, source = bare(), sentences(WORDS)
    for sentence in islice(source, 10):
        engine.translate(sentence)
    return _a_second(lambda: engine.translate(next(source)))


def disk_speed(folder: Path) -> float:
    """How often a second 24 KiB are appended to a file there and synced."""
    with tempfile.NamedTemporaryFile(dir=folder, buffering=0) as file:

        def sync() -> None:
            file.write(bytes(4096 * PAGES))
            os.fdatasync(file.fileno())

        return _a_second(sync)


def _a_second(work: Callable[[], object]) -> float:
    times, begun = 0, perf_counter()
    while (spent := perf_counter() - begun) < SECONDS:
        work()
        times += 1
    return times / spent


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the values lie (nearest rank)."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
