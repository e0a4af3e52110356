"""Taken along: everything of a member and nothing of others; a room's words, by its hosts."""

import asyncio
from collections.abc import AsyncGenerator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from enishi.app.application import open_features
from enishi.clock import new_id
from enishi.features.own_data import exports
from enishi.features.own_data.html import texts_of
from enishi.features.own_data.routes import while_allowed
from enishi.settings import Settings
from tests.support.guest import Event, Guest
from tests.support.house import furnished
from tests.support.server import Running, silent

LANGUAGES = ("ar", "de", "en", "es", "fr", "ja", "pt")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, posts_per_minute=1000)


async def taken(who: Guest, path: str = "me") -> dict[str, Any]:
    answer = await who.http.get(f"/api/{path}/export/json")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def page(who: Guest, path: str = "me") -> str:
    return (await who.http.get(f"/api/{path}/export/html")).text


async def acts(who: Guest, other: Guest, word: str, theirs: Event) -> str:
    """Everything that can be done with words: a message, a correction, a question, a term, a reaction, an invite."""
    said = (await who.post(f"{word} message"))["message"]
    await other.reads(said)
    place = {"room": who.room, "message": theirs["message"]}
    language = who.me["language"]
    done = [
        await who.ask("correct", **place, of=theirs["seq"], language=language, text=f"{word} correction"),
        await who.ask("unclear", **place, phrase=f"{word} question"),
        await who.ask("react", **place, sign="👍"),
    ]
    assert [answer["type"] for answer in done] == ["done"] * 3, done
    term = {"text": f"{word} term", "language": None}
    assert (await who.http.put(f"/api/rooms/{who.room}/glossary/{new_id()}", json=term)).is_success
    assert (await who.http.post("/api/recovery")).is_success
    return str(said)


async def both_act(ada: Guest, rui: Guest) -> None:
    """The first messages of both, which the other one corrected."""
    first = await ada.post("adasfirst words")
    await rui.reads(first["message"])
    second = await rui.post("ruisfirst palavras")
    await ada.reads(second["message"])
    await acts(ada, rui, "adascanary", second)
    await acts(rui, ada, "ruiscanary", first)


@pytest.mark.several
async def test_a_member_is_given_everything_of_theirs_and_nothing_of_others(ada: Guest, rui: Guest) -> None:
    await both_act(ada, rui)
    found = await taken(ada)
    written = str(found)
    assert found["of"] == ada.me["id"]
    (me,) = found["members"]
    assert (me["name"], me["language"]) == ("Ada", "en")
    assert {row["text"] for row in found["messages"]} == {"adasfirst words", "adascanary message"}
    corrections = [row for row in found["translations"] if row["corrected_by"]]
    assert [row["text"] for row in corrections] == ["adascanary correction"]
    assert {row["message"] for row in found["translations"] if not row["corrected_by"]} <= {
        row["id"] for row in found["messages"]
    }
    (memory,) = found["memory"]
    assert (memory["translation"], memory["text"]) == ("adascanary correction", None)
    assert [row["phrase"] for row in found["questions"]] == ["adascanary question"]
    assert [row["sign"] for row in found["reactions"]] == ["👍"]
    assert [row["text"] for row in found["terms"]] == ["adascanary term"]
    assert [(row["room"], row["role"]) for row in found["memberships"]] == [(ada.room, "host")]
    assert len(found["sessions"]) == 1
    assert "ruiscanary" not in written
    assert "ruisfirst" not in written
    assert rui.me["id"] not in str({**found, "translations": [], "memory": []}), (
        "but as the author of what was corrected"
    )


async def test_no_secret_is_in_it(ada: Guest, rui: Guest) -> None:
    await both_act(ada, rui)
    phrase = (await ada.http.post("/api/recovery")).json()["phrase"]
    link = (await ada.http.post("/api/devices/links", json={})).json()["link"]
    written = str(await taken(ada)) + await page(ada)
    for secret in (phrase, link.partition("#")[2], *ada.http.cookies.values()):
        assert secret not in written
    for name in ("hash", "secret", "recovery_phrases", "device_links", "public_key", "credential"):
        assert name not in written


async def test_as_a_page_it_says_the_same_to_a_person_and_nothing_in_it_runs(ada: Guest, rui: Guest) -> None:
    await both_act(ada, rui)
    bold = "<img src=x onerror=alert(1)> & </p><script>alert(1)</script>"
    said = (await ada.post(bold))["message"]
    await rui.reads(said)
    written = await page(ada)
    whats = ("message", "correction", "question")
    for said_so in ("adasfirst words", "👍", "Ada", *(f"adascanary {what}" for what in whats)):
        assert said_so in written
    assert "ruiscanary" not in written
    assert "ruisfirst" not in written
    assert "default-src 'none'" in written
    seen: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            seen.append(tag)

        def handle_data(self, data: str) -> None:
            words.append(data)

    words: list[str] = []
    Reader().feed(written)
    assert not {"script", "img", "iframe", "a", "form", "link"} & set(seen)
    assert bold in words
    translated = [row["text"] for row in (await taken(ada))["translations"] if row["message"] == said]
    assert translated
    assert '<ul><li><p lang="pt"' in written
    assert set(translated) <= set(words)


async def test_a_file_is_saved_and_never_shown_under_the_address_of_the_house(ada: Guest) -> None:
    for form in ("json", "html"):
        answer = await ada.http.get(f"/api/me/export/{form}")
        assert answer.headers["content-disposition"] == f'attachment; filename="enishi.{form}"'
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"


async def test_hosts_take_a_room_along_and_others_do_not(ada: Guest, rui: Guest) -> None:
    await both_act(ada, rui)
    place = f"rooms/{ada.room}"
    found = await taken(ada, place)
    assert [row["id"] for row in found["rooms"]] == [ada.room]
    names = {row["name"] for row in found["memberships"]}
    assert {"Ada", "Rui"} <= names
    written = str(found)
    for word in ("adascanary", "ruiscanary"):
        for what in ("message", "correction", "term"):
            assert f"{word} {what}" in written
        assert f"{word} question" not in written, "that is between two"
    assert "sessions" not in found
    for words in ("ruiscanary message", "adascanary correction", "Rui"):
        assert words in await page(ada, place)
    await ada.ask("set_role", room=ada.room, member=rui.me["id"], role="member")
    assert (await rui.http.get(f"/api/{place}/export/json")).json()["code"] == "hosts_only"


async def test_what_the_house_knows_is_counted_by_kind(ada: Guest, rui: Guest) -> None:
    await both_act(ada, rui)
    found = {each["kind"]: each["count"] for each in (await ada.http.get("/api/me/data")).json()}
    assert found == {
        "members": 1,
        "memberships": 1,
        "sessions": 1,
        "messages": 2,
        "translations": 1,
        "memory": 1,
        "questions": 1,
        "reactions": 1,
        "terms": 1,
        "glossary_changes": 1,
        "recovery_phrases": 1,
    }


async def test_a_large_export_comes_in_pieces_and_waits_in_no_memory(
    server: Running, ada: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "IN_MEMORY", 1000)
    long = "word " * 700
    for _ in range(20):
        await ada.post(long, language="en")
    pieces = []
    async with ada.http.stream("GET", "/api/me/export/json", headers={"Accept-Encoding": "identity"}) as answer:
        pieces = [piece async for piece in answer.aiter_raw()]
    assert sum(map(len, pieces)) > 20 * len(long)
    assert len(pieces) > 3
    several = await asyncio.gather(*(taken(ada) for _ in range(3)))
    assert [len(found["messages"]) for found in several] == [20] * 3


async def test_the_rest_of_a_file_is_kept_back_from_who_may_not_have_it_any_more() -> None:
    answers, closed = [True, True, False], []

    async def pieces() -> AsyncGenerator[bytes, None]:
        try:
            for number in range(5):
                yield bytes([number])
        finally:
            closed.append(True)

    async def may() -> bool:
        return answers.pop(0)

    assert [piece async for piece in while_allowed(pieces(), may)] == [b"\0", b"\1"]
    assert closed == [True]


async def test_every_kind_has_a_name_of_its_own_in_every_language(tmp_path: Path) -> None:
    async with furnished(silent(tmp_path)) as house:
        open_features(house)
        sources = [source for source in house.sources if source.of_members or source.words]
    names = [source.name for source in sources]
    assert len(set(names)) == len(names)
    for language in LANGUAGES:
        found, texts = texts_of(f"{language}-CH")
        assert found == language
        missing = {source.name for source in sources if source.of_members} - {
            key.removeprefix("kind.") for key in texts
        }
        assert missing == set()
    assert texts_of("qaa")[0] == "en"
