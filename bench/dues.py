"""Dues while the processes that do them are killed, and the clock is moved by a day: how often each happens, how late.

python -m bench.dues [--dues 1000] [--kills 200]
"""

import argparse
import asyncio
import tempfile
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from sqlalchemy import Connection

from bench.machine import percentile
from bench.stamp import keep
from enishi import clock
from enishi.gathering.dues.dues import Dues
from enishi.gathering.dues.table import Due
from enishi.protocol import Beat
from tests.support import effects
from tests.support.dues_killed import KIND, House, Seen, add, strike
from tests.support.postgres import postgres

SECONDS_A_KILL = {1: 0.9, 2: 0.5}
"""How the kills are spread, for so many processes: one takes a third of a second to start."""

IDLE = 10
"""Seconds for which a timer that has nothing to do is measured."""

HEAD = """# Dues

{dues} dues, five at an instant: a fifth of them lie in the day that the clock leaves out, the others before and after.
While they come due, processes are killed with SIGKILL and others start in their place, half of the times just when
something is being done; in the middle the wall clock is moved by a day. An effect counts from when a reader finds it in
the database.
`python -m bench.dues` measures it. Aim: each effect exactly once, at most 1 s late.

Undone: effects that were begun when their process was killed, and done later. Late: the most seconds for which one
process was up while a due waited, after its instant (99 % of the dues, all). Down: seconds without any process.

| database | processes | kills | dues | not exactly once | undone | late, 99 % | late, all | seconds | down |
|---|---|---|---|---|---|---|---|---|---|
{rows}

| | SQLite | PostgreSQL |
|---|---|---|
| 1,000 dues of one instant, each with an effect: until the last is on disk and told, s | {bursts} |
| a process whose dues are all far ahead: processor time of a second, ms | {idle} |"""


async def measure(place: str, processes: int, dues: int, kills: int) -> Seen:
    """What came of it."""
    with tempfile.TemporaryDirectory() as folder:
        seconds = kills * SECONDS_A_KILL[processes]
        here = _house(place, folder)
        return await strike(here, dues=dues, kills=kills, processes=processes, seconds=seconds, chance=Random(5))


async def burst(place: str) -> float:
    """Seconds for a thousand."""
    left, done = 1000, asyncio.Event()

    def effect(connection: Connection, due: Due) -> Beat:
        effects.note(connection, due.ref, due.at)
        return Beat(now=due.at, rooms={})

    def publish(event: object) -> None:
        nonlocal left
        left -= 1
        if not left:
            done.set()

    with tempfile.TemporaryDirectory() as folder:
        async with _house(place, folder).open() as store:
            await store.write(effects.make, room=None)
            instants = {f"{n}": clock.now() for n in range(left)}
            await store.write(partial(add, instants=instants), room=None)
            begun = perf_counter()
            async with Dues(store, publish).running({KIND: effect}):
                await done.wait()
                return perf_counter() - begun


async def idle(place: str) -> float:
    """Seconds of the processor in a second."""
    with tempfile.TemporaryDirectory() as folder:
        async with _house(place, folder).open() as store, Dues(store, lambda event: None).running({}):
            await asyncio.sleep(1)
            before = process_time()
            await asyncio.sleep(IDLE)
            return (process_time() - before) / IDLE


def row(database: str, processes: int, seen: Seen) -> str:
    """A line of the table."""
    late = f"{percentile(seen.late, 0.99):.2f} s | {max(seen.late):.2f} s"
    numbers = f"{processes} | {seen.kills} | {seen.dues} | {seen.wrong} | {seen.undone}"
    return f"| {database} | {numbers} | {late} | {seen.seconds:.0f} | {seen.down:.0f} |"


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dues", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=200)
    wanted = parser.parse_args()
    with postgres() as server:
        rows = [
            row("PostgreSQL", 2, await measure(server.database(), 2, wanted.dues, wanted.kills)),
            row("SQLite", 1, await measure("", 1, wanted.dues, wanted.kills)),
        ]
        bursts = [f"{await burst(place):.2f}" for place in ("", server.database())]
        idles = [f"{1000 * await idle(place):.1f}" for place in ("", server.database())]
    told = {"rows": "\n".join(rows), "bursts": " | ".join(bursts), "idle": " | ".join(idles)}
    keep("dues", HEAD.format(dues=f"{wanted.dues:,}", **told))


def _house(place: str, folder: str) -> House:
    """On PostgreSQL, or in that folder."""
    return House(place or folder, Path(folder, "ahead"), Path(folder, "begun"))


if __name__ == "__main__":
    asyncio.run(main())
