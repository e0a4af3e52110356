"""Whatever comes in wrong gets a stable code and a sentence, and the connection lives on."""

from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from enishi.settings import Settings
from tests.support.guest import Guest, guest
from tests.support.server import Running, silent

NOWHERE = "00000000-0000-7000-8000-000000000000"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return silent(tmp_path)


@pytest.mark.alone("a request and its answer")
@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": ""}, "empty"),
        ({"text": " \n "}, "empty"),
        ({"text": "x" * 4001}, "too_long"),
        ({"text": "x" * 200_000}, "too_long"),
        ({"text": "a\0b"}, "malformed"),
        ({"text": "hi", "language": "xx"}, "unknown_language"),
        ({"text": "hi", "language": "not a tag"}, "unknown_language"),
        ({"text": "hi", "room": NOWHERE}, "not_in_room"),
        ({"text": "hi", "room": "nonsense"}, "malformed"),
        ({"text": 7}, "malformed"),
        ({"text": "hi", "reply_to": NOWHERE}, "no_message"),
    ],
)
async def test_a_bad_post_is_refused_by_name(ada: Guest, fields: dict[str, object], code: str) -> None:
    refused = await ada.ask("post", **{"room": ada.room, **fields})
    assert (refused["type"], refused["code"]) == ("refused", code)
    assert refused["sentence"].endswith(".")
    assert (await ada.post("Still here."))["type"] == "done"


@pytest.mark.alone("a request and its answer")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "malformed"),
        ("not json", "malformed"),
        ("[]", "malformed"),
        ('{"type":"dance","nonce":"n"}', "unknown_command"),
        ('{"nonce":"n"}', "unknown_command"),
        ('{"type":"post","nonce":"n","room":"%s","text":"\\ud800"}', "malformed"),
        ('{"type":"dance","nonce":"\\ud800"}', "malformed"),
        ('{"type":"dance","nonce":"%s"}' % ("n" * 65), "unknown_command"),
        ("[" * 100_000, "malformed"),
        ('{"type":"read","nonce":"n","room":"%s","seq":99999999999999999999}', "malformed"),
        ('{"type":"read","nonce":"n","room":"%s","seq":-1}', "malformed"),
        ('{"type":"interpret","nonce":"n","room":"%s","messages":[]}', "malformed"),
    ],
)
async def test_what_is_no_command_is_refused(ada: Guest, text: str, code: str) -> None:
    await ada.send(text % ada.room if "%s" in text else text)
    refused = await ada.told(lambda e: e["type"] == "refused")
    assert refused["code"] == code
    assert (await ada.post("Still here."))["type"] == "done"


@pytest.mark.alone("a request and its answer")
async def test_hello_comes_first_and_once(server: Running, ada: Guest) -> None:
    assert (await ada.ask("hello"))["code"] == "hello_again"
    async with guest(server.url, server.invite, "Early", "en") as early:
        await early.open()
        assert (await early.post("hi"))["code"] == "hello_first"


async def test_only_the_writer_changes_a_message(ada: Guest, rui: Guest) -> None:
    said = await ada.post("Mine.")
    for command in ({"type": "edit", "text": "Yours."}, {"type": "remove"}):
        refused = await rui.ask(room=rui.room, message=said["message"], **command)
        assert refused["code"] == "not_yours"
    await ada.ask("remove", room=ada.room, message=said["message"])
    assert (await ada.ask("edit", room=ada.room, message=said["message"], text="x"))["code"] == "already_removed"


@pytest.mark.alone("a request and its answer")
async def test_a_stranger_is_let_in_nowhere(server: Running, ada: Guest) -> None:
    ada.http.cookies.clear()
    stranger = Guest(ada.http, ada.me, ada.room)
    await stranger.open()
    assert (await stranger.told(lambda e: e["type"] == "refused"))["code"] == "signed_out"
    assert await stranger.closed() == 4401
    assert (await ada.http.get(f"/api/rooms/{ada.room}/messages")).json()["code"] == "signed_out"


@pytest.mark.alone("a request and its answer")
async def test_a_foreign_page_cannot_open_the_socket(server: Running) -> None:
    async with guest(server.url, server.invite, "Eve", "en") as eve:
        with pytest.raises(InvalidStatus) as refused:
            await eve.open(Origin="https://evil.example")
        assert refused.value.response.status_code == 403


@pytest.mark.alone("each server counts by itself")
async def test_who_posts_too_fast_is_told_when_to_go_on(ada: Guest) -> None:
    answers = [await ada.post(str(n)) for n in range(70)]
    refused = [answer for answer in answers if answer["type"] == "refused"]
    assert {answer["code"] for answer in refused} == {"too_many"}
    assert all(0 < answer["retry_after"] <= 1 for answer in refused)
    assert 0 < len(refused) <= 10
