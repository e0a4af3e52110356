"""A translation is leased for as long as somebody works on it, and by nobody else meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from enishi import clock
from enishi.gathering.translations import leases
from enishi.gathering.translations.leases import Leases
from enishi.store.sqlite import SQLiteStore
from tests.support.rooms import Place, place

LASTS = 0.3


@pytest.fixture
async def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Place]:
    monkeypatch.setattr(leases, "LASTS", timedelta(seconds=LASTS))
    async with SQLiteStore(tmp_path) as store:
        yield await place(store)


async def test_who_works_holds_the_lease_and_who_waits_learns_that_it_is_done(here: Place) -> None:
    said = await here.post(here.ada)
    one, other = (Leases(here.store, clock.new_id()) for _ in range(2))
    keeping = asyncio.create_task(one.keep())

    async def wait() -> bool:
        async with other.lease(said, "pt") as mine:
            return mine

    async with one.lease(said, "pt") as mine:
        assert mine
        waiting = asyncio.create_task(wait())
        await asyncio.sleep(3 * LASTS)
        assert not waiting.done(), "the lease is over, and was renewed"
        await here.translate(said, "pt")
    assert await waiting is False
    keeping.cancel()


async def test_who_fails_lets_another_one_try_and_who_dies_when_the_lease_is_over(here: Place) -> None:
    said = await here.post(here.ada)
    one, other = (Leases(here.store, clock.new_id()) for _ in range(2))
    with suppress(ZeroDivisionError):
        async with one.lease(said, "pt"):
            raise ZeroDivisionError
    begun = clock.now()
    async with other.lease(said, "pt") as mine:
        assert mine
        assert clock.now() - begun < timedelta(seconds=LASTS)
        async with one.lease(said, "pt") as taken_over:  # nobody keeps the other one's
            assert taken_over
            assert clock.now() - begun >= timedelta(seconds=LASTS)
