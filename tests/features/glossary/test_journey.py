"""What a member settles about a word is so in the next message, for everybody; names of members stay."""

from typing import Any
from uuid import uuid4

import httpx

from tests.support.guest import Guest, guest
from tests.support.server import Running

TERM = {"text": "town council", "language": "en", "translations": {"pt": "junta de freguesia"}}


async def put(who: Guest, term: dict[str, Any], id: object = None) -> httpx.Response:
    return await who.http.put(f"/api/rooms/{who.room}/glossary/{id or uuid4()}", json=term)


async def terms(who: Guest) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await who.http.get(f"/api/rooms/{who.room}/glossary")).json()
    return found


async def said(writer: Guest, reader: Guest, text: str) -> str:
    return await reader.reads((await writer.post(text))["message"])


async def test_a_term_is_used_in_the_next_message_until_it_is_removed(ada: Guest, rui: Guest) -> None:
    before = await said(ada, rui, "The town council meets today.")
    made = (await put(rui, TERM)).json()
    await ada.told(lambda e: e["type"] == "glossary_changed" and e["room"] == ada.room)
    assert "A junta de freguesia" in await said(ada, rui, "The town council meets today.")

    changed = TERM | {"translations": {"pt": "assembleia municipal", "fr": "mairie"}}
    assert (await put(ada, changed, made["id"])).json()["made_by"] == ada.me["id"]
    assert "assembleia municipal" in await said(ada, rui, "The town council meets today.")
    assert [term["translations"] for term in await terms(rui)] == [changed["translations"]]

    place = f"/api/rooms/{ada.room}/glossary/{made['id']}"
    assert (await ada.http.delete(place)).status_code == 204
    assert (await ada.http.delete(place)).json()["code"] == "no_term"
    assert await said(ada, rui, "The town council meets today.") == before


async def test_the_words_of_a_term_are_marked_live_and_after_an_absence(ada: Guest, rui: Guest) -> None:
    made = (await put(rui, TERM)).json()
    posted = await ada.post("😀 The town council meets today.")
    live = (await rui.translated(posted["message"]))["translation"]
    (use,) = live["terms"]
    assert live["text"][use["start"] : use["stop"]] == "junta de freguesia"
    assert use["said"] == "town council"
    assert use["settled"] == {"term": made["id"], "by": rui.me["id"], "at": made["made_at"]}
    read = (await rui.http.get(f"/api/rooms/{rui.room}/messages")).json()
    assert live in [fact["translation"] for fact in read["facts"] if fact["type"] == "translated"]


async def test_a_term_is_for_its_room_alone(ada: Guest, rui: Guest) -> None:
    kitchen = (await ada.http.post("/api/rooms", json={"title": "Kitchen"})).json()["id"]
    invite = (await ada.http.post(f"/api/rooms/{kitchen}/invites", json={})).json()["link"].split("#")[1]
    assert (await rui.http.post("/api/join", json={"invite": invite, "name": "Rui", "language": "pt"})).is_success
    await rui.ask("resume", room=kitchen)
    await put(ada, TERM)

    async def said_in(room: str) -> str:
        answer = await ada.ask("post", room=room, text="The town council meets today.")
        return await rui.reads(answer["message"])

    for _ in range(2):  # whichever room's words were read from the store first, and from memory then
        assert "junta de freguesia" not in await said_in(kitchen)
        assert "junta de freguesia" in await said_in(ada.room)


async def test_the_same_words_are_one_term_and_without_translations_they_stay(ada: Guest, rui: Guest) -> None:
    for term in ({"text": "Bakery"}, {"text": " Bakery ", "language": "en"}, TERM, TERM):
        assert (await put(ada, term)).status_code == 200
    assert [(term["text"], term["language"], term["translations"]) for term in await terms(rui)] == [
        ("Bakery", None, {}),
        ("town council", "en", TERM["translations"]),
    ]
    assert "Bakery" in await said(ada, rui, "The Bakery is closed.")


async def test_a_correction_that_is_undone_and_the_mirror_use_it(ada: Guest, rui: Guest) -> None:
    await put(rui, TERM)
    posted = await ada.post("The town council meets today.")
    machine = await rui.reads(posted["message"])
    place = {"room": ada.room, "message": posted["message"], "language": "pt"}
    await rui.ask("correct", **place, of=posted["seq"], text="Outra coisa.")
    seen = len(rui.events)
    await rui.ask("uncorrect", **place)
    assert await rui.reads(posted["message"], after=seen) == machine
    await ada.ask("mirror", room=ada.room, text="Our town council!", language="en")
    mirrored = await ada.told(lambda e: e["type"] == "mirrored")
    seen_there = mirrored["renderings"][0]
    (use,) = seen_there["terms"]
    assert seen_there["text"][use["start"] : use["stop"]] == "junta de freguesia"
    assert use["said"] == "town council"


async def test_a_members_name_stays_as_soon_as_they_are_here(server: Running, ada: Guest, rui: Guest) -> None:
    await said(ada, rui, "Where is everybody?")
    async with guest(server.url, server.invite, "Rose Lake", "en") as rose:
        await rose.connect()
        assert "Lake" in await said(ada, rui, "I met Rose and our friend Lake at the lake.")
        assert "lago" in await said(ada, rui, "The lake is cold.")


async def test_what_is_no_term_is_refused_by_name(server: Running, ada: Guest) -> None:
    refusals: list[tuple[dict[str, Any], str]] = [
        ({"text": " "}, "term_empty"),
        ({"text": "x" * 101}, "term_too_long"),
        ({"text": "a\u0000b"}, "term_malformed"),
        (TERM | {"text": "see https://x.example"}, "term_link"),
        (TERM | {"translations": {"pt": "vê https://x.example"}}, "term_link"),
        (TERM | {"translations": {"pt": "sim\nnão"}}, "term_line_break"),
        (TERM | {"language": None}, "term_language"),
        (TERM | {"language": "pt"}, "term_language"),
        (TERM | {"language": "xx"}, "unknown_language"),
        (TERM | {"translations": {"xx": "y"}}, "unknown_language"),
        (TERM | {"translations": {"pt": ""}}, "term_empty"),
        ({}, "malformed"),
    ]
    for term, code in refusals:
        answer = await put(ada, term)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert await terms(ada) == []
    room = (await ada.http.post("/api/rooms", json={"title": "Other"})).json()["id"]
    async with guest(server.url, server.invite, "Eva", "pt") as eva:
        eva.room = room
        for answer in (await put(eva, TERM), await eva.http.get(f"/api/rooms/{room}/glossary")):
            assert (answer.status_code, answer.json()["code"]) == (403, "not_in_room")
    foreign = await ada.http.put(
        f"/api/rooms/{room}/glossary/{uuid4()}", json=TERM, headers={"Origin": "https://elsewhere.example"}
    )
    assert foreign.json()["code"] == "foreign_origin"
