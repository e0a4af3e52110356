"""Texts that crash, hang, bloat and spew in one engine, while harmless texts of it and of another engine go on.

python -m bench.poison [--texts 300]
"""

import argparse
import asyncio
import tempfile
from collections import Counter
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import pytest
from tqdm import tqdm

from bench.machine import percentile
from bench.sentences import sentences
from bench.stamp import keep
from enishi.errors import TranslationError
from enishi.model import Step
from enishi.settings import Settings, WorkerSettings
from enishi.translate.pool.fair_queue import Flow
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.slot import process_slots
from tests.engines import FaultyEngines

BAD, GOOD = Step("faulty", "en", "qaa"), Step("firefox", "en", "pt")
DEEDS = ("crash", "hang", "swell", "spew")
SETTINGS = Settings(deadline=0.5, worker=WorkerSettings(memory=300), engines=("firefox", "faulty"))
PAUSE = 0.05
APART = 0.5
"""Seconds from one harmless text of the poisoned engine to the next one: they do not wait for one another."""


class Harmless:
    """Texts of one engine, how long each waited for its translation, and how many got none."""

    def __init__(self, pool: Pool, step: Step) -> None:
        self._pool = pool
        self._step = step
        self._flow = Flow("room", step.engine)
        self._texts = sentences(15)
        self.waited: list[float] = []
        self.failed = 0
        self.most_memory = 0.0

    async def one_by_one(self, until: "asyncio.Future[list[str]] | None" = None, least: int = 100) -> None:
        """Each after the one before, until that is done, and at least so many."""
        while (until and not until.done()) or len(self.waited) < least:
            await self._ask()
            self.most_memory = max(self.most_memory, sum(map(_resident, _children())))
            await asyncio.sleep(PAUSE)

    async def steadily(self, until: "asyncio.Future[list[str]]") -> None:
        """Each at its time, until that is done, however long those before it wait."""
        asked = []
        while not until.done():
            asked.append(asyncio.create_task(self._ask()))
            await asyncio.sleep(APART)
        await asyncio.gather(*asked)

    async def _ask(self) -> None:
        begun = perf_counter()
        try:
            await self._pool.run(self._step, [next(self._texts)], flow=self._flow)
        except TranslationError:
            self.failed += 1
        self.waited.append(perf_counter() - begun)

    def row(self, name: str) -> str:
        """A line of the table, in milliseconds."""
        waits = " | ".join(f"{1000 * percentile(self.waited, share):.0f}" for share in (0.5, 0.95, 1.0))
        return f"| {name} | {len(self.waited)} | {self.failed} | {waits} |"


class Found(NamedTuple):
    """Harmless texts of both engines, without poison and beside it; what became of the poison."""

    other: Harmless
    other_beside: Harmless
    same: Harmless
    same_beside: Harmless
    outcomes: Counter[str]


async def measure(count: int) -> Found:
    """Without poison first."""
    async with Pool(process_slots(SETTINGS)) as pool:
        await asyncio.gather(*(pool.run(step, ["Good morning."]) for step in (GOOD, BAD, GOOD, BAD)))
        other, other_beside, same, same_beside = (Harmless(pool, step) for step in (GOOD, GOOD, BAD, BAD))
        await other.one_by_one()
        await same.one_by_one()
        progress = tqdm(total=count, desc="poison", leave=False)

        async def one(deed: str, number: int) -> str:
            try:
                await pool.run(BAD, [f"{deed} {number}"], flow=Flow("room", number))
            except Exception as fault:
                return f"{deed}: {type(fault).__name__}"
            finally:
                progress.update()
            return f"{deed}: translated"

        poison = asyncio.gather(*(one(deed, number) for number, deed in enumerate(islice(cycle(DEEDS), count))))
        await asyncio.gather(other_beside.one_by_one(poison), same_beside.steadily(poison))
        progress.close()
        return Found(other, other_beside, same, same_beside, Counter(await poison))


def _children() -> list[str]:
    return [child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()]


def _resident(process: str) -> float:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=300)
    count = parser.parse_args().texts
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as monkeypatch:
        FaultyEngines(Path(place), monkeypatch)
        found = asyncio.run(measure(count))
    keep(
        "poison",
        "# Poison",
        "",
        f"{count} texts of as many members that crash, hang, bloat and spew in one engine, all at once, beside",
        f"harmless texts of 15 words of two others: of another engine one by one, of the same one every {APART} s.",
        f"{SETTINGS.workers} workers of",
        f"{SETTINGS.worker.memory} MiB, deadline {SETTINGS.deadline} s. `python -m bench.poison` measures it.",
        "",
        "Aim: texts of other engines wait no longer than twice their usual time. Those of the same engine have no aim:",
        "they wait in one queue behind the poison that came before them, for the one worker that their engine may use.",
        "",
        "| harmless texts | asked | not translated | ms p50 | p95 | longest |",
        "|---|---|---|---|---|---|",
        found.other.row("of another engine, usual"),
        found.other_beside.row("of another engine, beside poison"),
        found.same.row("of the same engine, usual"),
        found.same_beside.row("of the same engine, beside poison"),
        "",
        f"Most memory of all workers together: {found.other_beside.most_memory:.0f} MiB. What became of the poison:",
        "",
        *(f"- {outcome}: {times}" for outcome, times in sorted(found.outcomes.items())),
    )


if __name__ == "__main__":
    main()
