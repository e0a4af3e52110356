"""One person on several devices: a link adds one, each can be signed out from any other, with its connections."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from time import monotonic

import httpx
import pytest

from enishi import clock
from enishi.settings import Settings
from tests.support.guest import Event, Guest
from tests.support.server import Running, silent

PHONE = "Mozilla/5.0 (Android 16; Mobile; rv:147.0) Gecko/147.0 Firefox/147.0"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return silent(tmp_path, posts_per_minute=1000)


async def link(who: Guest) -> str:
    """The secret of a link to one more device."""
    answer = await who.http.post("/api/devices/links", json={"room": who.room}, headers={"Origin": origin(who)})
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert made["link"].startswith(f"{origin(who)}/device#")
    assert made["qr"].startswith("<svg")
    return str(made["link"]).rpartition("#")[2]


def origin(who: Guest) -> str:
    return str(who.http.base_url).rstrip("/")


@asynccontextmanager
async def device(server: Running, agent: str = PHONE) -> AsyncIterator[httpx.AsyncClient]:
    """A browser that knows nobody."""
    async with httpx.AsyncClient(base_url=server.url, timeout=20, headers={"User-Agent": agent}) as http:
        yield http


async def take(http: httpx.AsyncClient, secret: str) -> httpx.Response:
    return await http.post("/api/devices/links/take", json={"secret": secret})


@pytest.fixture
async def phone(server: Running, ada: Guest) -> AsyncIterator[Guest]:
    """Ada's other device."""
    async with device(server) as http:
        joined = (await take(http, await link(ada))).json()
        phone = Guest(http, joined["me"], joined["room"])
        yield await phone.connect()
        await phone.disconnect()


async def devices(who: Guest) -> list[Event]:
    listed: list[Event] = (await who.http.get("/api/devices")).json()
    return listed


async def test_a_link_signs_another_browser_in_as_the_same_member(ada: Guest, phone: Guest) -> None:
    assert (phone.me, phone.room) == (ada.me, ada.room)
    assert dict(phone.http.cookies) != dict(ada.http.cookies)
    said = await phone.post("from the phone")
    heard = await ada.told(lambda e: e["type"] == "posted" and e["message"]["id"] == said["message"])
    assert heard["message"]["author"] == ada.me["id"]
    assert (await ada.told(lambda e: e["type"] == "devices_changed"))["member"] == ada.me["id"]
    here, other = await devices(phone)
    assert (here["browser"], here["system"], here["this"]) == ("Firefox", "Android", True)
    assert (other["browser"], other["system"], other["this"]) == (None, None, False)


async def test_a_link_is_good_for_one_use(server: Running, ada: Guest) -> None:
    secret = await link(ada)
    async with device(server) as first, device(server) as second:
        looks = [(await second.post("/api/devices/links/preview", json={"secret": secret})).json() for _ in range(2)]
        assert looks == [{"name": "Ada"}] * 2, "to look does not use it up"
        answers = await asyncio.gather(take(first, secret), take(second, secret))
        assert sorted(answer.status_code for answer in answers) == [201, 404]
        assert {answer.json().get("code") for answer in answers} == {None, "no_device_link"}
        assert len(await devices(ada)) == 2


async def test_a_newer_link_and_time_close_a_link(server: Running, ada: Guest, monkeypatch: pytest.MonkeyPatch) -> None:
    older, secret = await link(ada), await link(ada)
    async with device(server) as http:
        assert (await take(http, older)).json()["code"] == "no_device_link"
        now = clock.now()
        monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=5, seconds=1))
        assert (await take(http, secret)).json()["code"] == "no_device_link"
        assert (await http.get("/api/devices")).status_code == 401


@pytest.mark.several
async def test_a_device_that_is_signed_out_is_closed_within_a_second_and_the_others_are_not(
    ada: Guest, phone: Guest
) -> None:
    gone = next(each for each in await devices(ada) if not each["this"])
    secret = await link(phone)
    started = monotonic()
    assert (await ada.http.delete(f"/api/devices/{gone['id']}")).status_code == 204
    assert await phone.closed() == 4401
    assert monotonic() - started < 1
    assert (await phone.http.get("/api/devices")).json()["code"] == "signed_out"
    assert (await take(phone.http, secret)).json()["code"] == "no_device_link", "a link goes with who made it"
    assert (await ada.post("still here"))["type"] == "done"
    assert [each["this"] for each in await devices(ada)] == [True]


@pytest.mark.several
async def test_all_other_devices_or_all_are_signed_out_at_once(server: Running, ada: Guest, phone: Guest) -> None:
    async with AsyncExitStack() as stack:
        more = [await stack.enter_async_context(device(server)) for _ in range(2)]
        for http in more:
            await take(http, await link(ada))
        assert len(await devices(ada)) == 4
        assert (await ada.http.delete("/api/devices")).status_code == 204
        assert await phone.closed() == 4401
        assert [(await http.get("/api/devices")).status_code for http in (ada.http, *more)] == [200, 401, 401]
        await take(more[0], await link(ada))
        assert (await more[0].post("/api/leave?everywhere=true")).status_code == 204
        assert await ada.closed() == 4401
        assert (await ada.http.get("/api/devices")).status_code == 401


async def test_to_leave_ends_one_session_alone(ada: Guest, phone: Guest) -> None:
    assert (await phone.http.post("/api/leave")).status_code == 204
    assert await phone.closed() == 4401
    assert (await ada.post("still here"))["type"] == "done"


async def test_nobody_signs_out_the_device_of_somebody_else(ada: Guest, rui: Guest) -> None:
    (his,) = await devices(rui)
    assert (await ada.http.delete(f"/api/devices/{his['id']}")).status_code == 204
    assert (await rui.post("still here"))["type"] == "done"
    assert [each["id"] for each in await devices(rui)] == [his["id"]]


async def test_a_browser_is_of_one_member_at_a_time(server: Running, ada: Guest, rui: Guest) -> None:
    theirs = dict(rui.http.cookies)
    assert (await take(rui.http, await link(ada))).json()["me"] == ada.me
    assert await rui.closed() == 4401
    assert (await rui.http.get("/api/house")).json()["me"] == ada.me
    async with httpx.AsyncClient(base_url=server.url, cookies=theirs) as former:
        assert (await former.get("/api/devices")).status_code == 401
    again = await take(rui.http, await link(ada))
    assert "set-cookie" not in again.headers
    assert len(await devices(ada)) == 2, "who is at home here already stays so"
