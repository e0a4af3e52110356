"""What is being written reaches the room while it is, ends with its message, and is kept nowhere."""

import json
from collections.abc import AsyncIterator

import pytest

from enishi.features.drafts import verbs as drafting
from enishi.settings import Settings
from tests.support.guest import Event, Guest, guest
from tests.support.server import Running, silent


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return silent(settings.data, posts_per_minute=10)


@pytest.fixture
async def elsewhere(server: Running, ada: Guest) -> AsyncIterator[Guest]:
    """Somebody in another room of the house."""
    room = (await ada.http.post("/api/rooms", json={"title": "Other"})).json()["id"]
    link = (await ada.http.post(f"/api/rooms/{room}/invites", json={})).json()["link"]
    async with guest(server.url, link.split("#")[1], "Eva", "es") as eva:
        yield await eva.connect()


async def write(who: Guest, text: str, **fields: object) -> Event:
    return await who.ask("draft", **{"room": who.room, "text": text, **fields})


def drafts(reader: Guest) -> list[tuple[str, str]]:
    """What was shown, and in which language."""
    return [(event["settled"] + event["open"], event["language"]) for event in reader.of_type("drafting")]


async def shown(reader: Guest, text: str) -> Event:
    return await reader.told(lambda e: e["type"] == "drafting" and e["settled"] + e["open"] == text)


async def test_words_reach_everybody_in_the_room_and_nobody_else(ada: Guest, rui: Guest, elsewhere: Guest) -> None:
    assert (await write(ada, "Good mor"))["type"] == "done"
    event = await shown(rui, "Good mor")
    assert (event["author"], event["source"], event["spoken"]) == (ada.me["id"], "en", False)
    await write(elsewhere, "Hola")
    await shown(elsewhere, "Hola")
    assert drafts(elsewhere) == [("Hola", "es")]
    assert drafts(rui) == [("Good mor", "en")]


async def test_a_draft_ends_when_it_is_posted_taken_back_or_its_writer_leaves(ada: Guest, rui: Guest) -> None:
    await write(ada, "One")
    await ada.post("One")
    await write(ada, "Two")
    await write(ada, "")
    await write(ada, " ")
    await write(ada, "Three")
    await ada.cut()
    await rui.told(lambda e: e["type"] == "presence" and not e["here"])
    assert [text for text, _ in drafts(rui)] == ["One", "", "Two", "", "Three", ""]
    types = [event["type"] for event in rui.events if event["type"] in ("drafting", "posted")]
    assert types[:3] == ["drafting", "posted", "drafting"]


async def test_a_draft_that_nothing_follows_is_gone_after_a_while(
    ada: Guest, rui: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "SILENCE", 0.05)
    await write(ada, "Well")
    await shown(rui, "")
    assert drafts(rui) == [("Well", "en"), ("", "en")]


async def test_a_language_is_found_out_from_a_few_words_and_stays(server: Running, rui: Guest) -> None:
    sentence = "Ich möchte morgen mit euch in den Garten gehen"
    async with guest(server.url, server.invite, "Eva", "en", "de") as eva:
        await eva.connect()
        for end in range(1, len(sentence)):
            await write(eva, sentence[:end])
        await write(eva, sentence, language="fr")
    assert (await shown(rui, sentence))["language"] == "fr"
    languages = [language for _, language in drafts(rui)]
    assert languages == sorted(languages, key=["en", "de", "fr"].index)
    assert set(languages) == {"en", "de", "fr"}


@pytest.mark.alone("the file of SQLite is read")
async def test_nothing_that_was_only_written_is_stored(ada: Guest, rui: Guest, settings: Settings) -> None:
    await write(ada, "xylophone")
    await shown(rui, "xylophone")
    await ada.post("zither")
    kept = b"".join(path.read_bytes() for path in settings.data.iterdir() if path.is_file())
    assert b"zither" in kept
    assert b"xylophone" not in kept


async def test_what_cannot_be_shown_is_refused(ada: Guest) -> None:
    nothing = "00000000-0000-7000-8000-000000000000"
    assert (await write(ada, "x" * 5000))["code"] == "too_long"
    assert (await write(ada, "Hi.", language="xx"))["code"] == "unknown_language"
    assert (await write(ada, "Hi.", room=nothing))["code"] == "not_in_room"
    for _ in range(205):
        await ada.send(json.dumps({"type": "draft", "nonce": "n", "room": ada.room, "text": "Hi"}))
    refused = await ada.told(lambda e: e["type"] == "refused" and e["code"] == "too_many")
    assert refused["retry_after"] > 0
