"""Two people write to each other alone: one room, called by the other, that nobody else learns of."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from enishi.settings import Settings
from tests.support.guest import Event, Guest, guest
from tests.support.server import Running

pytestmark = pytest.mark.several


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, posts_per_minute=1000)


@pytest.fixture
async def eva(server: Running, ada: Guest) -> AsyncIterator[Guest]:
    """A plain member of the room that Ada hosts."""
    made = (await ada.http.post(f"/api/rooms/{ada.room}/invites", json={})).json()
    async with guest(server.url, str(made["link"]).rpartition("#")[2], "Eva", "en") as eva:
        yield await eva.connect()


async def opened(who: Guest, *others: Guest) -> Event:
    answer = await who.http.post(
        f"/api/rooms/{who.room}/private", json={"members": [other.me["id"] for other in others]}
    )
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def rooms(who: Guest) -> dict[str, Event]:
    """The rooms that a page which opens now is told of."""
    page = await Guest(who.http, who.me, who.room).connect()
    (welcome,) = page.of_type("welcome")
    await page.disconnect()
    return {room["id"]: room for room in welcome["rooms"]}


async def enter(who: Guest, room: str) -> Guest:
    """The same page, in that room."""
    assert (await who.ask("resume", room=room))["type"] == "done"
    who.room = room
    return who


async def test_two_write_to_each_other_alone_each_in_their_language(ada: Guest, rui: Guest, eva: Guest) -> None:
    place = ada.room
    both = await asyncio.gather(opened(ada, rui), opened(rui, ada), opened(ada, rui))
    (room,) = {view["id"] for view in both}
    told = await rui.told(lambda e: e["type"] == "room_opened")
    assert told["view"]["id"] == room
    assert {member["name"] for member in told["view"]["members"]} == {"Ada", "Rui"}
    await enter(ada, room)
    await enter(rui, room)
    said = (await ada.post("We bake bread and share it on Sunday."))["message"]
    assert "pão" in await rui.reads(said)
    assert (await rui.ask("draft", room=room, text="Que bom"))["type"] == "done"
    assert (await ada.told(lambda e: e["type"] == "drafting"))["author"] == rui.me["id"]

    for view in (await rooms(ada), await rooms(rui)):
        assert (view[room]["title"], view[room]["private"], view[room]["roles"]) == ("", True, {})
        assert not view[place]["private"]
    assert room not in await rooms(eva)
    assert (await eva.ask("resume", room=room))["code"] == "not_in_room"
    assert room not in (await ada.http.get("/api/hostless")).text
    assert room not in str(eva.events)
    for method, path in (("POST", "invites"), ("GET", "audit"), ("GET", "export/json"), ("GET", "muted")):
        answer = await ada.http.request(method, f"/api/rooms/{room}/{path}", json={})
        assert answer.json()["code"] == "hosts_only", path
    assert (await ada.ask("remove_member", room=room, member=rui.me["id"]))["code"] == "hosts_only"
    (mine,) = (row for row in (await ada.http.get("/api/me/export/json")).json()["memberships"] if row["room"] == room)
    assert mine["title"] == "Rui"

    assert (await rui.ask("leave_room", room=room))["type"] == "done"
    assert await rui.closed() == 4405
    assert room not in await rooms(rui)
    ada.room = place
    assert (await opened(ada, rui))["id"] == room
    joined = await ada.told(lambda e: e["type"] == "member_joined" and e["room"] == room)
    assert joined["member"]["id"] == rui.me["id"]
    assert room in await rooms(rui)


async def test_a_few_write_to_each_other_and_strangers_cannot_be_brought_in(ada: Guest, rui: Guest, eva: Guest) -> None:
    few = await opened(ada, rui, eva)
    assert few["id"] not in {(await opened(ada, rui))["id"], (await opened(ada, eva))["id"]}
    for who in (rui, eva):
        await who.told(lambda e: e["type"] == "room_opened" and e["view"]["id"] == few["id"])
    path = f"/api/rooms/{ada.room}/private"
    for members, code in (
        ([ada.me["id"]], "no_member"),
        (["00000000-0000-7000-8000-000000000000"], "no_member"),
        ([], "malformed"),
        ([rui.me["id"]] * 8, "malformed"),
    ):
        assert (await ada.http.post(path, json={"members": members})).json()["code"] == code
