"""A room that is not theirs: nothing is let through, nothing is told, and it cannot be told from no room at all."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from enishi.features.rooms.wire import LeaveRoom
from enishi.protocol import Command
from enishi.rights import HOUSE_RIGHTS, Right
from enishi.settings import Settings
from scripts.rights import Route, routes_of
from tests.support.cast import OUTSIDE, Cast, cast
from tests.support.guest import Guest
from tests.support.server import silent
from tests.support.wire import NOWHERE, obeyed, request

WORDS = "The key is under the stone."
TERM = "00000000-0000-7000-8000-00000000abcd"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Nothing is refused because there was too much of it."""
    return silent(tmp_path, posts_per_minute=100_000, joins_per_minute=100_000)


def commands(here: Cast) -> list[type[Command]]:
    """Those that name a room."""
    kinds = [kind for feature in here.features for kind in feature.commands]
    return [kind for kind in kinds if kind.needs not in HOUSE_RIGHTS]


def routes(here: Cast) -> list[Route]:
    """Those that name a room."""
    return [route for route in routes_of(here.features) if "{room}" in route.path]


async def furnish(here: Cast) -> dict[str, str]:
    """Words, a term, a correction and an invite in the room; what names them."""
    said = (await here.founder.post(WORDS))["message"]
    await here.founder.ask("react", room=here.room, message=said, sign="🔑", given=True)
    base = f"/api/rooms/{here.room}"
    term = {"text": "Quince", "language": "en", "translations": {"pt": "Marmelo"}}
    await here.founder.http.put(f"{base}/glossary/{TERM}", json=term)
    invite = (await here.founder.http.post(f"{base}/invites", json={})).json()["id"]
    change = (await here.founder.http.get(f"{base}/glossary/changes")).json()["changes"][0]["id"]
    return {"message": said, "member": here.founder.me["id"], "term": TERM, "invite": invite, "change": change}


async def inventory(here: Cast) -> list[Any]:
    """All that is in the room, for who may see it."""
    base = f"/api/rooms/{here.room}"
    paths = ("messages", "glossary", "glossary/changes", "invites", "memory.csv")
    found = [(await here.founder.http.get(f"{base}/{path}")).text for path in paths]
    here.founder.events.clear()
    again = await Guest(here.founder.http, here.founder.me, here.room).connect()
    (view,) = (room for room in again.of_type("welcome")[0]["rooms"] if room["id"] == here.room)
    await again.disconnect()
    return [*found, view["title"], view["last"], view["members"], view["roles"]]


def seen(answer: httpx.Response) -> tuple[int, dict[str, str], str]:
    """What an answer tells."""
    headers = {name: value for name, value in answer.headers.items() if name != "date"}
    return answer.status_code, headers, answer.text


@pytest.mark.parametrize("name", OUTSIDE)
async def test_who_is_not_in_a_room_learns_and_changes_nothing(settings: Settings, name: str) -> None:
    async with cast(settings, name) as here:
        things = await furnish(here)
        before = await inventory(here)
        who = here.people[name]
        begun = len(who.events)
        for kind in commands(here):
            answers = [await obeyed(who, kind, {**things, "room": room}) for room in (here.room, NOWHERE)]
            assert answers[0] == answers[1], kind
            assert answers[0]["code"] == "not_in_room", kind
        for route in routes(here):
            told = [await request(who.http, route, {**things, "room": room}) for room in (here.room, NOWHERE)]
            assert seen(told[0]) == seen(told[1]), route.name
            assert (told[0].status_code, told[0].json()["code"]) == (403, "not_in_room"), route.name
        await here.founder.post(WORDS)  # nothing of it comes to them
        page = Guest(who.http, who.me, here.room)
        await page.open()
        await page.ask("hello", rooms=[{"room": room} for room in (here.room, NOWHERE)])
        assert [event for event in page.events if event["type"] not in ("welcome", "done", "beat")] == []
        await page.disconnect()
        heard = [event for event in (*who.events[begun:], *page.events) if event["type"] != "refused"]
        assert here.room not in str(heard)
        assert WORDS not in str(heard)
        after = await inventory(here)
    assert after[1:] == [*before[1:6], before[6] + 1, *before[7:]], "one message of the founder's was added"


async def test_who_has_no_session_learns_and_changes_nothing(settings: Settings) -> None:
    async with cast(settings) as here:
        things = await furnish(here)
        before = await inventory(here)
        for route in routes(here):
            told = [await request(here.stranger, route, {**things, "room": room}) for room in (here.room, NOWHERE)]
            assert seen(told[0]) == seen(told[1]), route.name
            assert (told[0].status_code, told[0].json()["code"]) == (401, "signed_out"), route.name
        assert await inventory(here) == before


async def test_who_only_reads_changes_nothing(settings: Settings) -> None:
    async with cast(settings, "guest") as here:
        things = await furnish(here)
        before = await inventory(here)
        who = here.people["guest"]
        for kind in commands(here):
            if kind.needs is not Right.READ:
                answer = await obeyed(who, kind, {**things, "room": here.room})
                assert answer["code"] == "hosts_only", kind
        for route in routes(here):
            told = await request(who.http, route, {**things, "room": here.room})
            assert told.status_code == (200 if route.right is Right.READ else 403), route.name
        assert await inventory(here) == before


async def test_what_is_in_a_foreign_room_is_in_no_other(settings: Settings) -> None:
    """Into a room of one's own, with the ids of what is in a foreign one: as if there were no such thing."""
    async with cast(settings, "host elsewhere", "member") as here:
        things = await furnish(here) | {"member": here.people["member"].me["id"]}
        before = await inventory(here)
        who = here.people["host elsewhere"]
        own = who.of_type("welcome")[0]["rooms"][0]["id"]
        begun = len(who.events)
        for kind in commands(here):
            if kind is LeaveRoom:
                continue  # it names the room alone, and would end the connection
            said = "".join(str(field.annotation) for name, field in kind.model_fields.items() if name not in NAMING)
            assert "UUID" not in said, f"{kind.__name__} names something that this test does not know"
            known, unknown = [await obeyed(who, kind, ids(**each, room=own)) for each in (things, {})]
            assert known == unknown, kind
        for route in routes(here):
            told = [await request(who.http, route, {**each, "room": own}) for each in (things, {})]
            assert told[0].status_code == told[1].status_code, route.name
        assert WORDS not in str(who.events[begun:])
        assert await inventory(here) == before


NAMING = ("room", "member", "message", "messages", "reply_to")
"""The fields of commands that name something by its id."""


def ids(room: str, message: str = NOWHERE, member: str = NOWHERE, **_: str) -> dict[str, Any]:
    """Values for all of them."""
    return {"room": room, "member": member, "message": message, "messages": [message], "reply_to": message}
