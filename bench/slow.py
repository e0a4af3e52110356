"""A hundred of a thousand readers stop reading: what the others notice, what it costs, and how the slow come back.

python -m bench.slow [--rounds 4] > bench/results/slow.md
"""

import argparse
import json
import re
import socket
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from statistics import median
from time import monotonic, sleep

from tqdm import tqdm

from bench.fanout.__main__ import SAID, delays, payload
from bench.fanout.crowd import Crowd, crowd
from bench.fanout.peers import Enishi, enishi, leave_the_server_its_core
from bench.machine import machine
from tests.support.raw import TEXT, frame

READERS, SLOW = 1000, 100
LONG = 3000
"""Characters of the messages that fill up who does not read."""

AT_ONCE = 16
TOO_MUCH = 6_000_000
"""Characters after which who does not read has been let go."""

PATIENCE = 60.0
NUMBER = re.compile(rb'"type":"caught_up","room":"[^"]+","seq":(\d+)')

HEAD = """# Slow readers

{slow} of {readers} readers stop reading, while messages of {long} characters come. Medians of {rounds} rounds;
{machine};
the server on one core, the readers on the other. `python -m bench.slow`

| | |
|---|---|"""


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
    with urllib.request.urlopen(f"http://127.0.0.1:{peer.port}/metrics") as answer:
        found = re.search(rb"^enishi_connections (\S+)", answer.read(), re.MULTILINE)
    assert found
    return int(float(found[1]))


def flood(peer: Enishi, gathered: Crowd, many: int, readers: int) -> None:
    """So many long messages, which everybody else reads."""
    for _ in range(0, many, AT_ONCE):
        gathered.expect(readers * AT_ONCE)
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


def usual() -> float:
    """Milliseconds, p99, when everybody reads."""
    with enishi() as peer, crowd(peer.port, READERS, peer.sorts) as gathered:
        return delays(peer, gathered, READERS, SAID)[1]


def beside() -> tuple[float, float, float, float, float]:
    """The p99 of the others beside slow ones and after they were let go; MiB at the most; seconds; told why, of all."""
    others = READERS - SLOW
    with enishi() as peer, crowd(peer.port, others, peer.sorts) as gathered:
        before, all_here = peer.memory(), connections(peer) + SLOW
        with stilled(peer) as still:
            flood(peer, gathered, 400, others)
            assert connections(peer) == all_here
            behind = delays(peer, gathered, others, SAID)[1]
            most = peer.memory()
            for _ in range(TOO_MUCH // (LONG * AT_ONCE)):
                flood(peer, gathered, AT_ONCE, others)
                most = max(most, peer.memory())
            told = [each.takes_all()[1] for each in still]
            after = delays(peer, gathered, others, SAID)[1]
        begun = monotonic()
        back = [Still(peer, number, since=1) for number in range(SLOW)]
        assert all(each.catches_up() > 1 for each in back)
        seconds = monotonic() - begun
        for each in back:
            each.close()
    return behind, after, (most - before) / 2**20, seconds, sum(told) / SLOW


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=4)
    wanted = parser.parse_args()
    leave_the_server_its_core()
    without, found = [], []
    for _ in tqdm(range(wanted.rounds), desc="rounds"):
        without.append(usual())
        found.append(beside())
        sleep(1)
    behind, after, memory, seconds, told = (median(column) for column in zip(*found, strict=True))
    quiet = median(without)
    print(HEAD.format(slow=SLOW, readers=READERS, long=LONG, rounds=wanted.rounds, machine=machine()))
    print(f"| p99 of a delivery, everybody reads | {quiet:.1f} ms |")
    print(f"| p99 of the others, while {SLOW} are behind | {behind:.1f} ms ({behind / quiet:.2f} of it; aim ≤ 1.2) |")
    print(f"| p99 of the others, after these were let go | {after:.1f} ms ({after / quiet:.2f} of it) |")
    print(f"| memory that the slow took at most | {memory:.0f} MiB ({memory / SLOW:.1f} a reader; let go at 4) |")
    print(f"| of the slow, told why (4408) | {told:.0%} |")
    print(f"| the slow came back and had caught up within | {seconds:.1f} s |")


if __name__ == "__main__":
    main()
