"""Runs all benchmarks that this machine can, one after the other, and writes their tables to bench/results.

python -m bench            all of them
python -m bench NAME...    these
python -m bench --stale    says which tables are not those of this source
"""

import argparse
import subprocess
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable
from signal import SIGINT
from time import monotonic

from bench.benches import BENCHES
from bench.stamp import ROOT, stale

PATIENCE = 3
"""A benchmark that takes so many times its minutes is stopped."""


def run(name: str) -> str:
    """What came of it."""
    if lacking := ", ".join(BENCHES[name].lacks()):
        return f"left out: {lacking} not found"
    limit = 60 * PATIENCE * BENCHES[name].minutes
    with subprocess.Popen([sys.executable, "-m", f"bench.{name}"], cwd=ROOT) as process:
        try:
            code = process.wait(limit)
        except subprocess.TimeoutExpired:
            process.send_signal(SIGINT)  # it closes what it has started
            return f"stopped after {limit / 60:.0f} minutes"
    return "done" if code == 0 else f"failed with exit code {code}"


def run_all(names: Collection[str]) -> bool:
    """Whether none failed; says at the end what came of each."""
    print(f"{len(names)} benchmarks, about {sum(BENCHES[name].minutes for name in names):.0f} minutes.\n", flush=True)
    outcomes = {}
    for name in names:
        print(f"--- {name}: about {BENCHES[name].minutes:g} minutes", flush=True)
        begun = monotonic()
        outcomes[name] = run(name), (monotonic() - begun) / 60
    for name, (outcome, minutes) in outcomes.items():
        print(f"{name}: {outcome}, {minutes:.1f} minutes")
    return all(outcome.startswith(("done", "left out")) for outcome, _ in outcomes.values())


def stale_tables(names: Iterable[str]) -> str:
    """Those that are not of this source, by the reason."""
    found = defaultdict(list)
    for name in names:
        if why := stale(name):
            found[why].append(name)
    return "\n".join(f"Stale in bench/results, {why}: {', '.join(several)}" for why, several in found.items())


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Runs the benchmarks.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(BENCHES)}; without any, all")
    parser.add_argument("--stale", action="store_true", help="say which tables are not those of this source, and end")
    wanted = parser.parse_args()
    if unknown := ", ".join(name for name in wanted.names if name not in BENCHES):
        parser.error(f"there is no benchmark {unknown}")
    names = wanted.names or list(BENCHES)
    if wanted.stale:
        print(stale_tables(names) or "No table is stale.")
        return 0
    return 0 if run_all(names) else 1


if __name__ == "__main__":
    sys.exit(main())
