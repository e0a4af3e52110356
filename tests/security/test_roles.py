"""Every command and every route is tried by everybody: what docs/rights.md says, and nothing else, is let through."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from enishi.settings import Settings
from scripts.rights import routes_of
from tests.support.cast import INSIDE, OUTSIDE, OWNERS, Cast, cast
from tests.support.guest import Guest
from tests.support.server import silent
from tests.support.wire import NOWHERE, obeyed, request

PAGE = (Path(__file__).parents[2] / "docs" / "rights.md").read_text()
ROW = re.compile(r"^\| `([^`]+)` \| (.*) \|$", re.M)
COLUMNS = ("guest", "member", "steward", "host", "owner")
REFUSED = {"hosts_only", "not_in_room", "signed_out"}
"""The codes of who lacks a right; any other answer comes from behind the gate."""
LAST = {"leave_room": 1, "POST /api/leave": 2}


def table() -> dict[str, tuple[str, dict[str, str]]]:
    """Of each command and route: of what it needs a right, and what stands under each role."""
    rows = {name: rest.split(" | ") for name, rest in ROW.findall(PAGE)}
    return {name: (of, dict(zip(COLUMNS, cells, strict=True))) for name, (_, of, *cells) in rows.items()}


TABLE = table()


def may(name: str, what: str) -> bool:
    """Whether the table says so of somebody of the cast."""
    of, cells = TABLE[what]
    if of == "everybody":
        return True
    if of == "the room":
        return name in INSIDE and cells[INSIDE[name]] == "yes"
    role = "owner" if name in OWNERS else INSIDE.get(name) or OUTSIDE[name]
    return cells[role] == "yes"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Nothing is refused because there was too much of it."""
    return silent(tmp_path, posts_per_minute=100_000, joins_per_minute=100_000)


def known(here: Cast) -> dict[str, str]:
    """Where people are tried: they change and remove nobody who is there."""
    return {"room": here.room, "member": NOWHERE, "message": NOWHERE}


async def through(here: Cast, who: Guest) -> AsyncIterator[tuple[str, bool]]:
    """What they try, and whether they are let through; leaving comes last."""
    kinds = {str(kind.model_fields["type"].default): kind for feature in here.features for kind in feature.commands}
    routes = {route.name: route for route in routes_of(here.features)}
    for name in sorted(kinds.keys() | routes.keys(), key=lambda name: (LAST.get(name, 0), name)):
        if name in kinds:
            yield name, (await obeyed(who, kinds[name], known(here))).get("code") not in REFUSED
        else:
            told = await request(who.http, routes[name], known(here))
            yield name, told.is_success or told.json()["code"] not in REFUSED


async def test_everybody_may_what_the_table_says(settings: Settings) -> None:
    names = (*INSIDE, *OUTSIDE)
    async with cast(settings, *names) as here:
        found = {(name, what): let for name in names async for what, let in through(here, here.people[name])}
    assert found == {(name, what): may(name, what) for name in names for what in TABLE}
    assert len(found) >= 450


async def test_who_has_no_session_may_what_everybody_may(settings: Settings) -> None:
    async with cast(settings) as here:
        routes = routes_of(here.features)
        answers = {route.name: await request(here.stranger, route, known(here)) for route in routes}
        refused = {name for name, answer in answers.items() if answer.status_code == 401}
        assert refused == {route.name for route in routes if TABLE[route.name][0] != "everybody"}
        for kind in (kind for feature in here.features for kind in feature.commands):
            page = Guest(here.stranger, {}, here.room)
            await page.open()
            await page.closed()
            assert [event["code"] for event in page.events] == ["signed_out"], kind
