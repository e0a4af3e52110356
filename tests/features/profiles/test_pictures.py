"""Pictures: square, small and JPEG; seen by who shares a room; gone with their member."""

from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as some

from enishi.features.profiles import jpeg
from enishi.features.profiles.pictures import LARGEST
from enishi.settings import Settings
from tests.support.guest import Guest
from tests.support.server import silent


def picture(width: int = 160, height: int = 160, *, filling: int = 0, frame: int = 0xC0) -> bytes:
    """The head of a JPEG image of that size, a comment, and its end."""
    comment = b"\xff\xfe" + (filling + 2).to_bytes(2) + b"x" * filling
    size = b"\xff" + bytes([frame]) + b"\x00\x0b\x08" + height.to_bytes(2) + width.to_bytes(2) + b"\x01\x01\x11\x00"
    return b"\xff\xd8" + comment + size + b"\xff\xda\x00\x00\xff\xd9"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return silent(tmp_path, posts_per_minute=1000)


async def put(who: Guest, data: bytes) -> httpx.Response:
    return await who.http.put("/api/me/picture", content=data)


async def test_it_is_seen_at_once_by_who_shares_a_room_and_goes_with_its_member(ada: Guest, rui: Guest) -> None:
    kept = (await put(ada, picture())).json()
    told = await rui.told(lambda e: e["type"] == "member_joined" and e["member"]["picture"])
    assert told["member"] == kept
    path = f"/api/pictures/{kept['id']}/{kept['picture']}"
    answer = await rui.http.get(path)
    assert answer.content == picture()
    headers = ("content-type", "x-content-type-options", "cache-control")
    assert [answer.headers[name] for name in headers] == ["image/jpeg", "nosniff", "private, max-age=86400, immutable"]
    (row,) = (await ada.http.get("/api/me/export/json")).json()["pictures"]
    assert row["jpeg"].startswith("/9j/")
    assert row["jpeg"] not in (await ada.http.get("/api/me/export/html")).text

    other = (await put(ada, picture(64, 64, frame=0xC2))).json()["picture"]
    assert (await rui.http.get(path)).json()["code"] == "no_picture"
    await ada.ask("remove_member", room=ada.room, member=rui.me["id"])
    path = f"/api/pictures/{kept['id']}/{other}"
    assert (await rui.http.get(path)).json()["code"] == "no_picture"
    assert (await ada.http.get(path)).is_success
    assert (await ada.http.delete("/api/me/picture")).json()["picture"] is None
    assert (await ada.http.get(path)).json()["code"] == "no_picture"
    erased = await put(rui, picture())
    assert (await rui.http.post("/api/me/erasure", json={"member": rui.me["id"]})).is_success
    path = f"/api/pictures/{rui.me['id']}/{erased.json()['picture']}"
    assert (await ada.http.get(path)).json()["code"] == "no_picture"


async def test_nothing_else_is_taken_for_a_picture(ada: Guest) -> None:
    for wrong in (
        b"",
        b"\x89PNG\r\n\x1a\n" + b"x" * 100,
        b"<script>alert(1)</script>",
        picture()[:-1],
        picture() + b"<script>",
        picture(160, 161),
        picture(15, 15),
        picture(257, 257),
        picture(0, 0),
        picture(frame=0xC4),
    ):
        answer = await put(ada, wrong)
        assert (answer.status_code, answer.json()["code"]) == (422, "not_a_picture"), wrong[:20]
    filling = LARGEST - len(picture())
    assert (await put(ada, picture(filling=filling))).is_success
    assert (await put(ada, picture(filling=filling + 1))).json()["code"] == "too_large"


@given(some.binary(max_size=300))
def test_no_bytes_are_too_strange(data: bytes) -> None:
    for each in (data, b"\xff\xd8\xff" + data + b"\xff\xd9"):
        found = jpeg.size(each)
        assert found is None or all(0 <= side < 65536 for side in found)


@given(some.integers(0, 65535), some.integers(0, 65535), some.integers(0, 500))
def test_the_size_is_that_of_the_head(width: int, height: int, filling: int) -> None:
    assert jpeg.size(picture(width, height, filling=filling)) == (width, height)
