"""Ada blocks Rui: neither is told of the other, on any server; to Rui, she seems to be away, and nothing is refused."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from enishi.settings import Settings
from tests.support.guest import Event, Guest, guest
from tests.support.server import Running, silent

pytestmark = pytest.mark.several


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return silent(tmp_path, posts_per_minute=1000)


async def invited(ada: Guest) -> str:
    made = (await ada.http.post(f"/api/rooms/{ada.room}/invites", json={})).json()
    return str(made["link"]).rpartition("#")[2]


@pytest.fixture
async def eva(server: Running, ada: Guest) -> AsyncIterator[Guest]:
    async with guest(server.url, await invited(ada), "Eva", "en") as eva:
        yield await eva.connect()


async def blocks(who: Guest, other: Guest, method: str = "PUT") -> None:
    begun = len(who.events)
    answer = await who.http.request(method, f"/api/blocks/{other.me['id']}")
    assert answer.status_code == 204, answer.text
    await who.told(lambda e: e["type"] == "blocks_changed", after=begun)


async def alone(who: Guest, other: Guest) -> Event:
    answer = await who.http.post(f"/api/rooms/{who.room}/private", json={"members": [other.me["id"]]})
    return {"status": answer.status_code, **answer.json()}


async def reads(who: Guest) -> list[str]:
    page = (await who.http.get(f"/api/rooms/{who.room}/messages")).json()
    texts = [str(fact["message"]["text"]) for fact in page["facts"] if fact["type"] == "posted"]
    return [text for text in texts if text.endswith((" before.", " after.", " speaks."))]


async def view(who: Guest) -> dict[str, Event]:
    """The rooms that a page which opens now is told of."""
    page = await Guest(who.http, who.me, who.room).connect()
    (welcome,) = page.of_type("welcome")
    await page.disconnect()
    return {room["id"]: room for room in welcome["rooms"]}


async def settled(eva: Guest, *others: Guest) -> None:
    """All that was done before has reached everybody."""
    last = (await eva.post("Eva speaks."))["message"]
    for who in (eva, *others):
        await who.told(lambda e: e["type"] == "posted" and e["message"]["id"] == last)


async def test_neither_is_told_of_the_other_until_it_is_lifted(ada: Guest, rui: Guest, eva: Guest) -> None:
    before = (await ada.post("Ada before."))["message"]
    await rui.post("Rui before.")
    room = await alone(rui, ada)
    assert room["status"] == 201
    await settled(eva, ada, rui)
    marks = len(ada.events), len(rui.events)
    await blocks(ada, rui)
    gone = await rui.told(lambda e: e["type"] == "presence" and not e["here"], after=marks[1])
    assert gone["member"]["id"] == ada.me["id"]
    marks = len(ada.events), len(rui.events)

    for who, name in ((ada, "Ada"), (rui, "Rui")):
        assert (await who.ask("draft", room=who.room, text=f"{name} writes"))["type"] == "done"
        said = await who.post(f"{name} after.")
        assert (await who.ask("react", room=who.room, message=said["message"], sign="👍"))["type"] == "done"
    assert (await rui.ask("unclear", room=rui.room, message=before))["type"] == "done"
    assert (await rui.ask("react", room=rui.room, message=before, sign="👍"))["type"] == "done"
    await settled(eva, ada, rui)
    assert named(ada, rui, marks[0]) == []
    assert named(rui, ada, marks[1]) == ["asked", "reacted"], "what he does to what was there before, told to himself"
    assert await reads(ada) == ["Ada before.", "Eva speaks.", "Ada after.", "Eva speaks."]
    assert await reads(rui) == ["Ada before.", "Rui before.", "Eva speaks.", "Rui after.", "Eva speaks."]
    assert len(await reads(eva)) == 6

    hers, his = await view(ada), await view(rui)
    assert room["id"] not in hers
    assert (his[room["id"]]["last"], his[room["id"]]["unread"]) == (0, 0)
    assert rui.me["id"] not in hers[ada.room]["here"]
    assert ada.me["id"] not in his[rui.room]["here"]
    assert ada.me["id"] in {member["id"] for member in his[rui.room]["members"]}
    exported = (await ada.http.get(f"/api/rooms/{ada.room}/export/json")).json()
    assert "Rui" not in json.dumps(exported["messages"])
    assert {row["member"] for row in exported["reactions"]} == {ada.me["id"]}

    await blocks(ada, rui, "DELETE")
    await rui.told(lambda e: e["type"] == "presence" and e["here"], after=marks[1])
    assert await reads(ada) == await reads(rui) == await reads(eva)
    assert room["id"] in await view(ada)


def named(who: Guest, other: Guest, since: int) -> list[str]:
    """The kinds of events that name the other, of what somebody was told."""
    return sorted(event["type"] for event in who.events[since:] if other.me["id"] in json.dumps(event))


async def test_who_is_blocked_is_answered_as_if_she_were_away(server: Running, ada: Guest, rui: Guest) -> None:
    """Eva is away and Ada blocks him: all answers that he gets are the same, but for ids and instants."""
    async with guest(server.url, await invited(ada), "Eva", "en") as away:
        await blocks(ada, rui)
        seen = []
        for other in (ada, away):
            place, begun = rui.room, len(rui.events)
            opened = await alone(rui, other)
            again = await alone(rui, other)
            assert again["id"] == opened["id"]
            rui.room = opened["id"]
            answers = [
                await rui.ask("resume", room=rui.room),
                await rui.post("Hello?"),
                await rui.ask("draft", room=rui.room, text="Are you"),
                await rui.ask("read", room=rui.room, seq=1),
                await rui.ask("mirror", room=rui.room, text="Hello?", language="pt"),
            ]
            page = await view(rui)
            # His own coming is told when it is gathered, and that a language cannot come at any moment.
            passing = ("beat", "done", "presence", "language_arrives")
            told = [event for event in rui.events[begun:] if event["type"] not in passing]
            came = [e["member"]["id"] for e in rui.events[begun:] if e["type"] == "presence" and e["here"]]
            assert other.me["id"] not in came
            seen.append(shape([opened, again, answers, page[rui.room], told], other))
            rui.room = place
        assert seen[0] == seen[1]
        assert opened["status"] == 201
        assert (await rui.http.get("/api/blocks")).json() == []
        assert (await rui.http.get("/api/me/export/json")).json().get("blocks") is None
        assert "block" not in json.dumps((await rui.http.get("/api/me/data")).json())

        assert (await alone(ada, rui))["code"] == "you_blocked"
        assert not [event for event in ada.events if event["type"] == "room_opened"]
        (mine,) = (await ada.http.get("/api/blocks")).json()
        assert mine == {"id": rui.me["id"], "name": "Rui"}


def shape(value: object, other: Guest) -> str:
    """What somebody was told, without what differs of any two people."""
    text = json.dumps(value, sort_keys=True)
    for each, name in ((other.me["id"], "OTHER"), (other.me["name"], "NAME")):
        text = text.replace(str(each), name)
    return blank(json.loads(text))


def blank(value: object, key: str = "") -> str:
    match value:
        case dict():
            return json.dumps({name: blank(each, name) for name, each in sorted(value.items())})
        case list():
            return json.dumps(sorted(blank(each, key) for each in value))
        case str() if key in ("id", "room", "message", "nonce", "sent_at", "now", "owner"):
            return "…"
        case bool() if key == "owner":
            return "…"
        case _:
            return json.dumps(value)
