"""Dues in processes that are killed again and again, on a clock that is moved by a day: how often each happens, when.

What is measured is what anybody could see: an effect counts from the moment when a reader of the database finds it.
"""

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from multiprocessing.connection import Connection as Pipe
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random

from sqlalchemy import Connection, select

from enishi import clock
from enishi.gathering.dues import table
from enishi.gathering.dues.dues import Dues
from enishi.gathering.dues.table import Due
from enishi.store.engines import open_engine
from enishi.store.postgres import PostgresStore
from enishi.store.sqlite import FILE, SQLiteStore
from enishi.store.store import Store
from tests.support import effects, forked

DAY = timedelta(days=1)
KIND = "test"
YOUNGEST = timedelta(seconds=0.5)
"""Up to how long a process lives at least: each time another share of it."""

TOGETHER = 5
"""Dues that have the same instant."""

SHARE_AT_THE_JUMP = 0.2
"""How many of the dues lie in the day that the clock leaves out: they come due in the moment when it is moved."""

Look = Callable[[Callable[[Connection], Sequence[str]]], Awaitable[Sequence[str]]]


@dataclass(frozen=True)
class House:
    """Where the database is (a directory, or the address of a PostgreSQL database), and how far the clock is ahead."""

    place: str
    ahead: Path
    begun: Path
    """A file with a line for each effect that was begun, also where it was undone."""

    def open(self) -> Store:
        if self.place.startswith("postgresql://"):
            return PostgresStore(self.place, shared=True)
        return SQLiteStore(Path(self.place))

    def now(self) -> datetime:
        return clock.now() + timedelta(seconds=float(self.ahead.read_text()))

    def move(self, ahead: timedelta) -> None:
        """As a whole: nobody reads half a number."""
        new = self.ahead.with_suffix(".new")
        new.write_text(str(ahead.total_seconds()))
        new.replace(self.ahead)


def serve(house: House, ready: Pipe) -> None:
    """A process that does what is due, until it is killed."""
    asyncio.run(_serve(house, ready))


async def _serve(house: House, ready: Pipe) -> None:
    begun = os.open(house.begun, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def effect(connection: Connection, due: Due) -> None:
        os.write(begun, f"{due.ref}\n".encode())
        effects.note(connection, due.ref, clock.now())

    async with house.open() as store, Dues(store, lambda event: None, house.now).running({KIND: effect}):
        ready.send("ready")
        await asyncio.Event().wait()


@dataclass
class Seen:
    """What came of it."""

    dues: int
    counts: Counter[str] = field(default_factory=Counter)
    late: list[float] = field(default_factory=list)
    """Of each due, the most seconds for which one process was up while it waited, after its instant."""
    kills: int = 0
    undone: int = 0
    """Effects that were begun when their process was killed."""
    down: float = 0.0
    """Seconds in which no process was up."""
    seconds: float = 0.0

    @property
    def wrong(self) -> int:
        """How many did not happen exactly once."""
        return self.dues - sum(times == 1 for times in self.counts.values())


class Killed:
    """So many processes of a house at once; each that is killed is followed by another one."""

    def __init__(self, house: House, processes: int) -> None:
        self._house = house
        self._processes = processes
        self.up: dict[BaseProcess, datetime] = {}
        self.spans: list[tuple[datetime, datetime]] = []
        """From when to when a process was up."""
        self._starting: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> "Killed":
        await asyncio.gather(*(self._start() for _ in range(self._processes)))
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.gather(*self._starting)
        for process in tuple(self.up):
            await self._end(process)

    async def kill(self, chance: Random) -> None:
        """Kill one of those that are up, as soon as there is one, and let another one come."""
        while not self.up:
            await asyncio.wait(self._starting, return_when=asyncio.FIRST_COMPLETED)
        process = chance.choice(list(self.up))
        await _until(self.up[process] + chance.random() * YOUNGEST)
        await self._end(process)
        task = asyncio.create_task(self._start())
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _start(self) -> None:
        process = await asyncio.to_thread(_started, self._house)
        self.up[process] = clock.now()

    async def _end(self, process: BaseProcess) -> None:
        self.spans.append((self.up.pop(process), clock.now()))
        process.kill()
        await asyncio.to_thread(process.join)


def _started(house: House) -> BaseProcess:
    reading, writing = forked._FORKING.Pipe(duplex=False)
    process = forked._FORKING.Process(target=serve, args=(house, writing))
    process.start()
    writing.close()
    with reading:
        assert reading.recv() == "ready"
    return process


async def strike(house: House, *, dues: int, kills: int, processes: int, seconds: float, chance: Random) -> Seen:
    """Spread so many dues, and so many kills, over that time; in its middle the clock is moved by a day."""
    seen = Seen(dues)
    house.move(timedelta())
    begin = clock.now() + timedelta(seconds=seconds / 20)
    middle, end = begin + timedelta(seconds=seconds / 2), begin + timedelta(seconds=seconds)
    instants = _instants(dues, middle, begin, end, chance)
    async with house.open() as store:
        await store.write(effects.make, room=None)
        await store.write(partial(add, instants=instants), room=None)
    async with _looking(house) as look, Killed(house, processes) as killed:
        watching = asyncio.create_task(_watch(look, set(instants)))
        moving = asyncio.create_task(_move(house, middle))
        moments = sorted(_moment(begin, end, instants, chance) for _ in range(kills))
        for moment in moments:
            await _until(moment)
            await killed.kill(chance)
            seen.kills += 1
        moved, visible = await moving, await watching
        seen.counts = Counter(await look(_refs))
    for ref, at in instants.items():
        waited = (_real(at, moved), visible[ref])
        seen.late.append(max(_within([span], *waited) for span in killed.spans))
    last = max(visible.values())
    seen.undone = len(house.begun.read_text().split()) - seen.counts.total()
    seen.seconds = (last - begin).total_seconds()
    seen.down = seen.seconds - _within(_union(killed.spans), begin, last)
    return seen


def _instants(dues: int, middle: datetime, begin: datetime, end: datetime, chance: Random) -> dict[str, datetime]:
    """Some before the clock is moved, some in the day that it leaves out, some after."""
    found: dict[str, datetime] = {}
    for number in range(dues):
        if number % TOGETHER == 0:
            share = chance.random()
            if chance.random() < SHARE_AT_THE_JUMP:
                at = middle + timedelta(seconds=60) + share * (DAY - timedelta(seconds=120))
            else:
                at = begin + share * (end - begin)
                at += DAY if at > middle else timedelta()
        found[f"due {number}"] = at
    return found


def add(connection: Connection, instants: dict[str, datetime]) -> None:
    for ref, at in instants.items():
        table.add(connection, Due(clock.new_id(), KIND, ref, None, at, at))


def _moment(begin: datetime, end: datetime, instants: dict[str, datetime], chance: Random) -> datetime:
    """When to kill: half of the times just when something is being done."""
    if chance.random() < 0.5:
        return begin + chance.random() * (end - begin)
    at = chance.choice([at if at <= end else at - DAY for at in instants.values() if at <= end or at >= begin + DAY])
    return at + timedelta(milliseconds=chance.randint(0, 40))


async def _move(house: House, moment: datetime) -> datetime:
    await _until(moment)
    house.move(DAY)
    return clock.now()


async def _until(moment: datetime) -> None:
    await asyncio.sleep(max(0.0, (moment - clock.now()).total_seconds()))


def _real(at: datetime, moved: datetime) -> datetime:
    """The real instant at which a due came due."""
    return at if at <= moved else max(moved, at - DAY)


async def _watch(look: Look, wanted: set[str]) -> dict[str, datetime]:
    """When each effect was first seen."""
    seen: dict[str, datetime] = {}
    async with asyncio.timeout(1800):
        while wanted - seen.keys():
            found = await look(partial(_refs, after=len(seen)))
            now = clock.now()
            for ref in found:
                seen.setdefault(ref, now)
            await asyncio.sleep(0.02)
    return seen


def _refs(connection: Connection, after: int = 0) -> Sequence[str]:
    return connection.execute(select(effects.effects.c.ref).order_by(effects.effects.c.n).offset(after)).scalars().all()


@asynccontextmanager
async def _looking(house: House) -> AsyncIterator[Look]:
    """A reader beside the processes."""
    if house.place.startswith("postgresql://"):
        async with house.open() as store:
            yield store.read
        return
    engine = open_engine(Path(house.place) / FILE, mode="ro")

    def look(work: Callable[[Connection], Sequence[str]]) -> Sequence[str]:
        with engine.begin() as connection:
            return work(connection)

    yield lambda work: asyncio.to_thread(look, work)
    engine.dispose()


def _union(spans: Sequence[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """The same time, in spans that do not overlap."""
    joined: list[tuple[datetime, datetime]] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((begin, end))
    return joined


def _within(spans: Sequence[tuple[datetime, datetime]], begin: datetime, end: datetime) -> float:
    """Seconds of these spans that lie between."""
    return sum(max(0.0, (min(end, last) - max(begin, first)).total_seconds()) for first, last in spans)
