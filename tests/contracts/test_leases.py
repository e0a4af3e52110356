"""What every store has to keep of claims: one process makes a translation, until it is there or the claim runs out."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import Connection

from enishi import clock
from enishi.gathering.translations import leases_table as claims
from enishi.gathering.translations.leases_table import Claim
from enishi.model import Message
from enishi.store.store import Store
from tests.support.rooms import Place, place

HERE, THERE = clock.new_id(), clock.new_id()
NOW = clock.now()
LATER = NOW + timedelta(seconds=10)


@pytest.fixture
async def here(store: Store) -> Place:
    return await place(store)


def claim(message: Message, process: UUID = HERE, until: datetime = LATER) -> Claim:
    return Claim(message.id, message.changed, "pt", process, until)


async def test_who_comes_first_holds_it_until_it_runs_out(here: Place) -> None:
    said = await here.post(here.ada)
    take = partial(_take, here.store)
    assert await take(claim(said), NOW) == claim(said)
    assert await take(claim(said, THERE), NOW) == claim(said)
    assert await take(claim(said), NOW) == claim(said)
    after = LATER + timedelta(seconds=10)
    assert await take(claim(said, THERE, after), LATER) == claim(said, THERE, after)
    assert await take(claim(said), LATER) == claim(said, THERE, after)


async def test_it_is_held_longer_by_saying_so_and_let_go_by_who_holds_it(here: Place) -> None:
    said, after = await here.post(here.ada), LATER + timedelta(seconds=10)
    await _take(here.store, claim(said), NOW)
    await _do(here.store, partial(claims.renew, held=[claim(said)], until=after))
    await _do(here.store, partial(claims.release, claim=claim(said, THERE)))
    assert await _take(here.store, claim(said, THERE), LATER) == claim(said, HERE, after)
    await _do(here.store, partial(claims.release, claim=claim(said)))
    assert await _take(here.store, claim(said, THERE), NOW) == claim(said, THERE)


async def test_nobody_makes_what_is_there_or_is_void(here: Place) -> None:
    said = await here.post(here.ada)
    await here.translate(said, "pt")
    assert await _take(here.store, claim(said), NOW) is None
    edited = (await here.edit(said, "Other words.")).after
    assert await _take(here.store, claim(said), NOW) is None
    assert await _take(here.store, claim(edited), NOW) == claim(edited)
    removed = (await here.remove(edited)).after
    assert await _take(here.store, claim(removed), NOW) is None


async def test_other_words_are_nobody_s_yet(here: Place) -> None:
    said = await here.post(here.ada)
    await _take(here.store, claim(said), NOW)
    edited = (await here.edit(said, "Other words.")).after
    assert await _take(here.store, claim(edited, THERE), NOW) == claim(edited, THERE)
    await _do(here.store, partial(claims.release, claim=claim(said)))
    assert await _take(here.store, claim(edited), NOW) == claim(edited, THERE)


async def _take(store: Store, wanted: Claim, now: datetime) -> Claim | None:
    return await store.write(partial(claims.take, claim=wanted, now=now))


async def _do(store: Store, work: Callable[[Connection], None]) -> None:
    await store.write(work)
