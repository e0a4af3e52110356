"""A disk that is full or fails, again and again, under people who post without end: what is refused, lost, and healed.

python -m bench.faults [--faults 200]
"""

import argparse
import asyncio
import logging
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from random import Random

import apsw
from tqdm import tqdm

from bench.stamp import keep
from tests.support.besetting import Seen, Trouble, beset
from tests.support.disk import Faulty, disk
from tests.support.process import SILENT, started
from tests.support.server import running, silent
from tests.support.small_disk import DISK_OF_ITS_OWN, filled, is_possible, limited

LOG, FILE = "enishi.db-wal", "enishi.db"
INJECTED = {
    "writing the log: disk full": ("write", LOG, apsw.SQLITE_FULL),
    "writing the log: I/O error": ("write", LOG, apsw.SQLITE_IOERR_WRITE),
    "syncing the log: I/O error": ("sync", LOG, apsw.SQLITE_IOERR_FSYNC),
    "reading the log: I/O error": ("read", LOG, apsw.SQLITE_IOERR_READ),
    "writing the file: disk full": ("write", FILE, apsw.SQLITE_FULL),
    "writing the file: I/O error": ("write", FILE, apsw.SQLITE_IOERR_WRITE),
    "syncing the file: I/O error": ("sync", FILE, apsw.SQLITE_IOERR_FSYNC),
    "reading the file: I/O error": ("read", FILE, apsw.SQLITE_IOERR_READ),
}
FULL = "a real disk that is full"
REAL = {FULL: (DISK_OF_ITS_OWN, filled), "a real file that may not grow": ((), limited)}


@asynccontextmanager
async def house(kind: str, data: Path) -> AsyncIterator[tuple[str, str, Trouble]]:
    """A server whose disk can fail in that way: its address, its invite, and how to make it fail."""
    if kind in INJECTED:
        faulty = Faulty()
        with disk(faulty):
            async with running(silent(data, posts_per_minute=10**6)) as server:
                yield server.url, server.invite, partial(faulty.refusing, *INJECTED[kind])
    else:
        before, trouble = REAL[kind]
        async with started(data, *(before and (*before, str(data))), **SILENT) as real:
            yield real.url, real.invite, partial(trouble, real, data)


async def measure(kind: str, faults: int) -> Seen:
    """What came of so many faults of a kind."""
    with tempfile.TemporaryDirectory() as place:
        async with house(kind, Path(place)) as (url, invite, trouble):
            return await beset(url, invite, tqdm([trouble] * faults, desc=kind, leave=False), Random(5))


def row(kind: str, seen: Seen) -> str:
    """A line of the table."""
    refused = ", ".join(f"{times} × `{code}`" for code, times in sorted(seen.refusals.items())) or "none"
    pages = ", ".join(f"{times} × {status}" for status, times in sorted(seen.pages.items()))
    healed = f"{1000 * max(seen.healed):.0f} ms"
    wrong = seen.lost + seen.twice + seen.gaps + seen.disagreeing
    return f"| {kind} | {seen.faults} | {refused} | {pages} | {healed} | {seen.acknowledged} | {seen.lost} | {wrong} |"


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", type=int, default=200)
    logging.getLogger("enishi").setLevel(logging.CRITICAL)
    kinds = [*INJECTED, *REAL]
    if not await is_possible(Path(tempfile.gettempdir())):
        kinds.remove(FULL)
    share = -(-parser.parse_args().faults // len(kinds))
    rows = [row(kind, await measure(kind, share)) for kind in kinds]
    keep(
        "faults",
        "# A disk that fails",
        "",
        f"Four people post over WebSockets without end while the server's disk fails, {share * len(kinds)} times,",
        "each time for 10 to 30 answers. Injected faults come through a VFS of SQLite",
        f"{apsw.sqlite_lib_version()}, real ones from the system.",
        "`python -m bench.faults` measures it. Aim: a refusal says what is wrong, nothing acknowledged is lost.",
        "",
        "Pages: how history was answered meanwhile, by HTTP status. Healed: the longest until a post was kept.",
        "Wrong: lost, shown twice, numbers left out, or told to a reader in another order.",
        "",
        "| fault | times | refused | pages | healed | acknowledged | lost | wrong |",
        "|---|---|---|---|---|---|---|---|",
        *rows,
    )


if __name__ == "__main__":
    asyncio.run(main())
