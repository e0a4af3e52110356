"""How long a message travels: from `post` to its original, and to its translation, at another reader.

A real server in its own process, two readers on WebSockets in this one. The engine's own time for the same texts is
measured before, bare, in this process: what is left is Enishi's.
"""

import asyncio
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from tqdm import tqdm

from bench.engine import bare
from bench.machine import percentile
from bench.sentences import sentences
from bench.server import HERE, server
from bench.stamp import keep
from tests.support.guest import Guest, guest

MESSAGES = 100
WARM_UP = 10
LENGTHS = (5, 15, 40)


class Times(NamedTuple):
    """Seconds, one value a message."""

    engine: list[float]
    original: list[float]
    translation: list[float]


def engine_times(texts: list[str]) -> list[float]:
    """The bare engine's time for each text."""
    engine, times = bare(), []
    for text in texts:
        begun = perf_counter()
        engine.translate(text)
        times.append(perf_counter() - begun)
    return times


async def travel(writer: Guest, reader: Guest, text: str) -> tuple[float, float]:
    """Seconds until the reader has the original, and the translation."""
    seen = len(reader.events)
    begun = perf_counter()
    asked = asyncio.create_task(writer.post(text))
    await reader.told(lambda e: e["type"] == "posted" and e["message"]["text"] == text, after=seen)
    original = perf_counter() - begun
    done = await asked
    await reader.translated(done["message"], after=seen)
    return original, perf_counter() - begun


async def travels(texts: list[str], checkout: Path = HERE) -> tuple[list[float], list[float]]:
    """Seconds until the original and until the translation of each, without those of the warm-up."""
    async with (
        server(checkout) as (url, invite),
        guest(url, invite, "Writer", "en") as writer,
        guest(url, invite, "Reader", "pt") as reader,
    ):
        await writer.connect()
        await reader.connect()
        times = [await travel(writer, reader, text) for text in tqdm(texts, leave=False)]
    original, translation = zip(*times[WARM_UP:], strict=True)
    return list(original), list(translation)


async def measure(words: int) -> Times:
    """The times of messages of that many words."""
    texts = list(islice(sentences(words), MESSAGES + WARM_UP))
    return Times(engine_times(texts)[WARM_UP:], *await travels(texts))


def row(words: int, times: Times) -> str:
    """A line of the table, in milliseconds."""
    cells = [f"{1000 * percentile(values, share):.1f}" for values in times for share in (0.5, 0.95)]
    return f"| {words} | {' | '.join(cells)} |"


async def main() -> None:
    rows = [row(words, await measure(words)) for words in LENGTHS]
    keep(
        "journey",
        "# The journey of a message",
        "",
        f"English to Portuguese, bundled models, {MESSAGES} messages a row, milliseconds.",
        "`python -m bench.journey` measures it. Aim: original p95 < 30, translation of 15 words p95 < 150.",
        "",
        "| words | engine p50 | p95 | original p50 | p95 | translation p50 | p95 |",
        "|---|---|---|---|---|---|---|",
        *rows,
    )


if __name__ == "__main__":
    asyncio.run(main())
