"""What somebody is in a room: hosts change it, it holds in that room alone, and who is removed is out at once."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from enishi.settings import Settings
from tests.support.guest import Event, Guest, guest
from tests.support.server import Running, silent


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return silent(tmp_path, posts_per_minute=1000)


async def invite(who: Guest, room: str, **wishes: object) -> Event:
    answer = await who.http.post(f"/api/rooms/{room}/invites", json=wishes)
    assert answer.status_code == 201, answer.text
    made: Event = answer.json()
    return made


def secret(made: Event) -> str:
    return str(made["link"]).rpartition("#")[2]


@pytest.fixture
async def eva(server: Running, ada: Guest) -> AsyncIterator[Guest]:
    """A plain member of the room that Ada hosts."""
    async with guest(server.url, secret(await invite(ada, ada.room)), "Eva", "en") as eva:
        yield await eva.connect()


async def tried(who: Guest, room: str) -> int:
    """Whether somebody may invite people into a room."""
    return (await who.http.post(f"/api/rooms/{room}/invites", json={})).status_code


async def change(host: Guest, member: Guest, role: str, room: str | None = None) -> Event:
    return await host.ask("set_role", room=room or host.room, member=member.me["id"], role=role)


async def test_a_hosts_link_into_one_room_gives_nothing_in_another(server: Running, ada: Guest, eva: Guest) -> None:
    own = (await ada.http.post("/api/rooms", json={"title": "Own"})).json()["id"]
    answer = await eva.http.post(
        "/api/join", json={"invite": secret(await invite(ada, own, host=True)), "name": "Eva", "language": "en"}
    )
    assert answer.json()["room"] == own
    assert await tried(eva, own) == 201
    assert await tried(eva, ada.room) == 403
    kept = (await ada.http.get(f"/api/rooms/{ada.room}/invites")).json()[0]["id"]
    assert (await eva.http.delete(f"/api/rooms/{ada.room}/invites/{kept}")).status_code == 403
    assert (await eva.ask("set_language_policy", policy="never"))["code"] == "hosts_only"


async def test_hosts_make_hosts_and_stewards_and_back_and_the_room_is_told(ada: Guest, eva: Guest) -> None:
    assert await tried(eva, ada.room) == 403
    for role, may in (("host", 201), ("steward", 403), ("member", 403), ("host", 201)):
        seen = len(eva.events)
        assert (await change(ada, eva, role))["type"] == "done"
        told = await eva.told(lambda e: e["type"] == "role_changed", after=seen)
        assert (told["member"], told["role"]) == (eva.me["id"], role)
        assert await tried(eva, ada.room) == may
    seen = len(ada.events)
    assert (await change(eva, ada, "member"))["type"] == "done"  # also who was a host first
    await ada.told(lambda e: e["type"] == "role_changed" and e["member"] == ada.me["id"], after=seen)
    assert (await change(ada, eva, "member"))["code"] == "hosts_only"
    assert (await change(eva, eva, "member"))["code"] == "last_host"


async def test_who_joins_as_a_host_is_known_as_one_to_those_who_are_here(
    server: Running, ada: Guest, eva: Guest
) -> None:
    async with guest(server.url, secret(await invite(ada, ada.room, host=True)), "Zoe", "en") as zoe:
        told = await eva.told(lambda e: e["type"] == "role_changed" and e["member"] == zoe.me["id"])
        assert told["role"] == "host"
        await zoe.connect()
        (room,) = (room for room in zoe.of_type("welcome")[0]["rooms"] if room["id"] == ada.room)
        assert {ada.me["id"], zoe.me["id"]} <= {who for who, role in room["roles"].items() if role == "host"}


@pytest.mark.several
async def test_who_only_reads_by_rest_is_seen_by_all_in_the_room(server: Running, ada: Guest) -> None:
    async with guest(server.url, server.invite, "Mallory", "en") as mallory:
        told = await ada.told(lambda e: e["type"] == "member_joined" and e["member"]["id"] == mallory.me["id"])
        assert told["room"] == ada.room
        assert (await mallory.http.get(f"/api/rooms/{ada.room}/messages")).status_code == 200
        async with guest(server.url, server.invite, "Zoe", "en") as zoe:
            await zoe.connect()
            (room,) = zoe.of_type("welcome")[0]["rooms"]
            assert mallory.me["id"] in {member["id"] for member in room["members"]}


@pytest.mark.several
async def test_who_is_removed_hears_and_reads_nothing_more(ada: Guest, eva: Guest) -> None:
    said = await ada.post("before")
    await eva.told(lambda e: e["type"] == "posted" and e["message"]["id"] == said["message"])
    assert (await ada.ask("remove_member", room=ada.room, member=eva.me["id"]))["type"] == "done"
    assert (await eva.told(lambda e: e["type"] == "role_changed"))["role"] == "former"
    assert await eva.closed() == 4405
    await ada.post("after")
    assert not [e for e in eva.of_type("posted") if e["message"]["text"] == "after"]
    assert (await eva.http.get(f"/api/rooms/{ada.room}/messages")).status_code == 403
    await eva.disconnect()
    seen = len(eva.events)
    await eva.open()
    await eva.ask("hello", rooms=[{"room": ada.room, "since": None}])
    (welcome,) = [event for event in eva.events[seen:] if event["type"] == "welcome"]
    assert welcome["rooms"] == []
    assert not [event for event in eva.events[seen:] if event["type"] == "caught_up"]
    assert (await eva.post("still here?"))["code"] == "not_in_room"
    assert (await change(ada, eva, "host"))["code"] == "no_member"


async def test_an_invite_is_closed_with_those_who_came_by_it(server: Running, ada: Guest, eva: Guest) -> None:
    made = await invite(ada, ada.room)
    joins = {"invite": secret(made), "language": "en"}
    async with httpx.AsyncClient(base_url=server.url) as mallory, httpx.AsyncClient(base_url=server.url) as zoe:
        came = [
            (await who.post("/api/join", json={**joins, "name": name})).json()["me"]["id"]
            for who, name in ((mallory, "Mallory"), (zoe, "Zoe"))
        ]
        await ada.ask("set_role", room=ada.room, member=came[1], role="host")
        listed = {each["id"]: each for each in (await ada.http.get(f"/api/rooms/{ada.room}/invites")).json()}
        assert listed[made["id"]]["made_by"] == ada.me["id"]
        assert set(listed[made["id"]]["came"]) == set(came)
        closed = await ada.http.delete(f"/api/rooms/{ada.room}/invites/{made['id']}?remove=true")
        assert closed.status_code == 204
        assert [(await who.get(f"/api/rooms/{ada.room}/messages")).status_code for who in (mallory, zoe)] == [403, 200]
        assert (await mallory.post("/api/join", json={**joins, "name": "Mallory"})).json()["code"] == "invite_closed"
    assert await tried(ada, ada.room) == 201
    assert (await eva.post("I came by another one."))["type"] == "done"
