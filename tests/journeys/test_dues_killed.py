"""Processes killed while they do what is due, on a clock that is moved by a day: each effect is there once."""

from pathlib import Path
from random import Random

import pytest

from tests.support.dues_killed import House, strike
from tests.support.postgres import Postgres

LATE = 10
"""Seconds: processes that start take the others' cores, and the tests run side by side. `bench.dues` measures one."""


@pytest.mark.parametrize(("processes", "kills"), [(1, 12), (2, 20)])
async def test_each_due_happens_once_whoever_is_killed(
    tmp_path: Path, database: Postgres, processes: int, kills: int
) -> None:
    place = str(tmp_path) if processes == 1 else database.database()
    house = House(place, tmp_path / "ahead", tmp_path / "begun")
    seen = await strike(house, dues=100, kills=kills, processes=processes, seconds=8, chance=Random(12))
    assert (seen.kills, seen.counts.total(), seen.wrong) == (kills, 100, 0)
    assert max(seen.late) <= LATE
