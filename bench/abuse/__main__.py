"""How long honest members wait beside each attack, with the default limits; what it costs the server.

python -m bench.abuse [--seconds 20] [--checkout DIR] [ATTACK ...]
"""

import argparse
import asyncio
import re
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import uvloop
from tqdm import tqdm

from bench.abuse.attacks import ADDRESS, ATTACKS, Attack
from bench.abuse.honest import EACH, Honest, honest, p95
from bench.server import HERE
from bench.stamp import keep
from tests.support.guest import Guest, guest
from tests.support.process import Started, started

MANY = 20
AIM = 2.0
LIMITS = {"ENISHI_POSTS_PER_MINUTE": "60", "ENISHI_JOINS_PER_MINUTE": "120"}
"""Those of the settings; what starts servers for tests has others."""

HEAD = """# Hostile members beside honest ones

Of ten honest members five write English, each every {each:.0f} seconds; measured is the time until one of the others
has it in Portuguese: the p95, and how many times that of the same server without an attack, before and after all of
them. One hostile member, then {many} of one address, do each attack for {seconds:.0f} seconds, as fast as the server
lets them, in the same room, as hosts of it. Default limits; everything is on the same two cores, the attackers too.
`python -m bench.abuse` measures it. Aim: at most {aim:.0f} times, no worker replaced, memory bounded.

| attack | hostile | p95 | times | calm after | workers replaced | memory |
|---|---|---|---|---|---|---|"""


class Row(NamedTuple):
    """What one attack did."""

    attack: str
    hostile: int
    p95: float
    replaced: int
    memory: int
    """Bytes of the server at the end."""
    calm: float
    """Seconds from then until a message takes as long as without an attack."""


def workers(server: Started) -> set[int]:
    """The processes that translate."""
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    named = {int(child): Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
    return {child for child, command in named.items() if b"pool.worker" in command}


def memory(server: Started) -> int:
    """Bytes that the server itself has resident."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{server.process.pid}/status").read_text())
    assert found
    return int(found[1]) * 1024


class Bench(NamedTuple):
    """A server, the people who talk there, and what it takes them without an attack."""

    server: Started
    people: Honest
    seconds: float
    quiet: float
    """Milliseconds."""


async def under(attack: Attack, who: Sequence[Guest], bench: Bench) -> Row:
    """One attack, for so long."""
    for each in who:
        await each.connect()
    before = workers(bench.server)
    attacking = asyncio.ensure_future(attack(who))
    delays = await bench.people.talk(bench.seconds)
    attacking.cancel()
    with suppress(asyncio.CancelledError, Exception):
        await attacking
    for each in who:
        await each.disconnect()
    size, replaced = memory(bench.server), len(before - workers(bench.server))
    calm = await bench.people.calm(AIM * bench.quiet / 1000)
    return Row(attack.__name__, len(who), p95(delays), replaced, size, calm)


@asynccontextmanager
async def hostile(server: Started, owner: Guest, count: int) -> AsyncIterator[list[Guest]]:
    """Hosts of the same room, all at one address."""
    made = (await owner.http.post(f"/api/rooms/{owner.room}/invites", json={"host": True, "uses": None})).json()
    secret = re.split("[/#]", made["link"])[-1]
    async with AsyncExitStack() as stack:
        who = []
        for number in range(count):
            coming = guest(server.url, secret, f"Mallory {number}", "pt", address=ADDRESS)
            who.append(await stack.enter_async_context(coming))
        yield who


async def measure(seconds: float, checkout: Path, attacks: Sequence[Attack]) -> tuple[float, list[Row]]:
    """The p95 without an attack, and a row for each."""
    rows: list[Row] = []
    environment = LIMITS | {"PYTHONPATH": str(checkout / "src")}
    with tempfile.TemporaryDirectory() as data:
        async with (
            started(Path(data), **environment) as server,
            guest(server.url, server.owner, "Olga", "en") as owner,
            honest(server.url, server.invite) as people,
        ):
            terms = "\n".join(f"en,term{number},termo{number}" for number in range(500))
            url = f"/api/rooms/{owner.room}/glossary.csv"
            (await owner.http.post(url, content=f"language,text,pt\n{terms}".encode())).raise_for_status()
            quiet = await people.talk(seconds)
            bench = Bench(server, people, seconds, p95(quiet))
            async with hostile(server, owner, MANY) as everybody:
                for who in (everybody[:1], everybody):
                    for attack in tqdm(attacks, desc=f"{len(who)} hostile"):
                        rows.append(await under(attack, who, bench))
                        tqdm.write(told(rows[-1], bench.quiet))
            return p95([*quiet, *await people.talk(seconds)]), rows


def told(row: Row, quiet: float) -> str:
    """A line of the table."""
    times, memory = row.p95 / quiet, row.memory / 2**20
    told = f"| {row.attack} | {row.hostile} | {row.p95:.0f} ms | {times:.1f} | {row.calm:.0f} s "
    return f"{told}| {row.replaced} | {memory:.0f} MiB |"


def main() -> None:
    """Measure, and write the table of all attacks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--checkout", type=Path, default=HERE, help="the source of the server")
    parser.add_argument("attack", nargs="*", choices=(*ATTACKS, []), help="only these, and no table is written")
    arguments = parser.parse_args()
    attacks = [ATTACKS[name] for name in arguments.attack or ATTACKS]
    quiet, rows = uvloop.run(measure(arguments.seconds, arguments.checkout, attacks))
    if arguments.attack:
        return
    head = HEAD.format(each=EACH, many=MANY, seconds=arguments.seconds, aim=AIM)
    keep("abuse", head, f"| none | 0 | {quiet:.0f} ms | 1 | | | |", *(told(row, quiet) for row in rows))


if __name__ == "__main__":
    main()
