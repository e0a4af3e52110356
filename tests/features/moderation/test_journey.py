"""Who is muted writes and changes nothing until then, on any server; what is taken down; what hosts read of it."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from enishi import clock
from enishi.settings import Settings
from tests.support.guest import Event, Guest, guest
from tests.support.server import Running, silent

pytestmark = pytest.mark.several


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return silent(tmp_path, posts_per_minute=1000)


async def link(host: Guest, room: str | None = None) -> str:
    """The secret of an invite that makes nobody a host."""
    made = (await host.http.post(f"/api/rooms/{room or host.room}/invites", json={})).json()
    return str(made["link"]).rpartition("#")[2]


@pytest.fixture
async def eva(server: Running, ada: Guest) -> AsyncIterator[Guest]:
    """A plain member of the room that Ada hosts."""
    async with guest(server.url, await link(ada), "Eva", "en") as eva:
        yield await eva.connect()


async def mute(who: Guest, member: Guest, minutes: int) -> Event:
    return await who.ask("mute", room=who.room, member=member.me["id"], minutes=minutes)


async def again(who: Guest) -> Event:
    """The room as it is told on the connection after the one that ends now."""
    assert await who.closed() == 4405
    await who.disconnect()
    who.events.clear()
    await who.connect()
    (room,) = (room for room in who.of_type("welcome")[0]["rooms"] if room["id"] == who.room)
    return dict(room)


async def audit(who: Guest) -> list[Event]:
    answer = await who.http.get(f"/api/rooms/{who.room}/audit")
    assert answer.status_code == 200, answer.text
    return list(answer.json())


async def test_who_is_muted_reads_and_writes_nothing_until_they_may_again(ada: Guest, eva: Guest) -> None:
    said = (await eva.post("before"))["message"]
    before = clock.now()
    assert (await mute(ada, eva, 60))["type"] == "done"
    assert 3500 < (await again(eva))["muted_for"] <= 3600
    for refused in (
        await eva.post("after"),
        await eva.ask("draft", room=eva.room, text="aft"),
        await eva.ask("edit", room=eva.room, message=said, text="other"),
        await eva.ask("react", room=eva.room, message=said, sign="🔑"),
    ):
        assert refused["code"] == "muted"
        assert 3500 < refused["retry_after"] <= 3600
    assert (await eva.http.get(f"/api/rooms/{eva.room}/messages")).status_code == 200
    (muted,) = (await ada.http.get(f"/api/rooms/{ada.room}/muted")).json()
    assert muted["member"] == eva.me["id"]
    assert timedelta(minutes=59) < datetime.fromisoformat(muted["until"]) - before < timedelta(minutes=61)
    assert (await mute(ada, eva, 0))["type"] == "done"
    assert (await again(eva))["muted_for"] is None
    assert (await eva.post("again"))["type"] == "done"
    assert (await ada.http.get(f"/api/rooms/{ada.room}/muted")).json() == []


async def test_it_holds_in_that_room_alone_and_stays_with_who_leaves_it(ada: Guest, eva: Guest) -> None:
    own = (await ada.http.post("/api/rooms", json={"title": "Own"})).json()["id"]
    joins = {"invite": await link(ada, own), "name": "Eva", "language": "en"}
    assert (await eva.http.post("/api/join", json=joins)).status_code in (200, 201)
    await mute(ada, eva, 60)
    await again(eva)
    assert (await eva.ask("post", room=own, text="here I may"))["type"] == "done"
    assert (await eva.ask("leave_room", room=eva.room))["type"] == "done"
    assert await eva.closed() == 4405
    assert (await eva.http.post("/api/join", json=joins | {"invite": await link(ada)})).status_code in (200, 201)
    await eva.disconnect()
    eva.events.clear()
    await eva.connect()
    assert (await eva.post("I am back"))["code"] == "muted"


async def test_one_mutes_only_who_may_do_less(server: Running, ada: Guest, eva: Guest) -> None:
    async with guest(server.url, await link(ada), "Zoe", "en") as zoe:
        await zoe.connect()
        assert (await mute(eva, zoe, 10))["code"] == "hosts_only"
        for who in (eva, zoe):
            await ada.ask("set_role", room=ada.room, member=who.me["id"], role="steward")
        for who in (eva, zoe):
            await who.told(lambda e: e["type"] == "role_changed" and e["member"] == zoe.me["id"])
        for member in (zoe, ada, eva):
            assert (await mute(eva, member, 10))["code"] == "not_below"
        assert (await mute(ada, zoe, 10))["type"] == "done"
        await again(zoe)
        assert (await mute(zoe, zoe, 0))["code"] == "muted"
        assert (await mute(eva, zoe, 0))["code"] == "not_below"
        assert (await mute(ada, zoe, 7 * 24 * 60 + 1))["code"] == "malformed"
        assert (await zoe.http.get(f"/api/rooms/{zoe.room}/audit")).json()["code"] == "hosts_only"


async def take_down(who: Guest, message: str) -> Event:
    return await who.ask("take_down", room=who.room, message=message)


async def test_a_steward_removes_what_members_said_and_hosts_what_anybody_said(
    server: Running, ada: Guest, eva: Guest
) -> None:
    async with guest(server.url, await link(ada), "Zoe", "en") as zoe:
        await zoe.connect()
        said = {who: (await who.post("Words."))["message"] for who in (ada, eva, zoe)}
        assert (await take_down(eva, said[zoe]))["code"] == "hosts_only"
        await ada.ask("set_role", room=ada.room, member=eva.me["id"], role="steward")
        await eva.told(lambda e: e["type"] == "role_changed")
        assert (await take_down(eva, said[ada]))["code"] == "hosts_only"
        done = await take_down(eva, said[zoe])
        for who in (ada, eva, zoe):
            removed = await who.told(lambda e: e["type"] == "removed")
            assert (removed["seq"], removed["message"]["id"]) == (done["seq"], said[zoe])
            assert removed["message"]["text"] == ""
        assert (await take_down(ada, said[zoe]))["code"] == "already_removed"
        assert (await zoe.ask("edit", room=zoe.room, message=said[zoe], text="Again."))["code"] == "already_removed"
        assert (await take_down(ada, said[eva]))["type"] == "done"
        found = [(each["kind"], each["by"], each["member"]) for each in await audit(ada)]
        assert found[:2] == [
            ("message_removed", ada.me["id"], eva.me["id"]),
            ("message_removed", eva.me["id"], zoe.me["id"]),
        ]


async def test_hosts_read_what_was_done(ada: Guest, eva: Guest) -> None:
    assert await audit(ada) == []
    room = {"room": ada.room}
    await ada.ask("change_room", **room, slow=5, state="closed")
    await ada.ask("change_room", **room, state="open")
    await ada.ask("set_role", **room, member=eva.me["id"], role="steward")
    await mute(ada, eva, 10)
    await mute(ada, eva, 0)
    await ada.ask("remove_member", **room, member=eva.me["id"])
    found = await audit(ada)
    assert [(each["kind"], each["value"]) for each in reversed(found)] == [
        ("state", "closed"),
        ("settings", None),
        ("state", "open"),
        ("role", "steward"),
        ("muted", "10"),
        ("unmuted", None),
        ("removed", None),
    ]
    assert {each["by"] for each in found} == {ada.me["id"]}
    assert {each["member"] for each in found} == {eva.me["id"], None}
