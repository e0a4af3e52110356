"""The power goes at any moment: nothing acknowledged is lost, and where SQLite syncs less, this finds what is."""

from contextlib import closing
from pathlib import Path
from random import Random

from enishi.store import schema
from enishi.store.sqlite import FILE, SQLiteStore
from tests.support.disk import disk
from tests.support.powerloss import Trace
from tests.support.schemas import check_upgraded, make
from tests.support.storm import Aftermath, cut, work

CUTS = 20
POSTS = 60


async def aftermaths(directory: Path, synchronous: str) -> list[Aftermath]:
    chance = Random(11)
    (directory / "before").mkdir()
    trace = await work(directory / "before", POSTS, synchronous)
    found = []
    for number in range(CUTS):
        left = directory / f"{number}"
        left.mkdir()
        found.append(cut(trace, chance.randint(0, len(trace)), left, chance))
    return found


async def test_nothing_acknowledged_is_lost_with_the_power(tmp_path: Path) -> None:
    found = await aftermaths(tmp_path, "FULL")
    assert [(aftermath.lost, aftermath.damage) for aftermath in found] == [(0, [])] * CUTS
    assert sum(aftermath.acknowledged for aftermath in found) > CUTS


async def test_less_syncing_loses_what_was_acknowledged(tmp_path: Path) -> None:
    found = await aftermaths(tmp_path, "NORMAL")  # so says its documentation; else this could find nothing
    assert sum(aftermath.lost for aftermath in found) > 0


def test_an_upgrade_without_power_is_done_when_it_is_back(tmp_path: Path) -> None:
    chance = Random(12)
    old = tmp_path / "old"
    old.mkdir()
    before = make(old / FILE, schema.revisions()[0])
    trace = Trace(old)
    with disk(trace):
        SQLiteStore(old).close()
    for number in range(10):
        left = tmp_path / f"{number}"
        left.mkdir()
        trace.leave(chance.randint(0, len(trace)), left, chance)
        with closing(SQLiteStore(left)) as store, store._reading.connect() as connection:
            check_upgraded(connection, before)
