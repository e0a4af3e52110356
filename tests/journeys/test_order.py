"""Whoever listens hears the same story in the same order, however the others shout and the network breaks."""

import asyncio
import json
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from uuid import uuid4

import pytest
from websockets.exceptions import ConnectionClosed

from enishi.settings import Settings
from tests.engines import FaultyEngines
from tests.support.guest import Event, Guest, guest
from tests.support.memory import Memory
from tests.support.page import Page
from tests.support.pages import messages
from tests.support.server import Running, running

pytestmark = pytest.mark.several

LANGUAGES = ("en", "qaa", "qab", "en")
FACTS = ("posted", "translated", "edited", "removed")


@pytest.fixture
def settings(tmp_path: Path, faulty: FaultyEngines) -> Settings:
    return Settings(data=tmp_path, engines=("faulty",), posts_per_minute=100_000, beat_seconds=0.1)


@pytest.fixture
async def people(server: Running) -> AsyncIterator[list[Guest]]:
    async with AsyncExitStack() as stack:
        sat = [
            await stack.enter_async_context(guest(server.url, server.invite, f"P{n}", language))
            for n, language in enumerate(LANGUAGES)
        ]
        yield [await who.connect() for who in sat]


def facts(who: Guest) -> list[Event]:
    return who.of_type(*FACTS)


async def test_all_hear_all_in_the_order_of_numbers(people: list[Guest]) -> None:
    said = await asyncio.gather(*(who.post(f"{who.me['name']} says {n}") for n in range(12) for who in people))
    for who in people:
        for answer, writer in zip(said, people * 12, strict=True):
            if writer.me["language"] != who.me["language"]:
                await who.translated(answer["message"])
    for who in people:
        numbers = [fact["seq"] for fact in facts(who)]
        assert numbers == sorted(set(numbers))
        assert {fact["message"]["id"] for fact in who.of_type("posted")} == {answer["message"] for answer in said}
    everything = {fact["seq"] for who in people for fact in facts(who)}
    assert everything >= set(range(min(answer["seq"] for answer in said), max(everything) + 1))


async def test_who_loses_the_connection_again_and_again_knows_in_the_end_what_a_newcomer_is_told(
    people: list[Guest],
) -> None:
    chance = random.Random(11)
    page, cuts = Page(people[3]), 0
    storm = asyncio.gather(*(rage(who, random.Random(n)) for n, who in enumerate(people[:3])))
    while not storm.done():
        await page.reader.news()
        if chance.random() < 0.2:
            await page.cut()
            await page.connect()
            cuts += 1
    await storm
    assert cuts >= 5
    page.remember()
    while not translated(page.memory, "en"):
        await page.reader.news()
        page.remember()
    await page.agrees()


async def rage(who: Guest, chance: random.Random) -> None:
    mine: list[str] = []
    for n in range(30):
        deed = chance.choice(("post", "edit", "remove")) if mine else "post"
        if deed == "post" and len(mine) < 10:
            mine.append((await who.post(f"{who.me['name']} says {n}"))["message"])
        elif deed == "remove" and len(mine) > 3:
            await who.ask("remove", room=who.room, message=mine.pop(chance.randrange(len(mine))))
        else:
            await who.ask("edit", room=who.room, message=chance.choice(mine), text=f"{who.me['name']} mends {n}")


def translated(memory: Memory, language: str) -> bool:
    """Whether everything that an engine can translate is there in the language."""
    said, made, *_ = memory.state
    there = {one["message"] for one in made if one["language"] == language}
    foreign = {one["id"] for one in said if one["language"] in ("qaa", "qab") and not one["removed_at"]}
    return foreign <= there


async def test_whoever_goes_in_the_middle_has_said_it_to_all_or_to_nobody(server: Running, people: list[Guest]) -> None:
    teller, listener = people[0], people[3]
    for turns in range(12):
        post = {"type": "post", "nonce": str(uuid4()), "room": teller.room, "text": f"Good bye {turns}"}
        with suppress(ConnectionClosed):
            await teller.send(json.dumps(post))
            for _ in range(turns):
                await asyncio.sleep(0)
            await teller.cut()
        await teller.connect()
    last = await teller.post("I am back.")
    await listener.told(lambda e: e["type"] == "posted" and e["message"]["id"] == last["message"])
    page = (await listener.http.get(f"/api/rooms/{listener.room}/messages")).json()
    kept = [message["id"] for message in messages(page) if message["author"] == teller.me["id"]]
    told = [e["message"]["id"] for e in listener.of_type("posted")]
    assert told == kept


async def test_a_server_that_stops_says_so_to_everybody_and_finishes_what_was_begun(
    settings: Settings, tmp_path: Path
) -> None:
    async with AsyncExitStack() as outside:
        async with running(settings) as server:
            who = await outside.enter_async_context(guest(server.url, server.invite, "Ada", "en"))
            await who.connect()
            for n in range(20):
                await who.send(json.dumps({"type": "post", "nonce": f"{n}", "room": who.room, "text": f"wait {n}"}))
        await who.closed()
        acknowledged = {event["message"] for event in who.of_type("done") if event["message"]}
        assert who.of_type("leaving")
        async with running(settings) as server:
            again = await outside.enter_async_context(guest(server.url, server.invite, "Bob", "en"))
            await again.connect()
            page = (await again.http.get(f"/api/rooms/{again.room}/messages")).json()
        assert acknowledged <= {message["id"] for message in messages(page)}


async def test_a_server_that_stops_in_the_middle_says_so_to_everybody(people: list[Guest]) -> None:
    for who in people:
        for n in range(5):
            await who.send(json.dumps({"type": "post", "nonce": f"{n}", "room": who.room, "text": f"wait {n}"}))
    # The fixtures end here, in the middle of it: what they log would fail this test.
