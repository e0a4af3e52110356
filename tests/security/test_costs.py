"""What costs the server something is counted: for each member, each address, each room and invite."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.support.guest import Event, Guest, guest
from tests.support.server import Running

pytestmark = pytest.mark.alone("each server counts by itself")

FROM_HERE, FROM_THERE = {"X-Forwarded-For": "203.0.113.5"}, {"X-Forwarded-For": "203.0.113.6"}


async def refused(guest: Guest, times: int, type: str, **fields: Any) -> int:
    """How many of so many commands are refused as too many."""
    answers = [await guest.ask(type, room=guest.room, **fields) for _ in range(times)]
    assert all(each["type"] == "done" or each["retry_after"] > 0 for each in answers), answers
    return sum(each["type"] == "refused" and each["code"] == "too_many" for each in answers)


@pytest.mark.settings(posts_per_minute=1)
@pytest.mark.parametrize(
    ("command", "fields"), [("resume", {}), ("read", {"seq": 0}), ("interpret", {"messages": [str(uuid4())]})]
)
async def test_reading_is_counted(ada: Guest, command: str, fields: dict[str, Any]) -> None:
    assert await refused(ada, 20, command, **fields) >= 20 - 10


@pytest.mark.settings(posts_per_minute=1)
@pytest.mark.parametrize("path", ["messages", "glossary", "glossary.csv", "memory.tmx", "invites"])
async def test_routes_that_read_are_counted(ada: Guest, path: str) -> None:
    answers = [await ada.http.get(f"/api/rooms/{ada.room}/{path}") for _ in range(11)]
    assert [answers[0].status_code, answers[-1].status_code] == [200, 429]
    assert float(answers[-1].headers["Retry-After"]) > 0


@pytest.mark.settings(posts_per_minute=6)
@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/rooms", {"title": "Again"}),
        ("/api/rooms/{room}/invites", {}),
        ("/api/rooms/{room}/memory.csv", "language,text,pt\nen,bank,margem\n"),
    ],
)
async def test_what_makes_something_is_counted(ada: Guest, path: str, body: object) -> None:
    sent: dict[str, Any] = {"content": body} if isinstance(body, str) else {"json": body}
    answers = [await ada.http.post(path.format(room=ada.room), **sent) for _ in range(7)]
    assert answers[0].is_success, answers[0].text
    assert answers[-1].status_code == 429


@pytest.mark.settings(posts_per_minute=1, limits={"together": 1})
async def test_the_members_of_an_address_share_what_it_has(ada: Guest, rui: Guest) -> None:
    async def statuses(guest: Guest, headers: dict[str, str], times: int) -> list[int]:
        path = f"/api/rooms/{guest.room}/messages"
        return [(await guest.http.get(path, headers=headers)).status_code for _ in range(times)]

    assert await statuses(ada, FROM_HERE, 9) == 9 * [200]  # and hello
    assert await statuses(rui, FROM_HERE, 2) == [200, 429]
    assert await statuses(rui, FROM_THERE, 2) == [200, 200]


@pytest.mark.settings(posts_per_minute=4, limits={"together": 2})
async def test_a_room_has_a_pace(server: Running) -> None:
    """Twelve messages of three members at three addresses: four come at once, and the one that is each one's own."""
    guests = [guest(server.url, server.invite, f"Guest {n}", "en") for n in range(3)]
    async with guests[0] as one, guests[1] as two, guests[2] as three:
        posts = []
        for number, who in enumerate((one, two, three)):
            await who.connect(None, **{"X-Forwarded-For": f"203.0.113.{number}"})
            posts += [who.post(f"Message {n}") for n in range(4)]
        answers = await asyncio.gather(*posts)
    assert sum(each["type"] == "done" for each in answers) == 4 + 3
    assert all(each["type"] == "done" or each["retry_after"] > 0 for each in answers)


@pytest.mark.settings(posts_per_minute=6, limits={"together": 1})
async def test_who_says_little_is_heard_where_others_use_up_the_room(ada: Guest, rui: Guest) -> None:
    await rui.disconnect()
    await rui.connect(None, **FROM_THERE)
    said = [await ada.post(f"Message {n}") for n in range(7)]
    assert said[-1]["code"] == "too_many"
    assert [(await rui.post(f"Message {n}"))["type"] for n in range(2)] == ["done", "done"]


@pytest.mark.settings(posts_per_minute=18)
async def test_a_long_message_counts_as_several(ada: Guest) -> None:
    assert [(await ada.post("word " * 799))["type"] for _ in range(3)] == ["done", "done", "refused"]


async def test_a_room_named_often_is_told_once(ada: Guest) -> None:
    page = Guest(ada.http, ada.me, ada.room)
    await page.open()
    assert (await page.ask("hello", rooms=150 * [{"room": ada.room}]))["type"] == "done"
    assert len(page.of_type("caught_up")) == 1
    await page.disconnect()


async def test_a_hello_has_an_end(ada: Guest) -> None:
    page = Guest(ada.http, ada.me, ada.room)
    await page.open()
    assert (await page.ask("hello", rooms=1500 * [{"room": ada.room}]))["code"] == "malformed"
    assert page.of_type("caught_up") == []
    await page.disconnect()


@pytest.mark.settings(posts_per_minute=3)
async def test_each_room_of_a_hello_is_paid_for(ada: Guest) -> None:
    page = Guest(ada.http, ada.me, ada.room)
    await page.open()
    rooms = [{"room": str(uuid4())} for _ in range(31)]
    assert (await page.ask("hello", rooms=rooms))["code"] == "too_many"
    await page.disconnect()


@pytest.mark.settings(limits={"rooms": 3, "invites": 2, "members": 1})
async def test_what_stays_has_an_end(server: Running) -> None:
    async with httpx.AsyncClient(base_url=server.url) as http:
        joined = await http.post("/api/join", json={"invite": server.invite, "name": "Ada", "language": "en"})
        room = joined.json()["room"]
        assert [await status(http, "/api/rooms", {"title": f"{n}"}) for n in range(3)] == [201, 201, 422]
        made = [await http.post(f"/api/rooms/{room}/invites", json={"uses": None}) for _ in range(3)]
        assert [each.status_code for each in made] == [201, 201, 422]
        assert made[-1].json()["code"] == "many_invites"
        secret = made[0].json()["link"].split("/join#")[1]
    assert [await join(server, secret, name) for name in ("Rui", "Zoe")] == [201, 422]


async def status(http: httpx.AsyncClient, path: str, body: Event) -> int:
    return (await http.post(path, json=body)).status_code


async def join(server: Running, secret: str, name: str) -> int:
    async with httpx.AsyncClient(base_url=server.url) as http:
        return await status(http, "/api/join", {"invite": secret, "name": name, "language": "en"})


@pytest.mark.settings(joins_per_minute=2, limits={"together": 1})
async def test_an_invite_has_a_pace_wherever_people_come_from(server: Running) -> None:
    statuses = []
    for number in range(4):
        address = {"X-Forwarded-For": f"203.0.113.{number}"}
        async with httpx.AsyncClient(base_url=server.url, headers=address) as http:
            body = {"invite": server.invite, "name": f"Guest {number}", "language": "en"}
            statuses.append(await status(http, "/api/join", body))
    assert statuses == [201, 201, 429, 429]


@pytest.mark.settings(posts_per_minute=4, limits={"together": 2})
async def test_a_room_has_a_pace_by_rest_too(server: Running) -> None:
    """Twelve terms of three members at three addresses: four come at once, and the one that is each one's own."""

    async def put(who: Guest, number: int, n: int) -> int:
        path, words = f"/api/rooms/{who.room}/glossary/{uuid4()}", {"text": f"Word {number} {n}"}
        address = {"X-Forwarded-For": f"203.0.113.{number}"}
        return (await who.http.put(path, json=words, headers=address)).status_code

    guests = [guest(server.url, server.invite, f"Guest {n}", "en") for n in range(3)]
    async with guests[0] as one, guests[1] as two, guests[2] as three:
        puts = [put(who, number, n) for number, who in enumerate((one, two, three)) for n in range(4)]
        statuses = await asyncio.gather(*puts)
    assert sorted(statuses) == [*(4 + 3) * [200], *5 * [429]]
