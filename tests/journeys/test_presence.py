"""One member on two pages: present once, gone when the last page closes, reading one language everywhere."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest

from enishi.settings import Settings
from tests.engines import FaultyEngines
from tests.support.guest import Event, Guest, guest
from tests.support.pages import translations
from tests.support.server import Running

pytestmark = pytest.mark.several


@pytest.fixture
def settings(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    FaultyEngines(settings.data / "faulty", monkeypatch)
    return settings.model_copy(update={"engines": ("faulty",)})


@pytest.fixture
async def zoe(server: Running) -> AsyncIterator[Guest]:
    async with guest(server.url, server.invite, "Zoe", "qaa") as zoe:
        yield await zoe.connect()


@pytest.fixture
async def tab(zoe: Guest) -> AsyncIterator[Guest]:
    """Another page of Zoe's."""
    tab = Guest(zoe.http, zoe.me, zoe.room)
    yield tab
    await tab.disconnect()


def comings(who: Guest, whose: Guest) -> list[bool]:
    return [e["here"] for e in who.of_type("presence") if e["member"]["id"] == whose.me["id"]]


async def test_a_member_is_here_until_the_last_page_closes(ada: Guest, zoe: Guest, tab: Guest) -> None:
    await tab.connect()
    await tab.disconnect()
    said = (await ada.post("Are you still there?"))["message"]
    assert await zoe.reads(said) == "Are you still there?>qaa?"
    assert comings(ada, zoe) == [True]
    await zoe.cut()
    await ada.told(lambda e: e["type"] == "presence" and e["member"]["id"] == zoe.me["id"] and not e["here"])
    await zoe.connect()
    await ada.told(lambda e: e["type"] == "presence" and e["here"] and e["member"]["id"] == zoe.me["id"])
    welcome = zoe.of_type("welcome")[-1]
    assert {zoe.me["id"], ada.me["id"]} <= set(welcome["rooms"][0]["here"])


async def test_another_language_reaches_every_page_of_a_member(ada: Guest, zoe: Guest, tab: Guest) -> None:
    await tab.open()
    await tab.ask("hello", rooms=[])
    old = (await ada.post("old"))["message"]
    await zoe.reads(old)
    await zoe.ask("retarget", language="qab", understands=[])
    await tab.ask("resume", room=tab.room)
    new = (await ada.post("new"))["message"]
    for page in (zoe, tab):
        assert await page.reads(new, "qab") == "new>qab"

    await tab.ask("retarget", language="qaa", understands=[])
    newest = (await ada.post("newest"))["message"]
    for page in (zoe, tab):
        assert await page.reads(newest, "qaa") == "newest>qaa"
        assert not [
            e for e in page.of_type("translated") if e["translation"]["message"] == newest and e["language"] == "qab"
        ]


async def test_an_old_message_arrives_in_the_language_one_reads_now(ada: Guest, zoe: Guest) -> None:
    old = (await ada.post("old"))["message"]
    await zoe.reads(old)
    seen = len(zoe.events)
    await zoe.ask("retarget", language="qab", understands=[])

    def arrives(event: Event) -> bool:
        return ("old>qab", old) in [(made["text"], made["message"]) for made in translations(event)]

    await zoe.told(arrives, after=seen)


async def test_a_page_that_opens_knows_everybody_who_is_here(ada: Guest, zoe: Guest) -> None:
    await zoe.ask("retarget", language="qac", understands=["en"])
    await ada.disconnect()
    await ada.connect()
    (view,) = ada.of_type("welcome")[-1]["rooms"]
    known = {member["id"]: member for member in view["members"]}
    assert set(view["here"]) <= set(known)
    assert known[zoe.me["id"]] == {**zoe.me, "language": "qac", "understands": ["en"]}


async def test_whoever_goes_before_they_have_quite_come_leaves_no_trace(ada: Guest, zoe: Guest, tab: Guest) -> None:
    await zoe.disconnect()
    hello = {"type": "hello", "nonce": "n", "rooms": [{"room": tab.room, "since": None}]}
    for turns in range(10):
        await tab.open()
        await tab.send(json.dumps(hello))
        for _ in range(turns):
            await asyncio.sleep(0)
        await tab.cut()
    tab.http.cookies.clear()
    for _ in range(3):
        await tab.open()
        await tab.cut()
    async with asyncio.timeout(20):
        while zoe.me["id"] in await here(ada):
            pass


async def here(who: Guest) -> list[str]:
    """Who is in the room, as a page that opens is told."""
    await who.disconnect()
    who.events.clear()
    await who.connect()
    (view,) = who.of_type("welcome")[0]["rooms"]
    return list(view["here"])
