"""Sentences a second through the pool, against the bare engine in one thread; memory a direction; a cache hit.

python -m bench.throughput [--sentences 400]
"""

import argparse
import asyncio
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from time import perf_counter

from tqdm import tqdm

from bench.engine import bare
from bench.machine import percentile
from bench.sentences import sentences
from bench.stamp import keep
from enishi.model import Step
from enishi.settings import Settings
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.slot import process_slots
from enishi.translate.registry import load_engines
from enishi.translate.sentence_cache import BATCH
from enishi.translate.translator import Translator

STEPS = (Step("firefox", "en", "pt"), Step("firefox", "pt", "en"))
HITS = 10_000


def alone(said: Sequence[str]) -> float:
    """Sentences a second of the engine alone."""
    engine = bare()
    engine.translate(said[0])
    begun = perf_counter()
    for sentence in tqdm(said, desc="bare engine", leave=False):
        engine.translate(sentence)
    return len(said) / (perf_counter() - begun)


async def pooled(said: Sequence[str], workers: int, batch: int) -> float:
    """Sentences a second through so many workers."""
    async with Pool(process_slots(Settings(workers=workers))) as pool:
        await asyncio.gather(*(pool.run(STEPS[0], said[:BATCH]) for _ in range(2 * workers)))
        begun = perf_counter()
        await asyncio.gather(*(pool.run(STEPS[0], said[at : at + batch]) for at in range(0, len(said), batch)))
        return len(said) / (perf_counter() - begun)


async def memory() -> list[float]:
    """Mebibytes that a worker holds with none, one and two directions open."""
    held = []
    async with Pool(process_slots(Settings(workers=1))) as pool:
        for step in STEPS:
            await pool.run(step, ["Good morning."])
            held.append(sum(map(_resident, _children())))
    return held


async def cache_hit() -> list[float]:
    """Seconds of each hit."""
    settings = Settings(workers=1)
    async with Pool(process_slots(settings)) as pool:
        translator = Translator(load_engines(settings), pool, settings.cache)
        await translator.translate("Good morning, everybody!", "en", "pt")
        times = []
        for _ in range(HITS):
            begun = perf_counter()
            await translator.translate("Good morning, everybody!", "en", "pt")
            times.append(perf_counter() - begun)
        return times


def _children() -> list[str]:
    return [child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()]


def _resident(process: str) -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=400)
    said = list(islice(sentences(15), parser.parse_args().sentences))
    rows, before = [], alone(said)
    for workers in (1, 2):
        for batch in (1, BATCH):
            rate = asyncio.run(pooled(said, workers, batch))
            rows.append(
                f"| workers: {workers}, sentences a batch: {batch} | {rate:.0f} | {rate / before / workers:.2f} |"
            )
    after = alone(said)
    one, two = asyncio.run(memory())
    hits = asyncio.run(cache_hit())
    keep(
        "throughput",
        "# Sentences a second",
        "",
        f"{len(said)} sentences of 15 words, English to Portuguese.",
        "`python -m bench.throughput` measures it. The share is that of the bare engine in one thread, measured",
        "first, for each worker. Aim: 0.9.",
        "The bare engine was measured again at the end: the difference is how far to trust a row.",
        "",
        "| | sentences a second | share |",
        "|---|---|---|",
        f"| bare engine, first | {before:.0f} | 1 |",
        *rows,
        f"| bare engine, last | {after:.0f} | {after / before:.2f} |",
        "",
        f"A worker holds {one:.0f} MiB with one direction open, {two - one:.0f} more for a second one.",
        f"A cache hit takes {1e6 * percentile(hits, 0.5):.1f} µs, p99 {1e6 * percentile(hits, 0.99):.1f}; aim: 50.",
    )


if __name__ == "__main__":
    main()
