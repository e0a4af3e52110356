"""A profile: kept as a whole, seen by who shares a room, read by each in their language; nothing in it is hidden."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from enishi.settings import Settings
from tests.support.guest import Event, Guest
from tests.support.server import Running

MINE: dict[str, Any] = {
    "pronunciation": "Ah-da",
    "speaks": {"en": "first", "pt-BR": "gets_by"},
    "saying": "We bake bread and share it on Sunday.",
    "time_zone": "Europe/Lisbon",
    "place": "Alfama",
}
NOTHING: dict[str, Any] = {"pronunciation": "", "speaks": {}, "said_in": None, "time_zone": None, "place": ""}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, posts_per_minute=1000)


async def keep(who: Guest, **profile: Any) -> httpx.Response:
    return await who.http.put("/api/me/profile", json=profile)


async def seen(reader: Guest, member: Guest) -> Event:
    answer = await reader.http.get(f"/api/rooms/{reader.room}/profiles/{member.me['id']}")
    found: Event = answer.json()
    return found


@pytest.mark.several
async def test_all_in_the_room_see_it_at_once_each_in_their_language(ada: Guest, rui: Guest) -> None:
    silent = {**NOTHING, "saying": {"text": "", "language": None, "translated": False}}
    assert await seen(rui, ada) == silent
    assert (await keep(ada, **MINE)).status_code == 200
    told = await rui.told(lambda e: e["type"] == "profile_changed")
    assert (told["room"], told["member"]) == (rui.room, ada.me["id"])
    found = await seen(rui, ada)
    said = found.pop("saying")
    assert (said["language"], said["translated"], found.pop("said_in")) == ("pt", True, "en")
    assert "pão" in said["text"]
    assert found == {name: value for name, value in MINE.items() if name != "saying"}
    own = (await ada.http.get("/api/me/profile")).json()
    assert own["saying"] == {"text": MINE["saying"], "language": "en", "translated": False}

    assert (await keep(ada, place="Porto")).json()["saying"]["text"] == "", "what is left out is taken back"
    assert (await seen(rui, ada))["place"] == "Porto"
    assert (await keep(ada)).status_code == 200
    assert await seen(rui, ada) == silent
    assert "profiles" not in {each["kind"] for each in (await ada.http.get("/api/me/data")).json()}


async def test_who_is_not_in_the_room_is_neither_seen_nor_sees(server: Running, ada: Guest, rui: Guest) -> None:
    await keep(ada, **MINE)
    await keep(rui, **MINE)
    room = (await ada.http.post("/api/rooms", json={"title": "Garden"})).json()["id"]
    path = f"/api/rooms/{room}/profiles"
    assert (await ada.http.get(f"{path}/{rui.me['id']}")).json()["code"] == "no_member"
    assert (await rui.http.get(f"{path}/{ada.me['id']}")).json()["code"] == "not_in_room"
    await ada.ask("remove_member", room=ada.room, member=rui.me["id"])
    assert (await seen(ada, rui))["code"] == "no_member"
    assert (await rui.http.get("/api/me/profile")).json()["place"] == "Alfama"


async def test_it_is_taken_along_and_others_profiles_are_not(ada: Guest, rui: Guest) -> None:
    await keep(ada, **MINE)
    await keep(rui, saying="Só o meu.")
    (row,) = (await ada.http.get("/api/me/export/json")).json()["profiles"]
    assert {**MINE, "said_in": "en", "member": ada.me["id"]} == row
    assert MINE["saying"] in (await ada.http.get("/api/me/export/html")).text


async def test_what_is_no_profile_is_refused_by_name(rui: Guest) -> None:
    for wrong, code in (
        ({"pronunciation": "x" * 61}, "profile_line"),
        ({"pronunciation": "R\u202eui"}, "profile_line"),
        ({"place": "Z" + "\u0301" * 8}, "profile_line"),
        ({"place": "x" * 41}, "profile_line"),
        ({"saying": "x" * 201}, "profile_line"),
        ({"saying": "x" * 1001}, "malformed"),
        ({"time_zone": "../etc/passwd"}, "malformed"),
        ({"time_zone": "x" * 65}, "malformed"),
        ({"speaks": {"not a tag": "first"}}, "unknown_language"),
        ({"speaks": {"en": "perfectly"}}, "malformed"),
        ({"speaks": {f"a{chr(97 + n)}": "first" for n in range(13)}}, "malformed"),
    ):
        answer = await keep(rui, **wrong)
        assert (answer.status_code, answer.json()["code"]) == (422, code), wrong
    cleaned = (await keep(rui, pronunciation="  rrr\n wee ", speaks={"PT-br": "first"})).json()
    assert (cleaned["pronunciation"], cleaned["speaks"]) == ("rrr wee", {"pt-BR": "first"})
