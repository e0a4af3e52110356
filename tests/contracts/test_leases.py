"""What every store has to keep of leases: one process makes a translation, until it is there or the lease runs out."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import Connection

from enishi import clock
from enishi.gathering.translations import leases_table as leases
from enishi.gathering.translations.leases_table import Lease
from enishi.model import Message
from enishi.store.store import Store
from tests.support.rooms import Place, place

HERE, THERE = clock.new_id(), clock.new_id()
NOW = clock.now()
LATER = NOW + timedelta(seconds=10)


@pytest.fixture
async def here(store: Store) -> Place:
    return await place(store)


def lease(message: Message, process: UUID = HERE, until: datetime = LATER) -> Lease:
    return Lease(message.room, message.id, message.changed, "pt", process, until)


async def test_who_comes_first_holds_it_until_it_runs_out(here: Place) -> None:
    said = await here.post(here.ada)
    take = partial(_take, here.store)
    assert await take(lease(said), NOW) == lease(said)
    assert await take(lease(said, THERE), NOW) == lease(said)
    assert await take(lease(said), NOW) == lease(said)
    after = LATER + timedelta(seconds=10)
    assert await take(lease(said, THERE, after), LATER) == lease(said, THERE, after)
    assert await take(lease(said), LATER) == lease(said, THERE, after)


async def test_it_is_held_longer_by_saying_so_and_let_go_by_who_holds_it(here: Place) -> None:
    said, after = await here.post(here.ada), LATER + timedelta(seconds=10)
    await _take(here.store, lease(said), NOW)
    await _do(here, partial(leases.renew, held=[lease(said)], until=after))
    await _do(here, partial(leases.release, lease=lease(said, THERE)))
    assert await _take(here.store, lease(said, THERE), LATER) == lease(said, HERE, after)
    await _do(here, partial(leases.release, lease=lease(said)))
    assert await _take(here.store, lease(said, THERE), NOW) == lease(said, THERE)


async def test_nobody_makes_what_is_there_or_is_void(here: Place) -> None:
    said = await here.post(here.ada)
    await here.translate(said, "pt")
    assert await _take(here.store, lease(said), NOW) is None
    edited = (await here.edit(said, "Other words.")).after
    assert await _take(here.store, lease(said), NOW) is None
    assert await _take(here.store, lease(edited), NOW) == lease(edited)
    removed = (await here.remove(edited)).after
    assert await _take(here.store, lease(removed), NOW) is None


async def test_other_words_are_nobody_s_yet(here: Place) -> None:
    said = await here.post(here.ada)
    await _take(here.store, lease(said), NOW)
    edited = (await here.edit(said, "Other words.")).after
    assert await _take(here.store, lease(edited, THERE), NOW) == lease(edited, THERE)
    await _do(here, partial(leases.release, lease=lease(said)))
    assert await _take(here.store, lease(edited), NOW) == lease(edited, THERE)


async def _take(store: Store, wanted: Lease, now: datetime) -> Lease | None:
    return await store.write(partial(leases.take, lease=wanted, now=now), room=wanted.room)


async def _do(here: Place, work: Callable[[Connection], None]) -> None:
    await here.write(work)
