"""People who post without end in a house of two servers, while its processes are killed under them."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from time import perf_counter

import httpx
from websockets.exceptions import ConnectionClosed, InvalidMessage, InvalidStatus

from tests.support.besetting import history
from tests.support.forked import Forked, fork, fork_worker
from tests.support.guest import PATIENCE, Guest, guest
from tests.support.memory import Memory
from tests.support.nats import Nats
from tests.support.page import Page
from tests.support.postgres import Postgres

CUT = (ConnectionClosed, ConnectionError, EOFError, InvalidMessage, InvalidStatus, OSError)
FACTS = ("posted", "translated")
LANGUAGES = {"Ada": "en", "Rui": "pt", "Bea": "en", "Eva": "pt"}


class House:
    """Two servers on one PostgreSQL and one NATS server; each of these processes can be killed, and comes back.

    They translate themselves, unless there are `workers` that do.
    """

    def __init__(self, data: Path, postgres: Postgres, nats: Nats, workers: int = 0) -> None:
        self.postgres = postgres
        self.nats = nats
        self.database = postgres.database()
        self._data = data
        self._struck = 0
        self.workers = [self._start_worker() for _ in range(workers)]
        self.servers = [self._start() for _ in range(2)]

    def _start(self) -> Forked:
        own = "0" if self.workers else "1"
        return fork(self._data, ENISHI_WORKERS=own, ENISHI_DATABASE=self.database, ENISHI_BUS=self.nats.url)

    def _start_worker(self) -> BaseProcess:
        return fork_worker(ENISHI_WORKERS="1", ENISHI_BUS=self.nats.url)

    async def replace_worker(self) -> None:
        """One worker is killed, and another one takes its place; each time the one that has been there longest."""
        gone = self.workers.pop(0)
        gone.kill()
        await asyncio.to_thread(gone.join, 20)
        self.workers.append(await asyncio.to_thread(self._start_worker))

    async def replace(self, *, kill: bool) -> None:
        """One server ends, at once or well, and another one takes its place; each time the other of the two."""
        which, self._struck = self._struck % 2, self._struck + 1
        process = self.servers[which].process
        (process.kill if kill else process.terminate)()
        await asyncio.to_thread(process.join, 20)
        assert kill or process.exitcode == 0
        self.servers[which] = await asyncio.to_thread(self._start)

    def close(self) -> None:
        for process in (*(server.process for server in self.servers), *self.workers):
            process.kill()
            process.join()


class Person:
    """Posts without end, at whichever server is there; what was not acknowledged, again. Remembers as a page does."""

    def __init__(self, who: Guest, house: House) -> None:
        self.page = Page(who)
        self.acknowledged: dict[str, str] = {}
        self.refused = 0
        self.begins: list[int] = []
        """Where in all that was told each connection begins."""
        self._house = house
        self._enough = False

    def stop(self) -> None:
        """It is enough, once what is under way is acknowledged."""
        self._enough = True

    async def live(self, at: int) -> None:
        """Begin at one of the servers; go to the next one whenever it is gone."""
        while not self._enough:
            with suppress(*CUT):
                await self.enter(at)
                while not self._enough:
                    await self._post()
            at += 1
            self.page.remember()
            self.page.memory.interrupt()
            await asyncio.sleep(0.02)

    async def enter(self, at: int) -> None:
        """Connect to that server, as who was there before."""
        await self.page.reader.disconnect()
        self.page.reader.http.base_url = httpx.URL(self._house.servers[at % 2].url)
        self.begins.append(len(self.page.reader.events))
        await self.page.connect()

    async def _post(self) -> None:
        words = f"{self.page.reader.me['name']} says {len(self.acknowledged)}."
        answer = await self.page.reader.post(words, nonce=words)
        if answer["type"] == "done":
            self.acknowledged[words] = answer["message"]
        else:
            self.refused += 1
            await asyncio.sleep(0.02)

    @property
    def unordered(self) -> int:
        """Facts told on a connection after one with a higher number, or once more."""
        count = 0
        for begin, end in pairwise((*self.begins, None)):
            numbers = [event["seq"] for event in self.page.reader.events[begin:end] if event["type"] in FACTS]
            count += sum(later <= earlier for earlier, later in pairwise(numbers))
        return count

    async def agrees(self) -> bool:
        """Whether all that it was told, from the first message to the last, is what the room's history tells it."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while self.waits():
                    await self.page.reader.news()
        return not self.waits() and self.page.memory.state == (await _whole(self.page.reader)).state

    def waits(self) -> bool:
        """Whether a translation is still to come: of any message into its language, or of an own one into another."""
        self.page.remember()
        me, memory = self.page.reader.me, self.page.memory
        wanted = {
            (id, language)
            for id, message in memory.messages.items()
            for language in LANGUAGES.values()
            if language != message["language"] and (language == me["language"] or message["author"] == me["id"])
        }
        return not wanted <= memory.translations.keys()


@dataclass
class Seen:
    """What came of it."""

    strikes: int = 0
    acknowledged: int = 0
    refused: int = 0
    cuts: int = 0
    lost: int = 0
    twice: int = 0
    unordered: int = 0
    disagreeing: int = 0
    """Readers whose messages and translations, all that they were told, are not those of the room's history."""
    longest: float = 0.0
    """Seconds from a strike until each of the people had something acknowledged again."""


Strike = Callable[[House, Callable[[], Awaitable[None]]], Awaitable[None]]
"""Kills something and brings it back; may wait for a few more answers in between."""


async def strike(house: House, blow: Strike, times: int, chance: Random) -> Seen:
    """Strike again and again, each time under load, and count."""
    seen = Seen()
    async with _people(house) as people:
        living = [asyncio.create_task(person.live(at)) for at, person in enumerate(people)]
        for _ in range(times):
            await _more(people, chance.randint(1, 10))
            begun = perf_counter()
            await blow(house, partial(_answers, people, chance.randint(5, 20)))
            seen.strikes += 1
            await _more(people, 1)
            seen.longest = max(seen.longest, perf_counter() - begun)
        for person in people:
            person.stop()
        await asyncio.gather(*living)
        await _count(seen, people)
    return seen


async def kill_server(house: House, answers: Callable[[], Awaitable[None]]) -> None:
    await house.replace(kill=True)


async def restart_server(house: House, answers: Callable[[], Awaitable[None]]) -> None:
    await house.replace(kill=False)


async def kill_worker(house: House, answers: Callable[[], Awaitable[None]]) -> None:
    await house.replace_worker()


async def kill_nats(house: House, answers: Callable[[], Awaitable[None]]) -> None:
    """Is back when both servers have found it again."""
    clients = house.nats.clients
    house.nats.kill()
    await answers()
    house.nats.start()
    await _until(lambda: house.nats.clients == clients)


async def kill_postgres(house: House, answers: Callable[[], Awaitable[None]]) -> None:
    await asyncio.to_thread(house.postgres.kill)
    await answers()
    await asyncio.to_thread(house.postgres.start)


async def _whole(who: Guest) -> Memory:
    """What the room's history tells a reader, from its first message to its last."""
    told = Memory()
    before: dict[str, int] = {}
    while True:
        page = (await who.http.get(f"/api/rooms/{who.room}/messages", params={"limit": 100, **before})).json()
        told.apply({"type": "caught_up", "seq": 0, "fresh": False, "page": page, **page})
        if not page["earlier"]:
            return told
        before = {"before": min(message["seq"] for message in told.messages.values())}


@asynccontextmanager
async def _people(house: House) -> AsyncIterator[list[Person]]:
    async with AsyncExitStack() as stack:
        people: list[Person] = []
        for name, language in LANGUAGES.items():
            server = house.servers[len(people) % 2]
            invite = house.servers[-1].invite
            people.append(Person(await stack.enter_async_context(guest(server.url, invite, name, language)), house))
        yield people


async def _more(people: list[Person], each: int) -> None:
    """Wait until each of them has so much more acknowledged."""
    wanted = [len(person.acknowledged) + each for person in people]
    await _until(lambda: all(len(one.acknowledged) >= many for one, many in zip(people, wanted, strict=True)))


async def _answers(people: list[Person], many: int) -> None:
    """Wait until so many posts are answered, one way or the other."""
    wanted = sum(len(person.acknowledged) + person.refused for person in people) + many
    await _until(lambda: sum(len(person.acknowledged) + person.refused for person in people) >= wanted)


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not true():  # noqa: ASYNC110 (several things may bring it about)
            await asyncio.sleep(0.01)


async def _count(seen: Seen, people: list[Person]) -> None:
    for at, person in enumerate(people):
        await person.enter(at)
    kept = {message["id"]: message["text"] for message in await history(people[0].page.reader)}
    times = Counter(kept.values())
    for person in people:
        seen.disagreeing += not await person.agrees()
        seen.acknowledged += len(person.acknowledged)
        seen.refused += person.refused
        seen.cuts += len(person.begins) - 2
        seen.unordered += person.unordered
        seen.lost += sum(kept.get(message) != words for words, message in person.acknowledged.items())
        seen.twice += sum(times[words] > 1 for words in person.acknowledged)
