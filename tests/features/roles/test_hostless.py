"""A room whose hosts have lost the way back: the owner of the house sees it, and becomes its host before all."""

from pathlib import Path

import httpx
import pytest

from enishi.settings import Settings
from tests.features.roles.test_journey import eva, invite, secret
from tests.support.guest import Event, Guest
from tests.support.server import Running, silent

__all__ = ["eva"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return silent(tmp_path, posts_per_minute=1000)


async def hostless(owner: Guest) -> list[str]:
    return [room["title"] for room in await listed(owner)]


async def listed(owner: Guest) -> list[Event]:
    rooms: list[Event] = (await owner.http.get("/api/hostless")).json()
    return rooms


async def kitchen(ada: Guest, eva: Guest) -> str:
    """A room of which Eva alone is a host, and Ada, who owns the house, knows nothing."""
    await ada.ask("set_role", room=ada.room, member=eva.me["id"], role="host")
    return str((await eva.http.post("/api/rooms", json={"title": "Kitchen"})).json()["id"])


async def join(server: Running, link: Event, name: str) -> httpx.AsyncClient:
    http = httpx.AsyncClient(base_url=server.url, timeout=20)
    await http.post("/api/join", json={"invite": secret(link), "name": name, "language": "en"})
    return http


async def test_the_owner_becomes_host_of_a_room_that_lost_its_last_one(server: Running, ada: Guest, eva: Guest) -> None:
    room = await kitchen(ada, eva)
    member = await join(server, await invite(eva, room), "Zoe")
    inside = await Guest(member, (await member.get("/api/house")).json()["me"], room).connect()
    assert await hostless(ada) == []
    assert (await ada.http.post(f"/api/hostless/{room}")).json()["code"] == "has_host"
    await eva.http.post("/api/leave")
    (found,) = await listed(ada)
    assert (found["title"], found["members"]) == ("Kitchen", 2)
    taken = await ada.http.post(f"/api/hostless/{room}")
    assert taken.status_code == 201, taken.text
    assert taken.json()["roles"][ada.me["id"]] == "host"
    assert (await inside.told(lambda e: e["type"] == "member_joined"))["member"]["id"] == ada.me["id"]
    told = await inside.told(lambda e: e["type"] == "role_changed")
    assert (told["member"], told["role"]) == (ada.me["id"], "host")
    assert await hostless(ada) == []
    assert (await ada.http.post(f"/api/rooms/{room}/invites", json={})).status_code == 201
    await inside.disconnect()
    await member.aclose()


async def test_a_host_who_can_come_back_is_still_one(ada: Guest, eva: Guest) -> None:
    await kitchen(ada, eva)
    await eva.http.post("/api/recovery")
    await eva.http.post("/api/leave")
    assert await hostless(ada) == []


async def test_who_owns_no_house_sees_and_takes_none(ada: Guest, eva: Guest) -> None:
    room = await kitchen(ada, eva)
    for answer in (await eva.http.get("/api/hostless"), await eva.http.post(f"/api/hostless/{room}")):
        assert (answer.status_code, answer.json()["code"]) == (403, "hosts_only")
