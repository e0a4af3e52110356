"""How long a message travels: from `post` to its original, and to its translation, at another reader.

A real server in its own process, two readers on WebSockets in this one. The engine's own time for the same texts is
measured before, bare, in this process: what is left is Enishi's.
"""

import asyncio
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from tqdm import tqdm

from bench.machine import machine, percentile
from bench.sentences import sentences
from enishi.settings import Settings
from enishi.translate.registry import load_engine
from tests.support.guest import Guest, guest

RESULT = Path(__file__).parent / "results" / "journey.md"
MESSAGES = 100
WARM_UP = 10
LENGTHS = (5, 15, 40)


class Times(NamedTuple):
    """Seconds, one value a message."""

    engine: list[float]
    original: list[float]
    translation: list[float]


@asynccontextmanager
async def server() -> AsyncIterator[tuple[str, str]]:
    """The address of a fresh server, and its invite."""
    with tempfile.TemporaryDirectory() as data:
        command = (sys.executable, "-m", "enishi", "serve", "--host", "127.0.0.1", "--port", "0", "--data", data)
        process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, env={"ENISHI_POSTS_PER_MINUTE": "100000"})
        link = await _link(process)
        yield link.split("/join/")[0], link.split("/join/")[1]
        process.terminate()
        await process.wait()


async def _link(process: Process) -> str:
    assert process.stdout
    async for line in process.stdout:
        if b"/join/" in line:
            return line.decode().split()[-1]
    raise RuntimeError("The server did not start.")


def engine_times(texts: list[str]) -> list[float]:
    """The bare engine's time for each text."""
    opened = load_engine("firefox", Settings()).open("en", "pt")
    times = []
    for text in texts:
        begun = perf_counter()
        opened.translate([text])
        times.append(perf_counter() - begun)
    opened.close()
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


async def measure(words: int) -> Times:
    """The times of messages of that many words."""
    texts = list(islice(sentences(words), MESSAGES + WARM_UP))
    engine = engine_times(texts)
    original, translation = [], []
    async with (
        server() as (url, invite),
        guest(url, invite, "Writer", "en") as writer,
        guest(url, invite, "Reader", "pt") as reader,
    ):
        await writer.connect()
        await reader.connect()
        for text in tqdm(texts, desc=f"{words} words", leave=False):
            first, second = await travel(writer, reader, text)
            original.append(first)
            translation.append(second)
    return Times(engine[WARM_UP:], original[WARM_UP:], translation[WARM_UP:])


def row(words: int, times: Times) -> str:
    """A line of the table, in milliseconds."""
    cells = [f"{1000 * percentile(values, share):.1f}" for values in times for share in (0.5, 0.95)]
    return f"| {words} | {' | '.join(cells)} |"


async def main() -> None:
    rows = [row(words, await measure(words)) for words in LENGTHS]
    table = "\n".join(
        [
            "# The journey of a message",
            "",
            f"English to Portuguese, bundled models, {MESSAGES} messages a row, milliseconds; {machine()}.",
            "`python -m bench.journey` measures it. Aim: original p95 < 30, translation of 15 words p95 < 150.",
            "",
            "| words | engine p50 | p95 | original p50 | p95 | translation p50 | p95 |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    )
    RESULT.write_text(table)
    print(table)


if __name__ == "__main__":
    asyncio.run(main())
