"""One room, many readers: deliveries per second of the server's processor time, delays, memory.

The server has one core, the readers and the publisher have the other. Rounds are interleaved, and medians told.
python -m bench.fanout [--readers 100 1000 5000] [--rounds 4]
"""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median
from time import monotonic, sleep

from tqdm import tqdm

from bench.fanout.crowd import Crowd, crowd, tick
from bench.fanout.peers import PEERS, Peer, leave_the_server_its_core
from bench.machine import machine
from enishi import clock
from enishi.gathering.messages.wire import Posted
from enishi.model import Message

RESULT = Path(__file__).parent.parent / "results" / "fanout.md"
SAID = 100
"""Characters of a message to Enishi; the others carry as many bytes as the event that brings it to a reader."""

SINGLE, BURSTS, IN_FLIGHT, RATE, SECONDS = 200, 20, 16, 50, 4
QUIET = 1.0

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
    "enishi": "**Enishi**",
    "node": "node `ws`",
    "kept": "node `ws`, on disk first",
    "nats": "nats-server",
    "mosquitto": "mosquitto",
}

TABLE = """# One room, many readers

Thousands of deliveries per second of the server's processor time; milliseconds of delay at 50 messages a second; KiB
that a silent reader costs. Medians of {rounds} interleaved rounds; {machine}; the server on one core, readers and
publishers on the other. Each reader is told {size} bytes a message. Enishi is the whole server: sessions, a room of 20
members, commits with fsync; "on disk first" appends a message to a file and syncs it before it is told. `python -m
bench.fanout` measures it; it needs a C compiler and `nats-server`.

| readers | server | one at a time | 16 at once | p50 | p99 | KiB a reader |
|---|---|---|---|---|---|---|
{rows}

At 1,000 readers, Enishi's share of:

| | of | share | aim |
|---|---|---|---|
{verdicts}
"""

Figures = dict[str, float]
Open = Callable[[], AbstractContextManager[Peer]]


def payload(size: int) -> bytes:
    """A message of so many bytes with a tick in it."""
    return (tick() + b" ").ljust(size, b"x")


def per_second(peer: Peer, gathered: Crowd, readers: int, many: int, rounds: int, size: int) -> float:
    """Thousands of deliveries per second of processor time, with `many` messages under way at once."""
    begun = peer.cpu()
    for _ in range(rounds):
        gathered.expect(readers * many)
        peer.publish([payload(size) for _ in range(many)])
        gathered.heard()
    return readers * many * rounds / max(peer.cpu() - begun, 0.01) / 1000


def delays(peer: Peer, gathered: Crowd, readers: int, size: int) -> tuple[float, float]:
    """Milliseconds, p50 and p99 of all deliveries, at RATE messages a second."""
    gathered.expect(readers * RATE * SECONDS)
    begun = monotonic()
    for number in range(RATE * SECONDS):
        sleep(max(0.0, begun + number / RATE - monotonic()))
        peer.publish([payload(size)])
    heard = gathered.heard()
    return heard.p50 / 1000, heard.p99 / 1000


def measure(open_peer: Open, readers: int, size: int) -> Figures:
    """One round of one server."""
    with open_peer() as peer:
        before = peer.memory()
        with crowd(peer.port, readers, peer.sorts) as gathered:
            sleep(QUIET)
            memory = (peer.memory() - before) / readers / 1024
            alone = per_second(peer, gathered, readers, 1, max(20, SINGLE * 100 // readers), size)
            burst = per_second(peer, gathered, readers, IN_FLIGHT, max(4, BURSTS * 1000 // readers), size)
            p50, p99 = delays(peer, gathered, readers, size)
    return {"alone": alone, "burst": burst, "p50": p50, "p99": p99, "memory": memory}


def event_size() -> int:
    """Bytes of the event that carries SAID characters to a reader of Enishi."""
    who, room = clock.new_id(), clock.new_id()
    message = Message(
        id=clock.new_id(),
        room=room,
        seq=1000,
        changed=1000,
        author=who,
        language="en",
        text="x" * SAID,
        sent_at=clock.now(),
    )
    return len(Posted(room=room, seq=1000, message=message).model_dump_json())


def rounds(readers: int, count: int) -> dict[str, Figures]:
    """The medians of every server."""
    size = event_size()
    found: defaultdict[str, list[Figures]] = defaultdict(list)
    for _ in tqdm(range(count), desc=f"{readers} readers"):
        for name, open_peer in PEERS.items():
            found[name].append(measure(open_peer, readers, SAID if name == "enishi" else size))
    return {name: {key: median(one[key] for one in several) for key in several[0]} for name, several in found.items()}


def rows(readers: int, figures: dict[str, Figures]) -> Iterator[str]:
    """Lines of the table."""
    for name, one in figures.items():
        cells = f"{one['alone']:.0f} | {one['burst']:.0f} | {one['p50']:.1f} | {one['p99']:.1f} | {one['memory']:.0f}"
        yield f"| {readers} | {NAMES[name]} | {cells} |"


def verdicts(figures: dict[str, Figures]) -> Iterator[str]:
    """What Enishi is held to, and how it stands."""
    ours = figures["enishi"]
    for peer, key, least in AIMS:
        if peer in figures:
            ratio = ours[key] / figures[peer][key]
            yield f"| {WHAT[key]} | {NAMES[peer]} | {ratio:.2f} | ≥ {least} |"
    for peer, aim in (("node", "≤ 1"), ("kept", "")):
        yield f"| delay, p50 | {NAMES[peer]} | {ours['p50'] / figures[peer]['p50']:.2f} | {aim} |"
    yield f"| memory a reader, KiB | | {ours['memory']:.0f} | ≤ 32 |"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--readers", type=int, nargs="+", default=[100, HELD, 5000])
    parser.add_argument("--rounds", type=int, default=4)
    wanted = parser.parse_args()
    leave_the_server_its_core()
    found = {readers: rounds(readers, wanted.rounds) for readers in wanted.readers}
    lines = [line for readers, figures in found.items() for line in rows(readers, figures)]
    held = list(verdicts(found[HELD])) if HELD in found else []
    table = TABLE.format(
        machine=machine(), rounds=wanted.rounds, size=event_size(), rows="\n".join(lines), verdicts="\n".join(held)
    )
    RESULT.write_text(table)
    print(table)


if __name__ == "__main__":
    main()
