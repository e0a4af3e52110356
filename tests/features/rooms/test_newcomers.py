"""Who is new waits and posts no links where the room says so, until a day or ten messages have passed."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from enishi.gathering.messages.newcomers import MESSAGES, NEW_FOR, is_new
from enishi.settings import Settings
from enishi.text import has_link
from tests.support.guest import Guest, guest
from tests.support.server import Running, silent

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return silent(tmp_path, posts_per_minute=1000)


@pytest.fixture
async def eva(server: Running, ada: Guest) -> AsyncIterator[Guest]:
    """A plain member."""
    made = (await ada.http.post(f"/api/rooms/{ada.room}/invites", json={})).json()
    async with guest(server.url, made["link"].rpartition("#")[2], "Eva", "en") as eva:
        yield await eva.connect()


def test_it_ends_by_itself() -> None:
    almost = NOW - NEW_FOR + timedelta(seconds=1)
    assert is_new(almost, MESSAGES - 1, NOW)
    assert not is_new(almost, MESSAGES, NOW)
    assert not is_new(NOW - NEW_FOR, 0, NOW)


@pytest.mark.parametrize("text", ["http://a.example", "Look: https://a.example/.", "WWW.a.example", "ftp://a"])
def test_links_are_seen(text: str) -> None:
    assert has_link(text)
    assert not has_link(text.replace("://", ":").replace("WWW.", "W."))


async def test_who_is_new_waits_and_posts_no_links_where_the_room_says_so(ada: Guest, eva: Guest) -> None:
    link = "Look: https://shop.example/"
    first = await eva.post(link)
    assert first["type"] == "done", "no room says so by itself"
    await ada.ask("change_room", room=ada.room, newcomers=True)
    paced = await eva.post("Soon after.")
    assert paced["code"] == "newcomer_pace"
    assert 0 < paced["retry_after"] <= 20
    assert (await eva.post(link))["code"] == "newcomer_link"
    own = {"room": eva.room, "message": first["message"]}
    assert (await eva.ask("edit", **own, text=f"{link} again"))["code"] == "newcomer_link"
    assert (await eva.ask("edit", **own, text="Without one."))["type"] == "done"
    for _ in range(2):
        assert (await ada.post(link))["type"] == "done", "a host is not new"
    await ada.ask("set_role", room=ada.room, member=eva.me["id"], role="steward")
    await eva.told(lambda e: e["type"] == "role_changed")
    assert (await eva.post(link))["type"] == "done"
    await ada.ask("set_role", room=ada.room, member=eva.me["id"], role="member")
    await ada.ask("change_room", room=ada.room, newcomers=False)
    for _ in range(MESSAGES):
        assert (await eva.post("More."))["type"] == "done"
    await ada.ask("change_room", room=ada.room, newcomers=True)
    for _ in range(2):
        assert (await eva.post(link))["type"] == "done", "that was long ago"
