"""What every answer by HTTP has in common, and reading history through it."""

from pathlib import Path

import httpx
import pytest

from enishi.doors.pages import PAGE
from enishi.protocol import Trouble
from enishi.settings import Settings
from tests.support.guest import Event, Guest, guest
from tests.support.headers import SAFE_HEADERS
from tests.support.pages import messages
from tests.support.server import Running, silent

NOWHERE = "00000000-0000-7000-8000-000000000000"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return silent(tmp_path, posts_per_minute=1000)


@pytest.mark.alone("a request and its answer")
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/health", 200),
        ("GET", "/api/house", 200),
        ("GET", "/api/nonsense", 404),
        ("POST", "/api/nonsense", 405 if PAGE.exists() else 404),
        ("DELETE", "/api/house", 405),
        ("GET", "/%00", 404),
        ("GET", "/../../etc/passwd", 404),
        ("GET", "/%2e%2e/%2e%2e/pyproject.toml", 404),
        ("GET", f"/api/rooms/{NOWHERE}/messages", 401),
        ("GET", "/api/rooms/nonsense/messages", 401),
        ("POST", "/api/join", 422),
        ("POST", "/api/invites/preview", 422),
        ("GET", "/api/invites/secret", 404),
        ("POST", "/api/rooms", 401),
    ],
)
async def test_every_answer_is_safe_and_every_failure_a_trouble(
    server: Running, method: str, path: str, status: int
) -> None:
    async with httpx.AsyncClient(base_url=server.url) as http:
        answer = await http.request(method, path)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in SAFE_HEADERS} == SAFE_HEADERS
    assert answer.headers["Cache-Control"] == "no-store"
    if status >= 400:
        trouble = Trouble.model_validate(answer.json())
        assert trouble.sentence.endswith(".")


@pytest.mark.alone("a request and its answer")
@pytest.mark.skipif(not PAGE.exists(), reason="the page is not built")
@pytest.mark.parametrize("path", ["/nonsense", "/api/nonsense", "/room/a/b", "/assets/gone.js"])
async def test_who_opens_a_wrong_address_in_a_browser_gets_the_page(server: Running, path: str) -> None:
    async with httpx.AsyncClient(base_url=server.url, headers={"Accept": "text/html,*/*;q=0.8"}) as http:
        answer = await http.get(path)
    assert (answer.status_code, answer.text) == (404, (PAGE / "index.html").read_text())
    assert {name: answer.headers.get(name) for name in SAFE_HEADERS} == SAFE_HEADERS
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.alone("a request and its answer")
@pytest.mark.parametrize("path", ["/api/house", "/api/nonsense", "/"])
@pytest.mark.parametrize(("scheme", "bound"), [("https", "max-age=31536000"), ("http", None)])
async def test_a_browser_that_came_by_https_comes_by_no_other_way(
    server: Running, path: str, scheme: str, bound: str | None
) -> None:
    async with httpx.AsyncClient(base_url=server.url, headers={"X-Forwarded-Proto": scheme}) as http:
        answer = await http.get(path)
    assert answer.headers.get("Strict-Transport-Security") == bound


@pytest.mark.alone("a request and its answer")
@pytest.mark.parametrize(("method", "path"), [("GET", "/api/rooms/nonsense/messages"), ("POST", "/api/rooms")])
async def test_what_a_member_sends_malformed_is_a_trouble(ada: Guest, method: str, path: str) -> None:
    answer = await ada.http.request(method, path)
    assert answer.status_code == 422
    assert Trouble.model_validate(answer.json()).code == "malformed"


async def test_pages_lead_back_to_the_beginning_without_hole_or_duplicate(server: Running, ada: Guest) -> None:
    for n in range(23):
        await ada.post(f"Message {n}")
    read: list[Event] = []
    page: Event = {"earlier": True}
    before = ""
    while page["earlier"]:
        page = (await ada.http.get(f"/api/rooms/{ada.room}/messages?limit=7{before}")).json()
        assert len(messages(page)) <= 7
        read = messages(page) + read
        before = f"&before={read[0]['seq']}"
    said = [message["text"] for message in read if message["author"] == ada.me["id"]]
    assert said == [f"Message {n}" for n in range(23)]
    assert [message["seq"] for message in read] == sorted({message["seq"] for message in read})
    assert len(read) == 23 + 5, "the welcome is there, too"


@pytest.mark.alone("a request and its answer")
@pytest.mark.parametrize(
    ("query", "status", "most"),
    [
        ("limit=1000", 200, 100),
        ("limit=0", 200, 1),
        ("limit=-5", 200, 1),
        ("limit=99999999999999999999", 200, 100),
        ("before=0", 200, 0),
        ("before=-1", 422, 0),
        ("before=99999999999999999999", 422, 0),
        ("before=x", 422, 0),
    ],
)
async def test_a_page_has_its_bounds(ada: Guest, query: str, status: int, most: int) -> None:
    answer = await ada.http.get(f"/api/rooms/{ada.room}/messages?{query}")
    assert answer.status_code == status
    if status == 200:
        assert len(messages(answer.json())) <= most
    else:
        assert Trouble.model_validate(answer.json()).code == "malformed"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "</title>&lt;&amp;",
        "'; drop table messages; --",
        "\u202eevil\u2066",
        "a\r\nb\tc",
        "\ufeff👩‍👩‍👧",
    ],
)
async def test_text_comes_back_as_it_was_written(ada: Guest, text: str) -> None:
    said = await ada.post(text)
    told = await ada.told(lambda e: e["type"] == "posted" and e["message"]["id"] == said["message"])
    page = await ada.http.get(f"/api/rooms/{ada.room}/messages")
    assert page.headers["Content-Type"] == "application/json"
    assert told["message"]["text"] == messages(page.json())[-1]["text"] == text


async def test_a_room_says_how_much_is_unread_and_reading_moves_forward(server: Running, ada: Guest) -> None:
    async with guest(server.url, server.invite, "Rui", "en") as rui:
        said = [await ada.post(f"Message {n}") for n in range(3)]
        await ada.ask("remove", room=ada.room, message=said[0]["message"])

        async def standing() -> tuple[int, int]:
            await rui.disconnect()
            rui.events.clear()
            await rui.connect()
            (view,) = rui.of_type("welcome")[0]["rooms"]
            return view["read"], view["unread"]

        first = await standing()
        assert first == (0, 5 + 2)
        await rui.ask("read", room=rui.room, seq=said[1]["seq"])
        assert await standing() == (said[1]["seq"], 1)
        await rui.ask("read", room=rui.room, seq=1)
        await rui.ask("read", room=rui.room, seq=10**6)
        assert await standing() == (said[1]["seq"], 1)
        await rui.post("My own words are not unread.")
        assert await standing() == (said[1]["seq"], 1)
