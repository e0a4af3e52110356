"""Who came later, into a room that shows them only what is said from then on: nothing hands out what was said before.

They are host, so that every command and every route is open to them, and know the ids of what was said.
"""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from enishi.settings import Settings
from scripts.rights import routes_of
from tests.support.cast import Cast, cast
from tests.support.guest import Guest, guest
from tests.support.server import silent
from tests.support.wire import obeyed, request

WORDS = "The key is under the stone canary4471."
CANARY = "canary4471"
LAST = ("DELETE", "delete_room", "leave_room", "POST /api/leave", "POST /api/me/erasure")
"""After these there is nothing left to be handed out."""


@dataclass(frozen=True)
class Garden:
    """A room in which the founder and `early` spoke before `late` came."""

    here: Cast
    early: Guest
    late: Guest
    said: str


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Nothing is refused because there was too much of it."""
    return silent(tmp_path, posts_per_minute=100_000, joins_per_minute=100_000)


async def invited(here: Cast, name: str) -> AbstractAsyncContextManager[Guest]:
    """Somebody who comes by an invite, and reads Portuguese."""
    made = await here.founder.http.post(f"/api/rooms/{here.room}/invites", json={})
    return guest(str(here.founder.http.base_url), made.json()["link"].rpartition("#")[2], name, "pt")


async def correct(who: Guest, message: str, of: int) -> None:
    """Put a translation in place, as a steward: the room remembers it for everybody."""
    place = {"room": who.room, "message": message, "of": of}
    answer = await who.ask("correct", **place, language="pt", text=f"A chave {CANARY}, forma {of}.")
    assert answer["type"] == "done", answer


@asynccontextmanager
async def garden(settings: Settings) -> AsyncIterator[Garden]:
    async with cast(settings) as here, await invited(here, "Early") as early:
        founder = here.founder
        await early.connect()
        await founder.ask("set_role", room=here.room, member=early.me["id"], role="steward")
        answer = await founder.ask("post", room=here.room, text=WORDS, language="en")
        await correct(early, answer["message"], answer["seq"])
        await early.ask("react", room=here.room, message=answer["message"], sign="🔑")
        await early.ask("unclear", room=here.room, message=answer["message"], phrase=CANARY)
        await founder.ask("change_room", room=here.room, from_joining=True)
        async with await invited(here, "Late") as late:
            await founder.ask("set_role", room=here.room, member=late.me["id"], role="host")
            yield Garden(here, early, await late.connect(), answer["message"])


async def in_step(where: Garden) -> None:
    """Wait until everybody was told all that was said so far."""
    said = (await where.here.founder.post("Is everybody here?", language="en"))["message"]
    for who in (where.early, where.late):
        await who.told(lambda e: e["type"] == "posted" and e["message"]["id"] == said)


def heard(who: Guest) -> bool:
    """Whether any of it was told to them."""
    return CANARY in str(who.events)


async def test_neither_the_past_nor_what_becomes_of_it_is_told_to_who_came_later(settings: Settings) -> None:
    async with garden(settings) as where:
        founder, late, room = where.here.founder, where.late, where.here.room
        (view,) = [each for each in late.of_type("welcome")[0]["rooms"] if each["id"] == room]
        assert view["unread"] == 0
        assert view["sees_after"] == view["last"] > 0
        (fresh,) = late.of_type("caught_up")
        assert (fresh["facts"], fresh["earlier"]) == ([], False)

        edited = await founder.ask("edit", room=room, message=where.said, text=f"Another {WORDS}")
        await correct(where.early, where.said, edited["seq"])
        relabelled = await founder.ask("relabel", room=room, message=where.said, language="es")
        await correct(where.early, where.said, relabelled["seq"])
        await in_step(where)
        told = {event["type"] for event in where.early.events if CANARY in str(event)}
        assert told >= {"posted", "translated", "edited"}, "others are told"
        assert not heard(late)
        assert [event["message"]["text"] for event in late.of_type("posted")] == ["Is everybody here?"]

        for since in (0, 1, view["last"], view["last"] + 1, None):
            await late.disconnect()
            await late.connect(since=since)
            assert "Is everybody here?" in str(late.of_type("caught_up")[-1])
        assert not heard(late)
        await founder.ask("change_room", room=room, from_joining=False)
        async with await invited(where.here, "Later") as later:
            await later.connect()
            assert heard(later), "who comes when all is shown reads all"


async def test_no_command_and_no_route_hands_it_out(settings: Settings) -> None:
    async with garden(settings) as where:
        here, late = where.here, where.late
        here.founder.events.clear()
        things = {"room": here.room, "message": where.said, "member": where.early.me["id"], "since": 0}
        base = f"/api/rooms/{here.room}"
        for path in ("messages", "memory.csv", "memory.tmx", "export/json", "export/html"):
            assert CANARY in (await here.founder.http.get(f"{base}/{path}")).text, path
            assert CANARY not in (await late.http.get(f"{base}/{path}")).text, path
        kinds = {str(kind.model_fields["type"].default): kind for feature in here.features for kind in feature.commands}
        for route in routes_of(here.features):
            if not route.name.startswith(LAST):
                told = await request(late.http, route, things)
                assert CANARY not in told.text, route.name
        for name in sorted(kinds.keys() - set(LAST)):
            answer = await obeyed(late, kinds[name], things)
            assert CANARY not in str(answer), name
        assert (await late.ask("report", room=here.room, message=where.said))["code"] == "no_message"
        assert (await late.http.get(f"{base}/reports")).json() == []
        await late.post("Still here.", language="en")
        assert not heard(late)


async def test_who_was_there_before_still_reads_all_and_who_returns_does_not(settings: Settings) -> None:
    async with garden(settings) as where:
        founder, early = where.here.founder, where.early
        assert CANARY in (await early.http.get(f"/api/rooms/{early.room}/messages")).text
        await founder.ask("remove_member", room=early.room, member=early.me["id"])
        made = await founder.http.post(f"/api/rooms/{early.room}/invites", json={})
        join = {"invite": made.json()["link"].rpartition("#")[2], "name": "Early", "language": "pt"}
        assert (await early.http.post("/api/join", json=join)).is_success
        assert CANARY not in (await early.http.get(f"/api/rooms/{early.room}/messages")).text
