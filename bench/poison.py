"""Texts that crash, hang, bloat and spew in one engine, while another engine's texts go on.

python -m bench.poison [--texts 300]
"""

import argparse
import asyncio
import tempfile
from collections import Counter
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

import pytest
from tqdm import tqdm

from bench.machine import machine, percentile
from bench.sentences import sentences
from enishi.model import Step
from enishi.settings import Settings, WorkerSettings
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.slot import process_slots
from tests.engines import FaultyEngines

RESULT = Path(__file__).parent / "results" / "poison.md"
BAD, GOOD = Step("faulty", "en", "qaa"), Step("firefox", "en", "pt")
DEEDS = ("crash", "hang", "swell", "spew")
SETTINGS = Settings(deadline=0.5, worker=WorkerSettings(memory=300), engines=("firefox", "faulty"))
PAUSE = 0.05


class Others:
    """Texts of the other engine, one after another, and how long each took."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._texts = sentences(15)
        self.waited: list[float] = []
        self.most_memory = 0.0

    async def go_on(self, until: asyncio.Future[list[str]], least: int = 100) -> None:
        """Asks until that is done, and at least so often."""
        while not until.done() or len(self.waited) < least:
            begun = perf_counter()
            await self._pool.run(GOOD, [next(self._texts)])
            self.waited.append(perf_counter() - begun)
            self.most_memory = max(self.most_memory, sum(map(_resident, _children())))
            await asyncio.sleep(PAUSE)

    def cells(self) -> str:
        """In milliseconds."""
        return " | ".join(f"{1000 * percentile(self.waited, share):.0f}" for share in (0.5, 0.95, 1.0))


async def measure(count: int) -> tuple[Others, Others, Counter[str]]:
    """The others without poison and with it, and what became of the poison."""
    async with Pool(process_slots(SETTINGS)) as pool:
        await asyncio.gather(*(pool.run(step, ["Good morning."]) for step in (GOOD, BAD, GOOD, BAD)))
        usual, beset = Others(pool), Others(pool)
        await usual.go_on(asyncio.ensure_future(asyncio.sleep(0, [])))
        progress = tqdm(total=count, desc="poison", leave=False)

        async def one(deed: str, number: int) -> str:
            try:
                await pool.run(BAD, [f"{deed} {number}"])
            except Exception as fault:
                return f"{deed}: {type(fault).__name__}"
            finally:
                progress.update()
            return f"{deed}: translated"

        poison = asyncio.gather(*(one(deed, number) for number, deed in enumerate(islice(cycle(DEEDS), count))))
        await beset.go_on(poison)
        progress.close()
        return usual, beset, Counter(await poison)


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
        usual, beset, outcomes = asyncio.run(measure(count))
    table = "\n".join(
        [
            "# Poison",
            "",
            f"{count} texts that crash, hang, bloat and spew in one engine, all at once, while texts of 15 words go to",
            f"another one by one; {SETTINGS.workers} workers of {SETTINGS.worker.memory} MiB, deadline",
            f"{SETTINGS.deadline} s; {machine()}.",
            "`python -m bench.poison` measures it. Aim: the others wait no longer than twice their usual time.",
            "",
            "| other texts, ms | p50 | p95 | longest |",
            "|---|---|---|---|",
            f"| usual ({len(usual.waited)}) | {usual.cells()} |",
            f"| beside poison ({len(beset.waited)}) | {beset.cells()} |",
            "",
            f"Most memory of all workers together: {beset.most_memory:.0f} MiB. What became of the poison:",
            "",
            *(f"- {outcome}: {times}" for outcome, times in sorted(outcomes.items())),
            "",
        ]
    )
    RESULT.write_text(table)
    print(table)


if __name__ == "__main__":
    main()
