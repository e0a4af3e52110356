"""Posts that are on disk, a second: one writer alone, and many whose commits share an fsync (group commit).

python -m bench.commits [--directory DIRECTORY] [--rounds 5]
"""

import argparse
import asyncio
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import Connection, event
from tqdm import tqdm

from bench.machine import disk_speed, percentile
from bench.stamp import keep
from enishi.store.sqlite import SQLiteStore
from tests.support.rooms import Place, place

WRITERS = (1, 10, 100)
SECONDS = 2.0


@dataclass
class Seen:
    """Posts a second and posts a commit, a value a round; and how many seconds each post took."""

    rates: list[float] = field(default_factory=list)
    together: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)


async def measure(directory: Path, writers: int, seen: Seen) -> None:
    """One round."""
    with tempfile.TemporaryDirectory(dir=directory) as data:
        async with SQLiteStore(Path(data)) as store:
            room = await place(store)
            commits: list[Connection] = []
            event.listen(store._writing, "commit", commits.append)
            waits: list[float] = []
            begun = perf_counter()
            await asyncio.gather(*(_post(room, begun + SECONDS, waits) for _ in range(writers)))
            seen.rates.append(len(waits) / (perf_counter() - begun))
            seen.together.append(len(waits) / len(commits))
            seen.waits += waits


async def _post(room: Place, until: float, waits: list[float]) -> None:
    while (begun := perf_counter()) < until:
        await room.post(room.ada, "Shall we meet at the old market hall at seven, as last time?")
        waits.append(perf_counter() - begun)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--directory", type=Path, default=Path(tempfile.gettempdir()), help="on the disk to measure")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    syncs: list[float] = []
    found = {writers: Seen() for writers in WRITERS}
    for _ in tqdm(range(arguments.rounds), leave=False):
        syncs.append(disk_speed(arguments.directory))
        for writers, seen in found.items():
            await measure(arguments.directory, writers, seen)
    rows = [
        f"| {writers} | {median(seen.rates):.0f} | {median(seen.together):.1f} "
        f"| {1000 * percentile(seen.waits, 0.5):.1f} | {1000 * percentile(seen.waits, 0.99):.1f} |"
        for writers, seen in found.items()
    ]
    keep(
        "commits",
        "# Group commit",
        "",
        "Posts through the store, each answered when it is on disk (`synchronous=FULL`); medians of",
        f"{arguments.rounds} interleaved rounds of {SECONDS:.0f} s. In the same rounds, the disk alone synced as much",
        f"as a post writes {median(syncs):.0f} times a second. `python -m bench.commits` measures it.",
        "",
        "| writers | posts a second | posts a commit | wait p50, ms | p99 |",
        "|---|---|---|---|---|",
        *rows,
    )


if __name__ == "__main__":
    asyncio.run(main())
