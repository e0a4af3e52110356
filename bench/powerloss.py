"""The power goes at any moment: what was acknowledged and is not there afterwards, with and without an fsync a commit.

python -m bench.powerloss [--cuts 500]
"""

import argparse
import asyncio
import sqlite3
import tempfile
from pathlib import Path
from random import Random

import apsw
from tqdm import tqdm

from bench.stamp import keep
from tests.support.storm import Aftermath, cut, work

POSTS = 200
CUTS_A_RUN = 100


def measure(synchronous: str, cuts: int) -> list[Aftermath]:
    """Several runs, each cut at many random moments."""
    chance = Random(9)
    found: list[Aftermath] = []
    with tqdm(total=cuts, desc=f"synchronous={synchronous}", leave=False) as progress:
        while len(found) < cuts:
            with tempfile.TemporaryDirectory() as place:
                trace = asyncio.run(work(Path(place), POSTS, synchronous))
            for _ in range(min(CUTS_A_RUN, cuts - len(found))):
                with tempfile.TemporaryDirectory() as left:
                    found.append(cut(trace, chance.randint(0, len(trace)), Path(left), chance))
                progress.update()
    return found


def row(synchronous: str, found: list[Aftermath]) -> str:
    """A line of the table."""
    told, lost = (sum(getattr(each, name) for each in found) for name in ("acknowledged", "lost"))
    losing, damaged = sum(each.lost > 0 for each in found), sum(bool(each.damage) for each in found)
    return f"| {synchronous} | {len(found)} | {told} | {losing} | {lost} | {damaged} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=500)
    cuts = parser.parse_args().cuts
    rows = [row(synchronous, measure(synchronous, cuts)) for synchronous in ("FULL", "NORMAL")]
    keep(
        "powerloss",
        "# Power loss",
        "",
        "Four writers post, edit and translate through the house's own store, on a VFS of SQLite",
        f"{apsw.sqlite_lib_version()} that remembers changes and syncs. The power goes at a random moment:",
        "of what was written and not synced, nothing, all, or any part is on disk, in any combination. Then the",
        f"store starts again (SQLite {sqlite3.sqlite_version}) and is checked. A post counts when its writer was",
        "answered.",
        "`python -m bench.powerloss` measures it. Aim: nothing lost with FULL, as Enishi runs; NORMAL must lose.",
        "",
        "| synchronous | cuts | acknowledged before them | cuts that lose | lost | damaged files |",
        "|---|---|---|---|---|---|",
        *rows,
    )


if __name__ == "__main__":
    main()
