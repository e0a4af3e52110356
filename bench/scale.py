"""What a message costs: by readers, by languages, by rooms. A table, and a picture of it.

python -m bench.scale [--rounds 2]
"""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import monotonic, sleep

from matplotlib import pyplot as plt
from tqdm import tqdm

from bench.fanout.crowd import crowd
from bench.fanout.house import Enishi, enishi
from bench.fanout.peer import children, leave_the_server_its_core, processor_time
from bench.server import HERE
from bench.stamp import RESULTS, keep

LANGUAGES = (("en",), ("en", "pt"), ("en", "pt", "es", "ca"))
READERS = (10, 100, 1000, 5000)
ROOMS = (1, 10, 50, 200)
IN_ROOMS = 1000
"""Readers who are spread over several rooms."""

RATE, MESSAGES = 20, 60
CALM, IDLE = 0.5, 0.01
"""All is done when in so many seconds no more seconds of processor time were used."""

SAID = "The library of the village opens again on Monday, and everybody who helped is invited, number {}."

HEAD = """# What a message costs

Milliseconds of processor time for one message of 97 characters, at {rate} a second: of the server (decoding, commit
with fsync, telling every reader, keeping translations), and of the workers, which translate. Medians of {rounds}
rounds; the server and its workers on one core, the readers on the other. `python -m bench.scale` measures it.

![Cost of a message by readers and languages](scale.svg)

| readers | languages | rooms | server, ms a message | µs a reader | workers, ms a message |
|---|---|---|---|---|---|"""


def cost(languages: Sequence[str], readers: int, rooms: int, checkout: Path = HERE) -> tuple[float, float]:
    """Milliseconds a message: of the server, and of its workers."""
    members = 4 if rooms > 1 else 20
    with enishi(languages, rooms, members, checkout) as peer, crowd(peer.port, readers, peer.sorts):
        say(peer, 20)  # the workers open their models
        server, workers = peer.cpu(), workers_cpu(peer)
        say(peer, MESSAGES)
        return (peer.cpu() - server) / MESSAGES * 1000, (workers_cpu(peer) - workers) / MESSAGES * 1000


def say(peer: Enishi, many: int) -> None:
    """So many messages, one after the other, until nothing of them is left to do."""
    begun = monotonic()
    for number in range(many):
        sleep(max(0.0, begun + number / RATE - monotonic()))
        peer.publish([SAID.format(f"{os.urandom(3).hex()}").encode()])
    before = 0.0
    while (now := peer.cpu() + workers_cpu(peer)) - before > IDLE:
        before = now
        sleep(CALM)


def workers_cpu(peer: Enishi) -> float:
    """Seconds of processor time that the server's workers have used."""
    return sum(map(processor_time, children(peer.process.pid)))


def picture(found: dict[tuple[int, int], float]) -> None:
    """Lines, one for each number of languages."""
    figure, axes = plt.subplots(figsize=(6, 4), layout="constrained")
    for many in dict.fromkeys(languages for languages, _ in found):
        line = {readers: cost for (languages, readers), cost in found.items() if languages == many}
        axes.plot(list(line), list(line.values()), marker="o", label=f"{many} language{'s' * (many > 1)}")
    axes.set(xscale="log", yscale="log", xlabel="readers", ylabel="server, ms a message")
    axes.legend()
    axes.grid(visible=True, alpha=0.3)
    figure.savefig(RESULTS / "scale.svg")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=2)
    wanted = parser.parse_args()
    leave_the_server_its_core()
    cases = [(languages, readers, 1) for languages in LANGUAGES for readers in READERS]
    cases += [(LANGUAGES[0], IN_ROOMS, rooms) for rooms in ROOMS[1:]]
    drawn, rows = {}, []
    for languages, readers, rooms in tqdm(cases, desc="cases"):
        rounds = [cost(languages, readers, rooms) for _ in range(wanted.rounds)]
        server, workers = (median(column) for column in zip(*rounds, strict=True))
        costs = f"{server:.2f} | {server / readers * rooms * 1000:.1f} | {workers:.1f}"
        rows.append(f"| {readers} | {len(languages)} | {rooms} | {costs} |")
        if rooms == 1:
            drawn[len(languages), readers] = server
    picture(drawn)
    keep("scale", HEAD.format(rate=RATE, rounds=wanted.rounds), *rows)


if __name__ == "__main__":
    main()
