"""Measures one server: deliveries per second of its processor time, delays, memory a reader."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from time import monotonic, sleep
from typing import NamedTuple

from bench.fanout.crowd import Crowd, crowd, tick
from bench.fanout.peer import Peer
from bench.server import server
from tests.support.guest import guest

SAID = 100
"""Characters of a message to Enishi; the others carry as many bytes as the event that brings it to a reader."""

SINGLE, BURSTS, IN_FLIGHT, RATE, SECONDS = 200, 20, 16, 50, 4
QUIET = 1.0

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


class Delays(NamedTuple):
    """Milliseconds of all deliveries; seconds from the last message until all had it."""

    p50: float
    p99: float
    queue: float


def delays(peer: Peer, gathered: Crowd, readers: int, size: int) -> Delays:
    """At RATE messages a second."""
    gathered.expect(readers * RATE * SECONDS)
    begun = monotonic()
    for number in range(RATE * SECONDS):
        sleep(max(0.0, begun + number / RATE - monotonic()))
        peer.publish([payload(size)])
    said = monotonic()
    heard = gathered.heard()
    return Delays(heard.p50 / 1000, heard.p99 / 1000, monotonic() - said)


def measure(open_peer: Open, readers: int, size: int) -> Figures:
    """One round of one server."""
    with open_peer() as peer:
        before = peer.memory()
        with crowd(peer.port, readers, peer.sorts) as gathered:
            sleep(QUIET)
            memory = (peer.memory() - before) / readers / 1024
            alone = per_second(peer, gathered, readers, 1, max(50, SINGLE * 100 // readers), size)
            burst = per_second(peer, gathered, readers, IN_FLIGHT, max(4, BURSTS * 1000 // readers), size)
            late = delays(peer, gathered, readers, size)
    return {"alone": alone, "burst": burst, **late._asdict(), "memory": memory}


async def event_size() -> int:
    """Bytes of the event that carries SAID characters to a reader of Enishi."""
    async with server() as (url, invite), guest(url, invite, "Reader", "en") as reader:
        await reader.connect()
        said = payload(SAID).decode()
        await reader.post(said)
        event = await reader.told(lambda event: event["type"] == "posted" and event["message"]["text"] == said)
        return len(json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode())
