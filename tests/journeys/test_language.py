"""Which language somebody wrote in is found out, and can be said by the writer."""

import pytest

from tests.support.guest import Event, Guest, guest
from tests.support.pages import messages, translations
from tests.support.server import Running


async def _said(guest: Guest, text: str, **fields: object) -> Event:
    answer = await guest.post(text, **fields)
    event = await guest.told(lambda e: e["type"] == "posted" and e["message"]["id"] == answer["message"])
    message: Event = event["message"]
    return message


async def test_a_portuguese_sentence_of_an_english_writer_is_portuguese(ada: Guest, rui: Guest) -> None:
    said = await _said(ada, "Bom dia a todos, onde fica a estação de comboios?")
    assert said["language"] == "pt"
    later = await _said(ada, "I only wanted to try.")
    assert later["language"] == "en"
    await rui.reads(later["id"])
    assert said["id"] not in [e["translation"]["message"] for e in rui.of_type("translated")]


@pytest.mark.alone("the words alone decide")
@pytest.mark.parametrize(
    "text", ["ok", "lol", "haha", "wow", "cool", "Maria", "Ana", "12:30", "👍", "https://example.pt/bom-dia", "no"]
)
async def test_what_proves_nothing_is_in_the_writers_language(ada: Guest, rui: Guest, text: str) -> None:
    assert (await _said(ada, text))["language"] == "en"
    assert (await _said(rui, text))["language"] == "pt"


@pytest.mark.alone("the words alone decide")
async def test_a_named_language_is_taken_at_its_word(ada: Guest) -> None:
    assert (await _said(ada, "Bom dia a todos", language="en"))["language"] == "en"


async def test_a_script_that_nobody_here_reads_tells_its_language(server: Running, ada: Guest) -> None:
    assert (await _said(ada, "نلتقي غدا في الحديقة بعد العمل"))["language"] == "ar"
    async with guest(server.url, server.invite, "Yui", "ja") as yui:
        await yui.connect()
        assert (await _said(yui, "lol"))["language"] == "ja"
        assert (await _said(yui, "Good morning everyone"))["language"] == "en"


async def test_what_a_writer_said_lately_leads(ada: Guest) -> None:
    assert (await _said(ada, "no"))["language"] == "en"
    for number in range(10):
        await _said(ada, f"Hoje falamos em português, parte {number}", language="pt")
    assert (await _said(ada, "no"))["language"] == "pt"


async def test_relabelling_renews_the_translations_without_a_mark_of_an_edit(ada: Guest, rui: Guest) -> None:
    said = await _said(ada, "Where is the library?", language="pt")
    seen = len(rui.events)
    done = await ada.ask("relabel", room=ada.room, message=said["id"], language="en")
    told = await rui.told(lambda e: e["type"] == "edited", after=seen)
    assert told["seq"] == done["seq"] > said["seq"]
    assert told["message"] == {**said, "language": "en", "changed": done["seq"]}
    renewed = await rui.translated(said["id"], after=seen)
    assert "biblioteca" in renewed["translation"]["text"]
    assert renewed["translation"]["of"] == done["seq"]

    await ada.ask("relabel", room=ada.room, message=said["id"], language="pt")
    page = (await rui.http.get(f"/api/rooms/{rui.room}/messages")).json()
    assert messages(page)[-1]["language"] == "pt"
    assert messages(page)[-1]["edited_at"] is None
    assert said["id"] not in [made["message"] for made in translations(page)]


async def test_relabelling_to_the_same_language_changes_nothing(ada: Guest) -> None:
    said = await _said(ada, "Hello there.")
    done = await ada.ask("relabel", room=ada.room, message=said["id"], language="en-GB")
    assert (done["type"], done["seq"]) == ("done", said["seq"])


async def test_only_the_writer_relabels_what_is_there_in_a_language_that_is_known(ada: Guest, rui: Guest) -> None:
    said = await _said(ada, "Hello there.")
    for who, message, language, code in (
        (rui, said["id"], "pt", "not_yours"),
        (ada, said["id"], "xx", "unknown_language"),
        (ada, ada.room, "pt", "no_message"),
    ):
        refused = await who.ask("relabel", room=ada.room, message=message, language=language)
        assert (refused["type"], refused["code"]) == ("refused", code)
    await ada.ask("remove", room=ada.room, message=said["id"])
    refused = await ada.ask("relabel", room=ada.room, message=said["id"], language="pt")
    assert refused["code"] == "already_removed"
