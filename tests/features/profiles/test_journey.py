"""A member takes another name: all see it at once, also on what was said before, and nobody can take another's."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from enishi.settings import Settings
from tests.support.guest import Event, Guest, guest
from tests.support.server import Running, silent


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return silent(tmp_path, posts_per_minute=1000)


async def rename(who: Guest, name: str) -> httpx.Response:
    return await who.http.put("/api/me/name", json={"name": name})


def named(member: Guest, name: str) -> Callable[[Event], bool]:
    """Whether an event tells that the member has this name."""

    def matches(event: Event) -> bool:
        about = event["type"] == "presence" and event["member"]["id"] == member.me["id"]
        return bool(about and event["here"] and event["member"]["name"] == name)

    return matches


async def members(server: Running, who: Guest) -> dict[str, str]:
    """The names that a page which opens now shows."""
    seen = len(who.events)
    await who.disconnect()
    await who.connect()
    welcome = await who.told(lambda event: event["type"] == "welcome", after=seen)
    (room,) = [room for room in welcome["rooms"] if room["id"] == who.room]
    return {member["id"]: member["name"] for member in room["members"]}


async def test_everybody_sees_the_new_name(server: Running, ada: Guest, rui: Guest) -> None:
    answer = await rename(rui, "  Rui   Costa ")
    assert (answer.status_code, answer.json()["name"]) == (200, "Rui Costa")
    await ada.told(named(rui, "Rui Costa"))
    await rui.told(named(rui, "Rui Costa"))
    assert (await members(server, ada))[rui.me["id"]] == "Rui Costa"


async def test_the_room_is_told_of_who_is_not_connected(ada: Guest, rui: Guest) -> None:
    await rui.disconnect()
    await rename(rui, "Rui Costa")
    told = await ada.told(lambda event: event["type"] == "member_joined" and event["member"]["name"] == "Rui Costa")
    assert (told["room"], told["member"]["id"]) == (ada.room, rui.me["id"])


async def test_who_reads_another_language_still_does(ada: Guest, rui: Guest) -> None:
    """The name and the languages are changed by different commands, and neither takes the other back."""
    await rui.ask("retarget", language="es", understands=["pt"])
    answer = await rename(rui, "Rui Costa")
    assert (answer.json()["language"], answer.json()["understands"]) == ("es", ["pt"])
    await ada.told(named(rui, "Rui Costa"))
    seen = len(ada.events)
    await rui.ask("retarget", language="pt", understands=[])
    told = await ada.told(lambda event: event["type"] == "presence", after=seen)
    assert (told["member"]["name"], told["member"]["language"]) == ("Rui Costa", "pt")


async def test_a_name_that_looks_like_anothers_is_refused_and_a_free_one_is_named(ada: Guest, rui: Guest) -> None:
    answer = await rename(rui, "Аda")  # a Cyrillic А
    assert (answer.status_code, answer.json()["code"]) == (422, "name_taken")
    assert (await rename(rui, answer.json()["free"])).status_code == 200
    assert (await rename(rui, "Rui")).json()["name"] == "Rui"


async def test_two_who_want_one_name_do_not_both_get_it(server: Running, ada: Guest, rui: Guest) -> None:
    async with guest(server.url, server.invite, "Eva", "en") as eva:
        answers = await asyncio.gather(*(rename(who, "Sol") for who in (ada, rui, eva)))
    assert sorted(answer.status_code for answer in answers) == [200, 422, 422]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "name_empty"),
        (" \n", "name_empty"),
        ("a" * 61, "name_too_long"),
        ("A\u202eda", "name_malformed"),
        ("x" * 1001, "malformed"),
    ],
)
async def test_what_is_no_name_is_refused(rui: Guest, name: str, code: str) -> None:
    answer = await rename(rui, name)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_who_is_not_signed_in_has_no_name(server: Running) -> None:
    async with httpx.AsyncClient(base_url=server.url) as stranger:
        answer = await stranger.put("/api/me/name", json={"name": "Mallory"})
        assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")
