"""A language that is not here: from a host's press to the first message that is read, beside a bare copy of the files.

A local mirror offers the bundled models as German, packed as in the published list. A server in its own process has
English and Portuguese. A guest joins who reads German; one press of the host brings it. Nothing is restarted, unless
the server is killed in the middle: then it goes on by itself.
"""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple
from urllib.request import urlopen

from tqdm import tqdm

from bench.stamp import keep
from tests.support.guest import Event, Guest, guest
from tests.support.mirror import Mirror, mirrored
from tests.support.process import Started, start, started

TIMES, MESSAGES = 5, 30
MEGABYTE = 1_000_000
HALF = 8 << 20
"""Bytes of the largest file after which the server is killed."""


class Seen(NamedTuple):
    """Seconds from the press, or from the start after a kill; and what was fetched."""

    first: float
    all: float
    fetched: int
    again: int
    """Bytes that had come before, and were fetched once more."""


def settings(mirror: Mirror) -> dict[str, str]:
    """Those of a server that has this mirror and no engine but Firefox's."""
    lists = ", ".join(f'"{each}"' for each in mirror.lists)
    return {"ENISHI_MODELS_LISTS": f"[{lists}]", "ENISHI_ENGINES": '["firefox"]'}


def copied(mirror: Mirror) -> float:
    """Seconds to fetch the same files and write them to the disk."""
    records = [each["attachment"]["location"] for each in mirror.records()]
    begun = perf_counter()
    with tempfile.TemporaryDirectory() as place:
        for number, location in enumerate(records):
            with urlopen(f"{mirror.url}/files/{location}") as answer, Path(place, str(number)).open("wb") as file:
                while piece := answer.read(1 << 16):
                    file.write(piece)
                os.fsync(file.fileno())
    return perf_counter() - begun


@asynccontextmanager
async def people(server: Started) -> AsyncIterator[tuple[Guest, Guest]]:
    """An owner who reads English, and somebody who reads German; the owner was asked."""
    async with (
        guest(server.url, server.owner, "Ada", "en") as ada,
        guest(server.url, server.invite, "Jan", "de") as jan,
    ):
        await ada.connect()
        await jan.connect()
        yield ada, jan


def is_asked(event: Event) -> bool:
    return bool(event["type"] == "language_arrives" and event["state"] == "asked")


async def read(jan: Guest, said: list[str], begun: float) -> tuple[float, float]:
    """Seconds until the first of these messages is read, and until all are."""
    first = asyncio.create_task(jan.told(lambda e: e["type"] == "translated" and e["language"] == "de"))
    await first
    seconds = perf_counter() - begun
    for message in said:
        await jan.reads(message)
    return seconds, perf_counter() - begun


async def one_press(mirror: Mirror) -> Seen:
    """A fresh server, a press, and all that was said before is read."""
    mirror.asked.clear()
    with tempfile.TemporaryDirectory() as data:
        async with started(Path(data), **settings(mirror)) as server, people(server) as (ada, jan):
            said = [str((await ada.post(f"Good morning, number {n}!"))["message"]) for n in range(MESSAGES)]
            await ada.told(is_asked)
            begun = perf_counter()
            await ada.ask("add_language", languages=["de"])
            first, everything = await read(jan, said, begun)
    return Seen(first, everything, len(mirror.asked), 0)


async def killed(mirror: Mirror) -> Seen:
    """The server is killed when a part of the first file has come, and started again."""
    mirror.asked.clear()
    mirror.gate.clear()
    mirror.pause_after = HALF
    with tempfile.TemporaryDirectory() as data:
        server = await start(Path(data), **settings(mirror))
        async with people(server) as (ada, _):
            said = [str((await ada.post(f"Good morning, number {n}!"))["message"]) for n in range(MESSAGES)]
            await ada.told(is_asked)
            await ada.ask("add_language", languages=["de"])
            await ada.told(lambda e: e["type"] == "language_arrives" and e["have"] == HALF)
            server.process.kill()
            await server.process.wait()
        mirror.pause_after = None
        mirror.gate.set()
        before = len(mirror.asked)
        begun = perf_counter()
        async with started(Path(data), **settings(mirror)) as again, people(again) as (_, jan):
            first, everything = await read(jan, said, begun)
    resumed = int((mirror.asked[before][1] or "bytes=0-").removeprefix("bytes=").rstrip("-"))
    return Seen(first, everything, len(mirror.asked), HALF - resumed)


def row(what: str, seen: list[Seen]) -> str:
    """A line of the table; the median and the longest."""
    firsts, alls = [each.first for each in seen], [each.all for each in seen]
    figures = f"{median(firsts):.1f} | {max(firsts):.1f} | {median(alls):.1f} | {max(alls):.1f}"
    return f"| {what} | {figures} | {seen[-1].fetched} | {seen[-1].again / MEGABYTE:.1f} |"


async def main() -> None:
    with mirrored("de") as mirror:
        bare = [await asyncio.to_thread(copied, mirror) for _ in range(TIMES)]
        presses = [await one_press(mirror) for _ in tqdm(range(TIMES), desc="one press", leave=False)]
        kills = [await killed(mirror) for _ in tqdm(range(TIMES), desc="killed", leave=False)]
        size = mirror.size() / MEGABYTE
    keep(
        "arrival",
        "# A language arrives",
        "",
        f"German, which is English to Portuguese under another name: {size:.0f} MB in six files from a mirror on this",
        f"machine. {MESSAGES} messages were there before the press. {TIMES} times, seconds.",
        "`python -m bench.arrival` measures it. Aim: every message is read after one press, and nothing is restarted.",
        "",
        f"A bare copy of the files, written to the disk: {median(bare):.1f} s (median), {max(bare):.1f} s (longest).",
        "The rest is: checking, unpacking, opening the model in a worker, translating.",
        "A killed server is counted from its start, with everything that a start takes.",
        "",
        "| | first message read | longest | all messages read | longest | requests for files | MB fetched twice |",
        "|---|---|---|---|---|---|---|",
        row("one press", presses),
        row("killed in the middle, started again", kills),
    )


if __name__ == "__main__":
    asyncio.run(main())
