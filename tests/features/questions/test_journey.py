"""A reader marks what they do not understand: the writer is asked in their language, and other words answer."""

from collections.abc import AsyncIterator

import pytest

from enishi.settings import Settings
from tests.engines import FaultyEngines
from tests.support.guest import Event, Guest, guest
from tests.support.pages import facts, translations
from tests.support.server import Running


@pytest.fixture
def settings(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    FaultyEngines(settings.data / "faulty", monkeypatch)
    return settings.model_copy(update={"engines": ("faulty",)})


@pytest.fixture
async def zoe(server: Running) -> AsyncIterator[Guest]:
    async with guest(server.url, server.invite, "Zoe", "qaa") as zoe:
        yield await zoe.connect()


async def mark(who: Guest, message: str, phrase: str | None = None) -> Event:
    return await who.ask("unclear", room=who.room, message=message, phrase=phrase)


def questions(who: Guest) -> list[Event]:
    """What a page that opens is told."""
    return [fact["question"] for fact in facts(who.of_type("caught_up")[-1], "asked")]


async def test_the_writer_is_asked_in_their_own_language(ada: Guest, zoe: Guest) -> None:
    said = (await ada.post("It rains cats and dogs."))["message"]
    assert (await mark(zoe, said, "cats"))["type"] == "done"
    asked = await ada.told(lambda e: e["type"] == "asked" and e["question"]["meaning"])
    question = asked["question"]
    assert (question["member"], question["language"]) == (zoe.me["id"], "qaa")
    assert (question["phrase"], question["meaning"]) == ("cats", "cats>en")
    await zoe.told(lambda e: e["type"] == "asked" and e["seq"] == asked["seq"])


async def test_nobody_else_is_told(ada: Guest, rui: Guest, zoe: Guest) -> None:
    said = (await ada.post("It rains."))["message"]
    await mark(zoe, said)
    await ada.told(lambda e: e["type"] == "asked")
    await ada.post("Next.")
    await rui.told(lambda e: e["type"] == "posted" and e["message"]["text"] == "Next.")
    assert not rui.of_type("asked")
    await rui.disconnect()
    await rui.connect()
    assert questions(rui) == []


async def test_a_writer_who_was_away_finds_the_question_and_other_words_answer_it(ada: Guest, zoe: Guest) -> None:
    first = await ada.post("It rains.")
    await zoe.told(lambda e: e["type"] == "posted" and e["message"]["id"] == first["message"])
    await ada.disconnect()
    await mark(zoe, first["message"])
    await ada.connect(since=first["seq"])
    (question,) = questions(ada)
    assert (question["message"], question["member"], question["phrase"]) == (first["message"], zoe.me["id"], None)
    edited = await ada.ask("edit", room=ada.room, message=first["message"], text="Water falls.")
    assert edited["seq"] > question["of"]
    for who in (ada, zoe):
        await who.disconnect()
        await who.connect()
        assert questions(who) == []
    # It may have been translated while nobody was there: then the page has it.
    await zoe.told(lambda e: "Water falls.>qaa" in [made["text"] for made in translations(e)])


async def test_a_second_question_takes_the_place_of_the_first(ada: Guest, zoe: Guest) -> None:
    said = (await ada.post("It rains."))["message"]
    await mark(zoe, said)
    await mark(zoe, said, "rains")
    await zoe.disconnect()
    await zoe.connect()
    assert [question["phrase"] for question in questions(zoe)] == ["rains"]


async def test_a_phrase_that_cannot_be_translated_is_told_as_it_was_marked(ada: Guest, zoe: Guest) -> None:
    said = (await ada.post("It rains."))["message"]
    await mark(zoe, said, "fall over")
    asked = await ada.told(lambda e: e["type"] == "asked")
    assert (asked["question"]["phrase"], asked["question"]["meaning"]) == ("fall over", None)


async def test_what_cannot_be_asked_is_refused(ada: Guest, zoe: Guest) -> None:
    said = (await ada.post("It rains."))["message"]
    nothing = "00000000-0000-7000-8000-000000000000"
    assert (await mark(ada, said))["code"] == "own_message"
    assert (await mark(zoe, said, " "))["code"] == "empty"
    assert (await mark(zoe, said, "x" * 5000))["code"] == "too_long"
    assert (await mark(zoe, nothing))["code"] == "no_message"
    assert (await zoe.ask("unclear", room=nothing, message=said))["code"] == "not_in_room"
    await ada.ask("remove", room=ada.room, message=said)
    assert (await mark(zoe, said))["code"] == "already_removed"


@pytest.mark.alone("each server counts by itself")
async def test_questions_count_as_posts_do(ada: Guest, zoe: Guest) -> None:
    said = (await ada.post("It rains."))["message"]
    answers = [await mark(zoe, said) for _ in range(65)]
    assert "too_many" in {answer.get("code") for answer in answers}
