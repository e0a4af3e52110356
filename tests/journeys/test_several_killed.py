"""Servers of a house of two are killed or replaced under load: nothing is lost or comes twice, all hear one order.

`python -m bench.kills` does so to all of the house, and more often.
"""

from pathlib import Path
from random import Random

import pytest

from tests.support.nats import Nats
from tests.support.postgres import Postgres
from tests.support.striking import House, Strike, kill_server, restart_server, strike


@pytest.mark.parametrize(("blow", "times"), [(kill_server, 1), (restart_server, 1)])
async def test_nothing_is_lost(blow: Strike, times: int, tmp_path: Path, database: Postgres, bus_server: Nats) -> None:
    house = House(tmp_path, database, bus_server)
    try:
        seen = await strike(house, blow, times, Random(7))
    finally:
        house.close()
    assert (seen.lost, seen.twice, seen.unordered, seen.disagreeing) == (0, 0, 0, 0), seen
    assert seen.acknowledged > 4 * times
