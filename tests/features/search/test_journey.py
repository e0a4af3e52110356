"""Searching on real servers: in one's own language, in what one may read, and never in what is gone."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from enishi.settings import Settings
from tests.support.guest import PATIENCE, Event, Guest, guest
from tests.support.server import Running


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, beat_seconds=0.3, posts_per_minute=1000)


async def search(who: Guest, text: str, **filters: Any) -> list[Event]:
    answer = await who.http.post("/api/search", json={"text": text, "room": who.room, **filters})
    assert answer.status_code == 200, answer.text
    found: list[Event] = answer.json()
    return found


async def finds(who: Guest, text: str, message: str, language: str | None = None, **filters: Any) -> Event:
    """The hit of this message, or of this form of it, once it is indexed."""
    async with asyncio.timeout(PATIENCE):
        while True:
            for hit in await search(who, text, **filters):
                if hit["message"]["id"] == message and language in (None, hit["language"]):
                    return hit


def marked(hit: Event) -> list[str]:
    return [piece for number, piece in enumerate(hit["pieces"]) if number % 2]


@pytest.mark.several
async def test_asked_in_mine_it_finds_what_was_said_in_theirs(ada: Guest, rui: Guest) -> None:
    said = (await rui.post("A padaria abre às sete."))["message"]
    await ada.reads(said)
    hit = await finds(ada, "bakeries", said, "en")
    assert (marked(hit), hit["read"]) == (["bakery"], None)
    hit = await finds(ada, "padaria", said, "pt")
    assert marked(hit) == ["padaria"]
    assert "bakery" in hit["read"]
    assert await search(ada, "hospital") == []


async def test_a_query_is_translated_where_nobody_read_the_message_in_ones_language(ada: Guest) -> None:
    own = (await ada.http.post("/api/rooms", json={"title": "Own"})).json()["id"]  # nobody is there who reads
    said = (await ada.ask("post", room=own, text="A padaria abre às sete.", language="pt"))["message"]
    hit = await finds(ada, "bakery", said, "pt", room=own)
    assert (marked(hit), hit["read"]) == (["padaria"], None)


@pytest.fixture
async def talk(ada: Guest) -> dict[str, str]:
    """Some messages by their words, indexed."""
    texts = ("The bread is warm", "Bread again tomorrow", "東京都に住む")
    said = {text: str((await ada.post(text))["message"]) for text in texts}
    for text, message in said.items():
        await finds(ada, text, message)
    return said


async def test_filters_and_odd_queries(server: Running, ada: Guest, talk: dict[str, str]) -> None:
    warm, tomorrow, tokyo = talk.values()
    assert [hit["message"]["id"] for hit in await search(ada, "bread")] == [tomorrow, warm]
    assert [hit["message"]["id"] for hit in await search(ada, "warm breads")] == [warm]
    for text, marks in (("京都", ["京都"]), ("都", ["都に"]), ("東京都", ["東京都"])):
        (hit,) = await search(ada, text)
        assert (hit["message"]["id"], marked(hit)) == (tokyo, marks)
    async with guest(server.url, server.invite, "Zoe", "en") as zoe:
        assert await search(ada, "bread", author=zoe.me["id"]) == []
    assert len(await search(ada, "bread", author=ada.me["id"], language="en")) == 2
    assert await search(ada, "bread", language="pt") == []
    assert await search(ada, "bread", until="2020-01-01T00:00:00Z") == []
    assert len(await search(ada, "bread", since="2020-01-01T00:00:00Z", room=None)) == 2
    for text in ("", " ", "\0", '"', "%_%", "🧵", "x" * 200):
        assert await search(ada, text) == []
    assert warm in {hit["message"]["id"] for hit in await search(ada, 'bread* -warm OR NEAR("')}
    assert (await ada.http.post("/api/search", json={"text": "x" * 201})).status_code == 422


async def test_what_is_changed_or_removed_is_found_no_more_and_at_once(ada: Guest, talk: dict[str, str]) -> None:
    warm, tomorrow, _ = talk.values()
    await ada.ask("edit", room=ada.room, message=warm, text="The soup is warm")
    assert [hit["message"]["id"] for hit in await search(ada, "bread")] == [tomorrow]
    assert marked(await finds(ada, "soups", warm)) == ["soup"]
    await ada.ask("remove", room=ada.room, message=tomorrow)
    assert await search(ada, "bread") == []


async def test_nobody_finds_what_they_may_not_read(server: Running, ada: Guest, talk: dict[str, str]) -> None:
    own = (await ada.http.post("/api/rooms", json={"title": "Own"})).json()["id"]
    secret = (await ada.ask("post", room=own, text="The bread is poisoned"))["message"]
    await finds(ada, "poisoned", secret, room=own)
    async with guest(server.url, server.invite, "Eva", "en") as eva:
        assert (await eva.http.post("/api/search", json={"text": "bread", "room": own})).status_code == 403
        found = await search(eva, "bread", room=None)
        assert {hit["message"]["id"] for hit in found} == set(list(talk.values())[:2])
        await eva.connect()
        assert (await eva.http.put(f"/api/blocks/{ada.me['id']}")).status_code < 300
        later = (await ada.post("More bread"))["message"]
        await finds(ada, "more bread", later)
        assert later not in {hit["message"]["id"] for hit in await search(eva, "bread")}
