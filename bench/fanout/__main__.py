"""One room, many readers: deliveries per second of the server's processor time, delays, memory.

The server has one core, the readers and the publisher have the other. Rounds are interleaved, and medians told.
python -m bench.fanout [--readers 100 1000 5000] [--rounds 4]. What another program serves is left out where it is not.
"""

import argparse
import asyncio
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from statistics import median

from tqdm import tqdm

from bench.benches import program
from bench.fanout.crowd import CLIP, HERE
from bench.fanout.house import MEMBERS, enishi
from bench.fanout.measure import IN_FLIGHT, RATE, SAID, SECONDS, Figures, Open, event_size, measure
from bench.fanout.others import limit, mosquitto, nats, node_on_disk, node_ws
from bench.fanout.peer import leave_the_server_its_core
from bench.stamp import keep

QUEUE = 0.5
"""Seconds from the last message until all readers have it, from which on the delays are told as those of a queue."""


HELD = 1000
"""Readers at which Enishi is held to its aims."""

AIMS = (
    ("limit", "alone", 0.55),
    ("node", "alone", 1.0),
    ("mosquitto", "alone", 1.3),
    ("nats", "alone", 1.4),
    ("nats", "burst", 1.0),
    ("node", "burst", 7.0),
)
WHAT = {"alone": "one at a time", "burst": f"{IN_FLIGHT} at once"}
NAMES = {
    "limit": "C, one write a reader (the limit)",
    "joined": "C, writes joined",
    "enishi": "**Enishi**",
    "node": "node `ws`",
    "kept": "node `ws`, on disk first",
    "nats": "nats-server",
    "mosquitto": "mosquitto",
}
PEERS: dict[str, Open] = {
    "limit": limit,
    "joined": partial(limit, "joined"),
    "enishi": enishi,
    "node": node_ws,
    "kept": node_on_disk,
    "nats": nats,
    "mosquitto": mosquitto,
}
WS = program("node") and (HERE.parents[1] / "web" / "node_modules" / "ws").exists()
FOUND = {"node": WS, "kept": WS, "nats": program("nats-server"), "mosquitto": program("mosquitto")}
"""What is on this machine of what others serve with."""

TABLE = """# One room, many readers

Thousands of deliveries per second of the server's processor time; milliseconds of delay at {rate} messages a second;
KiB that a silent reader costs. Medians of {rounds} interleaved rounds; the server on one core, readers and publishers
on the other. Each reader is told {size} bytes a message. `python -m bench.fanout` measures it.

- Enishi is the whole server: sessions, a room, commits with fsync. Its readers are connections of {members} members: of
  1,000 readers, each member has 50. Readers of the others are connections without a member.
- "On disk first" appends a message to a file and syncs it before it is told. "Writes joined" writes once for all that
  came in one turn of the loop, as Enishi does.
- † More was said than the server, or the readers' core, could deliver. The queue grew for {seconds} s: the delay is its
  length, not what a message takes. It is measured up to {clip:.0f} ms; what took longer is told as "> {clip:.0f}".
{left_out}
| readers | server | one at a time | 16 at once | p50 | p99 | KiB a reader |
|---|---|---|---|---|---|---|
{rows}

At 1,000 readers, Enishi's share of:

| | of | share | aim |
|---|---|---|---|
{verdicts}
"""


def rounds(readers: int, count: int, size: int) -> dict[str, Figures]:
    """The medians of every server; all but Enishi carry so many bytes a message."""
    found: defaultdict[str, list[Figures]] = defaultdict(list)
    for _ in tqdm(range(count), desc=f"{readers} readers"):
        for name in filter(is_here, PEERS):
            found[name].append(measure(PEERS[name], readers, SAID if name == "enishi" else size))
    return {name: {key: median(one[key] for one in several) for key in several[0]} for name, several in found.items()}


def is_here(name: str) -> bool:
    """Whether this machine has such a server."""
    return bool(FOUND.get(name, True))


def rows(readers: int, figures: dict[str, Figures]) -> Iterator[str]:
    """Lines of the table."""
    for name, one in figures.items():
        late = " | ".join(delay(one[key], one["queue"]) for key in ("p50", "p99"))
        yield f"| {readers} | {NAMES[name]} | {one['alone']:.0f} | {one['burst']:.0f} | {late} | {one['memory']:.0f} |"


def delay(milliseconds: float, queue: float) -> str:
    """A cell: marked where it is that of a queue, and where it was clipped."""
    clip = CLIP / 1000
    told = f"{milliseconds:.1f}" if milliseconds < clip - 1 else f"> {clip:.0f}"
    return told + " †" * (queue > QUEUE)


def verdicts(figures: dict[str, Figures]) -> Iterator[str]:
    """What Enishi is held to, and how it stands."""
    ours = figures["enishi"]
    for peer, key, least in AIMS:
        if peer in figures:
            ratio = ours[key] / figures[peer][key]
            yield f"| {WHAT[key]} | {NAMES[peer]} | {ratio:.2f} | ≥ {least} |"
    for peer, aim in (("node", "≤ 1"), ("kept", "")):
        if peer not in figures:
            continue
        yield f"| delay, p50 | {NAMES[peer]} | {ours['p50'] / figures[peer]['p50']:.2f} | {aim} |"
    yield f"| memory a reader, KiB | | {ours['memory']:.0f} | ≤ 32 |"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--readers", type=int, nargs="+", default=[100, HELD, 5000])
    parser.add_argument("--rounds", type=int, default=4)
    wanted = parser.parse_args()
    leave_the_server_its_core()
    size = asyncio.run(event_size())
    found = {readers: rounds(readers, wanted.rounds, size) for readers in wanted.readers}
    lines = [line for readers, figures in found.items() for line in rows(readers, figures)]
    held = list(verdicts(found[HELD])) if HELD in found else []
    missing = ", ".join(NAMES[name] for name in PEERS if not is_here(name))
    table = TABLE.format(
        rate=RATE,
        seconds=SECONDS,
        clip=CLIP / 1000,
        members=MEMBERS,
        rounds=wanted.rounds,
        size=size,
        left_out=f"- Left out, since not on this machine: {missing}.\n" if missing else "",
        rows="\n".join(lines),
        verdicts="\n".join(held),
    )
    keep("fanout", table.rstrip())


if __name__ == "__main__":
    main()
