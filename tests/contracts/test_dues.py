"""What every store has to keep of dues: each happens once, at its instant, whatever the clock and its handler do."""

import asyncio
from collections import Counter
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from threading import Event as ThreadEvent
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, Engine, Row, event, select, update

from enishi import clock
from enishi.errors import Missing
from enishi.gathering.dues import dues as timer
from enishi.gathering.dues.dues import BATCH, KEPT, LONGEST_PAUSE, Dues
from enishi.gathering.dues.table import Due
from enishi.gathering.dues.table import dues as kept
from enishi.protocol import Beat, Event
from enishi.store.postgres import PostgresStore
from enishi.store.sqlite import SQLiteStore
from enishi.store.store import Store
from tests.support import effects
from tests.support.rooms import place

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SHORTLY = timedelta(milliseconds=300)
PATIENCE = 20
MANY = 5000


@dataclass(eq=False)
class Timer:
    """Dues of a kind of its own, whose effect is a row, on a clock that can be moved."""

    store: Store
    kind: str = field(default_factory=lambda: uuid4().hex)
    ahead: timedelta = timedelta()
    frozen: datetime | None = None
    failing: set[str] = field(default_factory=set)
    tried: Counter[str] = field(default_factory=Counter)
    early: list[Due] = field(default_factory=list)
    published: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dues = Dues(self.store, self.publish, self.now)
        self._news = asyncio.Event()

    def now(self) -> datetime:
        return self.frozen or clock.now() + self.ahead

    async def add(self, at: datetime, room: UUID | None = None) -> str:
        ref = uuid4().hex
        await self.dues.add(self.kind, ref, at, room)
        return ref

    def running(self) -> AbstractAsyncContextManager[None]:
        return self.dues.running({self.kind: self.effect})

    def effect(self, connection: Connection, due: Due) -> Event:
        self.tried[due.ref] += 1
        if self.now() < due.at:
            self.early.append(due)
        effects.note(connection, due.ref, self.now())
        if due.ref in self.failing:
            raise Missing("It fails.")
        return Beat(now=due.at, rooms={UUID(due.ref): 1})

    def publish(self, event: Event) -> None:
        assert isinstance(event, Beat)
        self.published += [ref.hex for ref in event.rooms]
        self._news.set()

    async def told(self, count: int) -> None:
        """Wait until so many were published."""
        async with asyncio.timeout(PATIENCE):
            while len(self.published) < count:
                self._news.clear()
                await self._news.wait()

    async def happened(self, *refs: str) -> None:
        """These, and no others, in this order, each once and none early."""
        await self.told(len(refs))
        assert self.published == list(refs)
        counts = await self.store.read(effects.counts)
        assert [counts[ref] for ref in refs] == [1] * len(refs)
        assert self.early == []

    async def row(self, ref: str) -> Row[Any] | None:
        return await self.store.read(lambda it: it.execute(select(kept).where(kept.c.ref == ref)).one_or_none())

    async def until(self, ref: str, tries: int) -> Row[Any]:
        """Wait until its handler failed so often."""
        async with asyncio.timeout(PATIENCE):
            while (row := await self.row(ref)) is None or row.tries < tries:
                pass
        return row


@pytest.fixture
async def here(store: Store) -> Timer:
    await store.write(effects.make, room=None)
    return Timer(store)


async def test_each_happens_once_at_its_instant_and_is_told_once_it_is_kept(here: Timer) -> None:
    seen: list[Row[Any] | None] = []
    now = here.now()
    later, sooner = await here.add(now + 2 * SHORTLY), await here.add(now + SHORTLY)
    async with here.running():
        await here.happened(sooner, later)
        seen = [await here.row(ref) for ref in (sooner, later)]
    assert [row and row.done_at and row.done_at >= row.at for row in seen] == [True, True]


async def test_what_came_due_while_nothing_ran_happens_at_the_start(here: Timer) -> None:
    room = (await place(here.store)).room
    missed = [await here.add(here.now() - HOUR, room), await here.add(here.now() - SHORTLY)]
    async with here.running():
        await here.told(2)
    assert sorted(here.published) == sorted(missed)
    async with Timer(here.store, here.kind).running():
        pass
    assert {ref: (await here.store.read(effects.counts))[ref] for ref in missed} == dict.fromkeys(missed, 1)


async def test_a_due_is_kept_with_what_it_belongs_to_or_not_at_all(here: Timer) -> None:
    def work(connection: Connection, number: int) -> None:
        here.dues.at(connection, here.kind, refs[number], here.now())
        if number % 2:
            raise Missing("It fails.")

    refs = [uuid4().hex for _ in range(6)]
    async with here.running():
        works = [here.store.write(partial(work, number=number), room=None) for number in range(6)]
        await asyncio.gather(*works, return_exceptions=True)
        await here.happened(*refs[::2])
    assert [await here.row(ref) for ref in refs[1::2]] == [None] * 3


async def test_a_nearer_due_wakes_who_sleeps(here: Timer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timer, "TICK", 3600)
    await here.add(here.now() + HOUR)
    async with here.running():
        first = await here.add(here.now() + SHORTLY)
        await here.happened(first)
        second = await here.add(here.now())
        await here.happened(first, second)


async def test_it_is_found_when_the_transaction_that_adds_it_takes_long(
    here: Timer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timer, "TICK", 3600)
    begun, go = asyncio.Event(), ThreadEvent()
    loop = asyncio.get_running_loop()

    def work(connection: Connection) -> str:
        ref = uuid4().hex
        here.dues.at(connection, here.kind, ref, here.now())
        loop.call_soon_threadsafe(begun.set)
        go.wait(PATIENCE)
        return ref

    async with here.running():
        writing = asyncio.create_task(here.store.write(work, room=None))
        await begun.wait()
        with suppress(TimeoutError):  # PostgreSQL's loop waits with the transaction
            async with asyncio.timeout(1):
                for _ in range(10):  # it may look as often
                    await here.store.read(effects.counts)
        go.set()
        await here.happened(await writing)


async def test_what_another_process_adds_is_noticed(here: Timer) -> None:
    other = Timer(here.store, here.kind)
    async with here.running():
        await here.happened(await here.add(here.now()))  # it sleeps now, until nothing
        added = await other.add(other.now())
        await here.told(2)
    assert here.published[1] == added


async def test_a_clock_that_jumps_forward_makes_due_what_it_passes(here: Timer) -> None:
    tomorrow, later = await here.add(here.now() + DAY - HOUR), await here.add(here.now() + 2 * DAY)
    async with here.running():
        await here.happened(await here.add(here.now()))
        here.ahead = DAY
        await here.told(2)
    assert here.published[1] == tomorrow
    assert here.tried[later] == 0


async def test_a_clock_that_jumps_back_lets_wait(here: Timer) -> None:
    passed = await here.add(here.now() + SHORTLY)
    here.ahead = -HOUR
    sooner = await here.add(here.now() + 2 * SHORTLY)
    async with here.running():
        await here.happened(sooner)
        here.ahead = timedelta()
        await here.happened(sooner, passed)


async def test_what_is_cancelled_does_not_happen(here: Timer) -> None:
    cancelled, done = await here.add(here.now() + SHORTLY), await here.add(here.now())
    async with here.running():
        await here.happened(done)
        for ref in (cancelled, done):
            await here.store.write(partial(here.dues.cancel, kind=here.kind, ref=ref), room=None)
        other = await here.add(here.now() + 2 * SHORTLY)
        await here.happened(done, other)
    assert await here.row(cancelled) is None
    assert await here.row(done)


async def test_an_unknown_kind_stays_for_who_knows_it(here: Timer, caplog: pytest.LogCaptureFixture) -> None:
    newer = Timer(here.store)
    unknown = [await newer.add(newer.now() - HOUR) for _ in range(2 * BATCH)]
    async with here.running():
        await here.happened(await here.add(here.now()))
        await here.happened(*here.published, await here.add(here.now()))
    assert [newer.kind in line for line in caplog.messages].count(True) == 1
    async with newer.running():
        await newer.told(len(unknown))
    assert sorted(newer.published) == sorted(unknown)


async def test_one_that_fails_stops_no_other_and_is_tried_again_after_growing_pauses(
    here: Timer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timer, "TICK", 0.02)
    here.frozen = clock.now()
    refs = [await here.add(here.frozen) for _ in range(BATCH)]
    failing = refs[BATCH // 2]
    here.failing.add(failing)
    pauses = []
    async with here.running():
        await here.told(BATCH - 1)
        for times in range(1, 6):
            row = await here.until(failing, tries=times)
            pauses.append((row.try_at - here.frozen).total_seconds())
            if times < 5:
                here.frozen = row.try_at
    await here.store.write(partial(_set_tries, ref=failing, tries=MANY - 1), room=None)
    later = Timer(here.store, here.kind, frozen=row.try_at, failing={failing})
    async with later.running():
        after = await here.until(failing, tries=MANY)
        pauses.append((after.try_at - row.try_at).total_seconds())
        later.failing.clear()
        later.frozen = after.try_at
        await later.told(1)
    assert pauses == [1, 2, 4, 8, 16, LONGEST_PAUSE.total_seconds()]
    assert failing not in here.published
    assert later.published == [failing]
    counts = await here.store.read(effects.counts)
    assert [counts[ref] for ref in refs] == [1] * BATCH


async def test_a_burst_is_done_with_few_commits_and_all_at_once(here: Timer) -> None:
    commits: list[Connection] = []
    count = commits.append
    now = here.now()
    await here.store.write(lambda it: [here.dues.at(it, here.kind, uuid4().hex, now) for _ in range(1000)], room=None)
    event.listen(_engine(here.store), "commit", count)
    async with here.running():
        await here.told(1000)
    event.remove(_engine(here.store), "commit", count)
    counts = await here.store.read(effects.counts)
    assert [counts[ref] for ref in here.published] == [1] * 1000
    assert len(commits) <= 1000 / BATCH + 2


async def test_two_who_run_the_same_dues_share_them(here: Timer) -> None:
    other = Timer(here.store, here.kind)
    now = here.now() + SHORTLY
    refs = [await here.add(now) for _ in range(3 * BATCH)]
    async with here.running(), other.running():
        async with asyncio.timeout(PATIENCE):
            while len(here.published) + len(other.published) < len(refs):
                await here.store.read(effects.counts)
        assert sorted(here.published + other.published) == sorted(refs)
    counts = await here.store.read(effects.counts)
    assert [counts[ref] for ref in refs] == [1] * len(refs)


async def test_what_is_begun_when_it_stops_is_finished_and_told(here: Timer) -> None:
    now = here.now()
    refs = [await here.add(now) for _ in range(3 * BATCH)]
    async with here.running():
        await here.told(1)
    counts = await here.store.write(effects.counts, room=None)  # after what is still being written
    assert BATCH <= len(here.published) < len(refs)
    assert sorted(here.published) == sorted(ref for ref in refs if counts[ref])


async def test_what_was_done_is_forgotten_after_a_while(here: Timer) -> None:
    done = await here.add(here.now())
    async with here.running():
        await here.happened(done)
    again = Timer(here.store, here.kind, ahead=KEPT - HOUR)
    undone = await here.add(here.now() + 3 * KEPT)
    for ahead, there in ((KEPT - HOUR, True), (KEPT + HOUR, False)):
        again = Timer(here.store, here.kind, ahead=ahead)
        async with again.running():
            await again.happened(await again.add(again.now()))
        assert bool(await here.row(done)) == there
    assert await here.row(undone)


def _set_tries(connection: Connection, ref: str, tries: int) -> None:
    connection.execute(update(kept).where(kept.c.ref == ref).values(tries=tries))


def _engine(store: Store) -> Engine:
    if isinstance(store, PostgresStore):
        return store._writing.sync_engine
    assert isinstance(store, SQLiteStore)
    return store._writing
