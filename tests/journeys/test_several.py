"""Two servers of one house: whoever is connected to which, it is one room."""

import asyncio
from collections import Counter
from contextlib import AsyncExitStack, closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from enishi import clock
from enishi.gathering.translations import leases_table as leases
from enishi.gathering.translations.leases_table import Lease
from enishi.settings import Settings
from enishi.store.postgres import PostgresStore
from tests.engines import FaultyEngines
from tests.support.guest import Event, Guest, guest
from tests.support.nats import Nats, nats
from tests.support.pages import translations
from tests.support.postgres import Postgres
from tests.support.server import Running, running


@pytest.fixture
def settings(tmp_path: Path, faulty: FaultyEngines, database: Postgres, bus_server: Nats) -> Settings:
    return Settings(
        data=tmp_path,
        database=database.migrated(),
        bus=bus_server.url,
        engines=("faulty",),
        workers=1,
        beat_seconds=0.3,
        posts_per_minute=10_000,
    )


@pytest.fixture
def servers(settings: Settings) -> tuple[Settings, ...]:
    return settings, settings


async def sit(stack: AsyncExitStack, server: Running, *who: tuple[str, str]) -> list[Guest]:
    """Guests, the first of them at one server, the second at the other, and so on."""
    return [await (await stack.enter_async_context(guest(server.url, server.invite, *each))).connect() for each in who]


async def test_a_message_is_translated_once_for_the_readers_of_all_servers(
    server: Running, faulty: FaultyEngines
) -> None:
    async with AsyncExitStack() as stack:
        ada, zoe, max, eve = await sit(stack, server, ("Ada", "en"), ("Zoe", "qaa"), ("Max", "qaa"), ("Eve", "qab"))
        said = [await who.post(f"{who.me['name']} says {n}") for n in range(5) for who in (ada, zoe)]
        for who in (zoe, max, eve, ada):
            for answer, writer in zip(said, (ada, zoe) * 5, strict=True):
                if writer.me["language"] != who.me["language"]:
                    await who.translated(answer["message"])
        # Two come to read at the same moment, at different servers, in a language that nobody has read yet.
        late = await asyncio.gather(*(sit(stack, server, (name, "qac")) for name in ("Lea", "Leo")))
        for (who,) in late:
            for answer in said:
                await arrives(who, answer["message"], "qac")
    counted = Counter(faulty.subjects("translate"))
    assert {counted[f"Ada says {n}"] for n in range(5)} == {3}
    assert {counted[f"Zoe says {n}"] for n in range(5)} == {3}


async def arrives(who: Guest, message: str, language: str) -> Event:
    """The translation, wherever it stands."""

    def brings(event: Event) -> bool:
        return any(made["message"] == message and made["language"] == language for made in translations(event))

    return await who.told(brings)


async def test_while_nats_is_away_all_is_acknowledged_and_arrives_in_its_order(settings: Settings) -> None:
    with nats() as bus:
        settings = settings.model_copy(update={"bus": bus.url})
        async with running(settings, settings) as server, AsyncExitStack() as stack:
            ada, bob, zoe = await sit(stack, server, ("Ada", "en"), ("Bob", "en"), ("Zoe", "qaa"))
            bus.kill()
            said = [await who.post(f"{who.me['name']} says {n}") for n in range(10) for who in (ada, bob, zoe)]
            for who in (ada, bob, zoe):
                await hears_all(who, said)
            await ada.told(lambda e: is_presence(e, "Bob", here=False))
            seen = len(ada.events)
            bus.start()
            await ada.told(lambda e: is_presence(e, "Bob", here=True), after=seen)
            last = await bob.post("Are you there?")
            await ada.told(lambda e: e["type"] == "posted" and e["message"]["id"] == last["message"])


def is_presence(event: Event, name: str, *, here: bool) -> bool:
    return event["type"] == "presence" and (event["member"]["name"], event["here"]) == (name, here)


async def hears_all(who: Guest, said: list[Event]) -> None:
    await who.told(lambda e: e["type"] == "posted" and e["seq"] == said[-1]["seq"])
    facts = [e["seq"] for e in who.of_type("posted", "translated")]
    assert facts == sorted(set(facts))
    assert [e["message"]["id"] for e in who.of_type("posted")] == [answer["message"] for answer in said]


async def test_what_a_dead_process_holds_a_lease_of_is_translated_when_the_lease_has_run_out(
    server: Running, settings: Settings
) -> None:
    async with AsyncExitStack() as stack:
        (ada,) = await sit(stack, server, ("Ada", "en"))
        said = await ada.post("Who takes it?")
        until = clock.now() + timedelta(seconds=1)
        dead = Lease(UUID(ada.room), UUID(said["message"]), said["seq"], "qaa", clock.new_id(), until)
        with closing(PostgresStore(str(settings.database), shared=True)) as store:
            await store.write(partial(leases.take, lease=dead, now=clock.now()), room=dead.room)
        (zoe,) = await sit(stack, server, ("Zoe", "qaa"))
        await zoe.translated(said["message"])
        assert clock.now() >= until


async def hears_removed(who: Guest, message: str) -> None:
    await who.told(lambda e: e["type"] == "removed" and e["message"]["id"] == message)


async def test_one_member_at_two_servers_is_one_member(server: Running, faulty: FaultyEngines) -> None:
    async with AsyncExitStack() as stack:
        ada, zoe = await sit(stack, server, ("Ada", "en"), ("Zoe", "qaa"))
        http = await stack.enter_async_context(httpx.AsyncClient(base_url=server.url, cookies=zoe.http.cookies))
        tab = await Guest(http, zoe.me, zoe.room).connect()
        stack.push_async_callback(tab.disconnect)
        await zoe.ask("retarget", language="qab", understands=[])
        said = (await ada.post("Hello"))["message"]
        for page in (zoe, tab):
            # Which server learns first of the other language is open: it comes by itself, or with what was missed.
            made = translations(await arrives(page, said, "qab"))
            assert "Hello>qab" in [each["text"] for each in made]
        await zoe.ask("draft", room=zoe.room, text="I am", language="qab")
        await ada.told(lambda e: e["type"] == "drafting" and e["settled"] == "I am")
        await ada.disconnect()
        await ada.connect()
        drafts = [e for e in ada.events if e["type"] == "drafting"]
        assert [e["settled"] for e in drafts if e["language"] == e["source"]] == ["I am", "I am"], "told to who comes"
        await ada.ask("unclear", room=ada.room, message=(await tab.post("Mud"))["message"])
        for page in (zoe, tab):
            await page.told(lambda e: e["type"] == "asked")
        for _ in range(2):
            secret = (await zoe.post("A secret", language="qab"))["message"]
            await ada.reads(secret)
            await tab.ask("remove", room=tab.room, message=secret)
            await hears_removed(zoe, secret)
        assert faulty.subjects("translate").count("A secret") == 2, "what is taken back is remembered nowhere"
        assert not [e for e in ada.of_type("presence") if e["member"]["name"] == "Zoe" and not e["here"]]
        await zoe.disconnect()
        await zoe.http.post("/api/leave")
        assert await tab.closed() == 4401
        await ada.told(lambda e: is_presence(e, "Zoe", here=False))
