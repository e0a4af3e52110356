"""Servers of a house of two are killed or replaced under load: nothing is lost or comes twice, all hear one order.

`python -m bench.kills` does so to all of the house, and more often.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from random import Random

import pytest

from enishi.settings import Settings
from tests.engines import FaultyEngines
from tests.support.guest import PATIENCE, guest
from tests.support.nats import Nats
from tests.support.postgres import Postgres
from tests.support.process import Started, start
from tests.support.server import running
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


@asynccontextmanager
async def killed_at_last(server: Started) -> AsyncIterator[Started]:
    """A server that does not outlive the test."""
    try:
        yield server
    finally:
        with suppress(ProcessLookupError):
            server.process.kill()
        await server.process.wait()


async def test_what_a_server_was_translating_when_it_died_is_translated_by_another(
    tmp_path: Path, faulty: FaultyEngines, database: Postgres, bus_server: Nats
) -> None:
    shared = Settings(data=tmp_path, database=database.database(), bus=bus_server.url, engines=("faulty",), workers=1)
    environment = {
        "ENISHI_DATABASE": str(shared.database),
        "ENISHI_BUS": str(shared.bus),
        "ENISHI_ENGINES": '["faulty"]',
        "ENISHI_WORKERS": "1",
    }
    async with (
        killed_at_last(await start(tmp_path, **environment)) as dying,
        running(shared) as other,
        guest(dying.url, other.invite, "Ada", "en") as ada,
        guest(other.url, other.invite, "Zoe", "qaa") as zoe,
    ):
        await ada.connect()
        await zoe.connect()
        await ada.told(lambda e: e["type"] == "presence" and e["member"]["name"] == "Zoe")
        said = (await ada.post(text := faulty.gate("done"), language="en"))["message"]
        async with asyncio.timeout(PATIENCE):
            while text not in faulty.subjects("translate"):  # noqa: ASYNC110 - it waits for another process
                await asyncio.sleep(0.01)
        dying.process.kill()
        faulty.open("done")
        assert (await zoe.reads(said)).startswith("through")
        assert len(set(faulty.processes("translate"))) == 2
