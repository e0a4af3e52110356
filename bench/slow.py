"""A hundred readers stop reading beside a thousand who go on: what these notice, what it costs, how the slow come back.

python -m bench.slow [--rounds 4]
"""

import argparse
import json
import re
import socket
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from statistics import median
from time import monotonic
from typing import NamedTuple

from tqdm import tqdm

from bench.fanout.crowd import Crowd, crowd
from bench.fanout.house import Enishi, enishi
from bench.fanout.measure import SAID, delays, payload
from bench.fanout.peer import leave_the_server_its_core
from bench.server import METRICS_KEY
from bench.stamp import keep
from tests.support.raw import TEXT, frame

READERS, SLOW = 1000, 100
LONG = 3000
"""Characters of the messages that fill up who does not read."""

AT_ONCE = 16
TOO_MUCH = 4_500_000
"""Characters after which who does not read has been let go."""

FIRST = 400
"""Long messages before anything is measured, and so many again when the slow have come."""

PATIENCE = 60.0
NUMBER = re.compile(rb'"type":"caught_up","room":"[^"]+","seq":(\d+)')

HEAD = """# Slow readers

{readers} readers read, in one server from the first row to the last; {slow} more come, say hello and read nothing,
while messages of {long} characters come. The delays are those of the {readers}, at 50 messages a second. Medians of
{rounds} rounds (least–most), and of the ratios within a round; the server on one core, the readers on the other.
`python -m bench.slow` measures it.

| | | of the first row |
|---|---|---|"""


class Still:
    """A reader who says hello, and then takes nothing."""

    def __init__(self, peer: Enishi, number: int, since: int | None = None) -> None:
        opening, _ = peer.sorts[number % len(peer.sorts)]
        hello = {"type": "hello", "nonce": "n", "rooms": [{"room": next(peer.rooms), "since": since}]}
        self._end = socket.socket()
        self._end.settimeout(PATIENCE)
        self._end.connect(("127.0.0.1", peer.port))
        self._end.sendall(opening)
        assert b"101" in self._end.recv(20)
        self._end.sendall(frame(TEXT, json.dumps(hello).encode()))

    def close(self) -> None:
        """Go away."""
        self._end.close()

    def takes_all(self) -> tuple[int, bool]:
        """Read what was kept for them: how many bytes, and whether the last of it says that they were too slow."""
        size, tail = 0, b""
        try:
            while data := self._end.recv(1 << 20):
                size += len(data)
                tail = (tail + data)[-4:]
        except ConnectionError:
            pass
        return size, tail == b"\x88\x02\x11\x38"  # a closing frame with 4408

    def catches_up(self) -> int:
        """The number of the room when they have."""
        seen = b""
        while not (found := NUMBER.search(seen)):
            seen = seen[-200:] + self._end.recv(1 << 20)
        return int(found[1])


def connections(peer: Enishi) -> int:
    """How many the server has, as it tells Prometheus."""
    key = {"Authorization": f"Bearer {METRICS_KEY}"}
    asked = urllib.request.Request(f"http://127.0.0.1:{peer.port}/metrics", headers=key)
    with urllib.request.urlopen(asked) as answer:
        found = re.search(rb"^enishi_connections (\S+)", answer.read(), re.MULTILINE)
    assert found
    return int(float(found[1]))


def flood(peer: Enishi, gathered: Crowd, many: int) -> None:
    """So many long messages, which all readers but the slow ones read."""
    for _ in range(0, many, AT_ONCE):
        gathered.expect(READERS * AT_ONCE)
        peer.publish([payload(LONG) for _ in range(AT_ONCE)])
        gathered.heard()


@contextmanager
def stilled(peer: Enishi) -> Iterator[list[Still]]:
    """Those who stop reading."""
    with ExitStack() as stack:
        still = [Still(peer, number) for number in range(SLOW)]
        for each in still:
            stack.callback(each.close)
        yield still


class Round(NamedTuple):
    """Milliseconds of the readers' p99 before, beside and after the slow; and how it went with these."""

    before: float
    behind: float
    after: float
    memory: float
    """MiB at the most."""
    back: float
    """Seconds until all slow ones had caught up."""
    told: float
    """How many of the slow were told why they were let go; 1 is all."""


def measure() -> Round:
    """One round, in one server."""
    with enishi() as peer, crowd(peer.port, READERS, peer.sorts) as gathered:
        flood(peer, gathered, FIRST)
        before = delays(peer, gathered, READERS, SAID).p99
        memory, all_here = peer.memory(), connections(peer) + SLOW
        with stilled(peer) as still:
            flood(peer, gathered, FIRST)
            assert connections(peer) == all_here
            behind = delays(peer, gathered, READERS, SAID).p99
            most = peer.memory()
            for _ in range(TOO_MUCH // (LONG * AT_ONCE)):
                flood(peer, gathered, AT_ONCE)
                most = max(most, peer.memory())
            told = [each.takes_all()[1] for each in still]
        after = delays(peer, gathered, READERS, SAID).p99
        return Round(before, behind, after, (most - memory) / 2**20, come_back(peer), sum(told) / SLOW)


def come_back(peer: Enishi) -> float:
    """Seconds until as many as were slow have caught up."""
    begun = monotonic()
    with ExitStack() as stack:
        back = [Still(peer, number, since=1) for number in range(SLOW)]
        for each in back:
            stack.callback(each.close)
        assert all(each.catches_up() > 1 for each in back)
        return monotonic() - begun


def spread(values: Sequence[float], digits: int = 1) -> str:
    """The median, the least and the most."""
    return f"{median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def table(found: Sequence[Round]) -> Iterator[str]:
    """Its lines."""
    before, behind, after, memory, back, told = zip(*found, strict=True)
    more, rest = ([b / a for a, b in zip(before, those, strict=True)] for those in (behind, after))
    yield HEAD.format(slow=SLOW, readers=READERS, long=LONG, rounds=len(found))
    yield f"| p99 of a delivery, before the slow come | {spread(before)} ms | |"
    yield f"| p99, while {SLOW} are behind | {spread(behind)} ms | {spread(more, 2)}; aim ≤ 1.2 |"
    yield f"| p99, after these were let go | {spread(after)} ms | {spread(rest, 2)} |"
    a_reader = f"{median(memory) / SLOW:.1f} a reader; let go at 4"
    yield f"| memory that the slow took at most | {median(memory):.0f} MiB | {a_reader} |"
    yield f"| of the slow, told why (4408) | {median(told):.0%} | |"
    yield f"| the slow came back and had caught up within | {median(back):.1f} s | |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=4)
    wanted = parser.parse_args()
    leave_the_server_its_core()
    keep("slow", *table([measure() for _ in tqdm(range(wanted.rounds), desc="rounds")]))


if __name__ == "__main__":
    main()
