"""Compares two checkouts of the source on this machine: fanout, journey and scale in turn, and their ratios.

python -m bench.compare OLD NEW [--minutes 10]

OLD and NEW are folders that hold src/enishi; `git worktree add FOLDER COMMIT` makes one. The driver is that of this
checkout: it asks both servers over the wire and imports nothing of either. Rounds are repeated for as long as the
minutes last, the first of each by turns OLD and NEW. OLD twice tells how far to trust a ratio.
"""

import argparse
import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import count, islice
from pathlib import Path
from statistics import median
from time import monotonic

from bench.fanout.house import enishi
from bench.fanout.measure import SAID
from bench.fanout.measure import measure as fan_out
from bench.fanout.peer import leave_the_server_its_core
from bench.journey import WARM_UP, travels
from bench.machine import machine, percentile
from bench.scale import cost
from bench.sentences import sentences
from bench.server import environment

READERS, WORDS, MESSAGES = 1000, 15, 60
LANGUAGES = ("en", "pt", "es", "ca")
WITHIN = 1.05
"""As much of the old one's costs the new one may cost."""

CORES = os.sched_getaffinity(0)

Figures = Mapping[str, float]
"""Costs: of everything, less is better."""


def checked(folder: str) -> Path:
    """A checkout whose source is indeed what its server runs."""
    checkout = Path(folder).resolve()
    ask = [sys.executable, "-c", "import enishi; print(enishi.__file__)"]
    answer = subprocess.run(ask, env=environment(checkout), capture_output=True, text=True)
    if answer.returncode or not Path(answer.stdout.strip()).is_relative_to(checkout):
        raise argparse.ArgumentTypeError(f"{folder} holds no src/enishi that Python can import.")
    return checkout


def measure(checkout: Path) -> dict[str, float]:
    """One round of one checkout, in some 40 seconds."""
    os.sched_setaffinity(0, CORES)
    texts = list(islice(sentences(WORDS), MESSAGES + WARM_UP))
    original, translation = asyncio.run(travels(texts, checkout))
    leave_the_server_its_core()
    told = fan_out(partial(enishi, checkout=checkout), READERS, SAID)
    server, workers = cost(LANGUAGES, READERS, 1, checkout)
    return {
        "journey: original p50, ms": 1000 * percentile(original, 0.5),
        "journey: original p95, ms": 1000 * percentile(original, 0.95),
        "journey: translation p50, ms": 1000 * percentile(translation, 0.5),
        "journey: translation p95, ms": 1000 * percentile(translation, 0.95),
        "fanout: one at a time, µs a delivery": 1000 / told["alone"],
        "fanout: 16 at once, µs a delivery": 1000 / told["burst"],
        "fanout: delay p50, ms": told["p50"],
        "fanout: delay p99, ms": told["p99"],
        "fanout: memory a reader, KiB": told["memory"],
        "scale: server, ms a message": server,
        "scale: workers, ms a message": workers,
    }


def rounds(old: Path, new: Path, minutes: float) -> Iterator[tuple[Figures, Figures]]:
    """Old and new, as often as the minutes allow, and at least once."""
    begun = monotonic()
    for number in count(1):
        if number % 2:
            before, after = measure(old), measure(new)
        else:
            after, before = measure(new), measure(old)
        yield before, after
        spent = monotonic() - begun
        print(f"round {number}: {spent / 60:.1f} minutes so far", file=sys.stderr, flush=True)
        if spent + spent / number > 60 * minutes:
            return


def rows(found: Sequence[tuple[Figures, Figures]]) -> Iterator[str]:
    """Lines of the table: medians, and the ratios within a round."""
    for name in found[0][0]:
        old, new = zip(*((before[name], after[name]) for before, after in found), strict=True)
        ratios = sorted(later / earlier for earlier, later in zip(old, new, strict=True))
        middle = median(ratios)
        verdict = "yes" if middle <= WITHIN else "**no**"
        spread = f"{middle:.3f} ({ratios[0]:.2f}–{ratios[-1]:.2f})"
        yield f"| {name} | {median(old):.2f} | {median(new):.2f} | {spread} | {verdict} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=checked)
    parser.add_argument("new", type=checked)
    parser.add_argument("--minutes", type=float, default=10)
    wanted = parser.parse_args()
    found = list(rounds(wanted.old, wanted.new, wanted.minutes))
    print("# Two checkouts compared\n")
    print(f"Medians of {len(found)} rounds, in turn; of the ratios within a round the median (least–most). {READERS}")
    print(f"readers; messages of {WORDS} words; {len(LANGUAGES)} languages in scale; of all figures less is better.")
    print(f"{machine()}.\n")
    print(f"| | old | new | new / old | at most {WITHIN} |\n|---|---|---|---|---|")
    print("\n".join(rows(found)))


if __name__ == "__main__":
    main()
