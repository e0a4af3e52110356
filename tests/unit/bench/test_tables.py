"""What the tables of the benchmarks say of the figures."""

import pytest

from bench import compare, slow
from bench.fanout import __main__ as fanout
from bench.fanout.crowd import CLIP

GOOD = {"alone": 100.0, "burst": 900.0, "p50": 4.0, "p99": 9.0, "queue": 0.01, "memory": 20.0}


def test_delays_of_a_queue_are_marked() -> None:
    assert fanout.delay(7.25, queue=0.01) == "7.2"
    assert fanout.delay(3170.8, queue=3.0) == "3170.8 †"


def test_a_clipped_delay_is_not_told_as_measured() -> None:
    assert fanout.delay(CLIP / 1000, queue=9.0) == "> 10000 †"
    assert fanout.delay((CLIP - 1) / 1000, queue=9.0) == "> 10000 †"


def test_shares_are_told_of_those_who_are_here() -> None:
    both = {"enishi": GOOD, "node": GOOD | {"alone": 50.0, "p50": 5.0}}
    rows = "\n".join(fanout.verdicts(both))
    assert "| one at a time | node `ws` | 2.00 | ≥ 1.0 |" in rows
    assert "| delay, p50 | node `ws` | 0.80 | ≤ 1 |" in rows
    assert "nats" not in rows
    assert "on disk" not in rows


def test_slow_compares_within_a_round() -> None:
    rounds = [slow.Round(10, 11, 9, 45, 1, 1), slow.Round(20, 24, 20, 45, 1, 1), slow.Round(30, 60, 30, 45, 1, 1)]
    rows = list(slow.table(rounds))
    assert rows[2] == "| p99, while 100 are behind | 24.0 (11.0–60.0) ms | 1.20 (1.10–2.00); aim ≤ 1.2 |"


@pytest.mark.parametrize(("new", "verdict"), [(10.4, "yes"), (10.6, "**no**"), (9.0, "yes")])
def test_a_comparison_judges_the_ratio_within_rounds(new: float, verdict: str) -> None:
    found = [({"delay": 10.0 * speed}, {"delay": new * speed}) for speed in (1, 3, 2)]
    (row,) = compare.rows(found)
    ratio = f"{new / 10:.3f} ({new / 10:.2f}–{new / 10:.2f})"
    assert row == f"| delay | 20.00 | {2 * new:.2f} | {ratio} | {verdict} |"
