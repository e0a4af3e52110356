"""Every process of a house of two servers killed again and again, under people who post without end: what is lost.

python -m bench.kills [--servers 200] [--restarts 50] [--workers 50] [--nats 50] [--postgres 20]
"""

import argparse
import asyncio
import tempfile
from contextlib import closing
from pathlib import Path
from random import Random

from bench.stamp import keep
from tests.support.nats import nats
from tests.support.postgres import postgres
from tests.support.striking import (
    House,
    Seen,
    Strike,
    kill_nats,
    kill_postgres,
    kill_server,
    kill_worker,
    restart_server,
    strike,
)

BLOWS: dict[str, tuple[str, Strike, int]] = {
    "servers": ("a server: SIGKILL, and another one in its place", kill_server, 200),
    "restarts": ("a server: stopped well, and another one in its place", restart_server, 50),
    "workers": ("a worker (`enishi work`): SIGKILL, and another one in its place", kill_worker, 50),
    "nats": ("NATS: SIGKILL, and started again", kill_nats, 50),
    "postgres": ("PostgreSQL: SIGKILL of all its processes, and started again", kill_postgres, 20),
}
"""What is done, how, and how often unless another number is given."""


async def measure(blow: Strike, times: int) -> Seen:
    """What came of it, in a fresh house."""
    with (
        nats() as bus,
        postgres() as database,
        tempfile.TemporaryDirectory() as data,
        closing(House(Path(data), database, bus, workers=2 if blow is kill_worker else 0)) as house,
    ):
        return await strike(house, blow, times, Random(7))


def row(title: str, seen: Seen) -> str:
    """A line of the table."""
    numbers = (
        *(seen.strikes, seen.acknowledged, seen.refused, seen.cuts),
        *(seen.lost, seen.twice, seen.unordered, seen.disagreeing),
    )
    return " | ".join(("", title, *map(str, numbers), f"{seen.longest:.1f} s", "")).strip()


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, (title, _, times) in BLOWS.items():
        parser.add_argument(f"--{name}", type=int, default=times, help=title)
    wanted = vars(parser.parse_args())
    rows = [row(title, await measure(blow, wanted[name])) for name, (title, blow, _) in BLOWS.items() if wanted[name]]
    keep(
        "kills",
        "# Processes that are killed",
        "",
        "Two servers on one PostgreSQL and one NATS server. Four people who read two languages post over",
        "WebSockets without end, each message until it is acknowledged; when their server is gone, they go to the",
        "other one and resume. Each strike comes under this load.",
        "`python -m bench.kills` measures it. Aim: nothing acknowledged is lost, nothing comes twice, and all",
        "are told the same in the same order. Servers translate themselves, but where workers are struck: there,",
        "two workers do it for both.",
        "",
        "Cut: connections. Out of order: facts told on a connection after one with a higher number, or again.",
        "Disagreeing: readers for whom all that they were told over all connections, messages and translations, is not",
        "what the room's history says from its first message to its last, in its order.",
        "Longest: from a strike until each of the four had something acknowledged again.",
        "",
        "| what | strikes | acknowledged | refused | cut | lost | twice | out of order | disagreeing | longest |",
        "|---|---|---|---|---|---|---|---|---|---|",
        *rows,
    )


if __name__ == "__main__":
    asyncio.run(main())
