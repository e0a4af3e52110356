"""Who is let in: a member into their own rooms only, a session until it is left, an address so often."""

from pathlib import Path

import httpx
import pytest

from enishi.settings import Settings
from tests.support.guest import Guest
from tests.support.server import Running, running, silent

COOKIE = "enishi_session"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return silent(tmp_path)


async def test_a_room_that_lets_one_member_in_stays_closed_to_another(ada: Guest, rui: Guest) -> None:
    room = (await ada.http.post("/api/rooms", json={"title": "Kitchen"})).json()["id"]
    assert (await ada.ask("post", room=room, text="Mine."))["type"] == "done"
    assert (await ada.http.get(f"/api/rooms/{room}/messages")).status_code == 200
    for _ in range(2):  # a refusal admits nobody the second time
        assert (await rui.ask("post", room=room, text="Mine, too.")).get("code") == "not_in_room"
        assert (await rui.ask("resume", room=room)).get("code") == "not_in_room"
        refused = await rui.http.get(f"/api/rooms/{room}/messages")
        assert (refused.status_code, refused.json()["code"]) == (403, "not_in_room")
    assert (await rui.post("Still here."))["type"] == "done"


async def test_a_copy_of_the_cookie_is_worth_nothing_after_leaving(server: Running, rui: Guest) -> None:
    copy = {COOKIE: rui.http.cookies[COOKIE]}
    assert (await rui.http.post("/api/leave")).status_code == 204
    async with httpx.AsyncClient(base_url=server.url, cookies=copy) as http:
        assert (await http.get("/api/house")).json()["me"] is None
        refused = await http.get(f"/api/rooms/{rui.room}/messages")
        assert (refused.status_code, refused.json()["code"]) == (401, "signed_out")
        thief = Guest(http, rui.me, rui.room)
        await thief.open()
        assert (await thief.told(lambda e: True)).get("code") == "signed_out"
        assert await thief.closed() == 4401


async def test_invites_are_not_found_out_by_trying(tmp_path: Path) -> None:
    async with (
        running(silent(tmp_path, joins_per_minute=2)) as server,
        httpx.AsyncClient(base_url=server.url) as http,
    ):
        known = await http.post("/api/invites/preview", json={"invite": server.invite})
        guess, refused = [await http.post("/api/invites/preview", json={"invite": "nonsense"}) for _ in range(2)]
        assert (known.status_code, guess.status_code) == (200, 404)
        assert (refused.status_code, refused.json()["code"]) == (429, "too_many")
        assert 1 <= int(refused.headers["Retry-After"]) <= 31
