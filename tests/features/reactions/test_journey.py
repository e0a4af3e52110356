"""Reactions on a real server: told to all at once, in history and after being away; gone with their message."""

import asyncio
from pathlib import Path

import httpx
import pytest

from enishi.settings import Settings
from tests.support.guest import Event, Guest, guest
from tests.support.page import Page
from tests.support.pages import facts
from tests.support.server import Running, running, silent

pytestmark = pytest.mark.several

FACES = tuple(chr(0x1F600 + n) for n in range(20))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return silent(tmp_path, posts_per_minute=10_000, beat_seconds=0.3)


async def react(who: Guest, message: str, sign: str = "👍", *, given: bool = True) -> Event:
    return await who.ask("react", room=who.room, message=message, sign=sign, given=given)


def reactions(page: Event) -> list[Event]:
    return facts(page, "reacted")


async def told(who: Guest, done: Event) -> Event:
    """The fact that came of a reaction, as this reader is told it."""
    assert done["seq"], done
    return await who.told(lambda e: e["type"] == "reacted" and e["seq"] == done["seq"])


async def history(who: Guest, message: str) -> set[tuple[str, str]]:
    """Which member put which sign to the message, in a page of history; a page that opens is told the same."""
    page = (await who.http.get(f"/api/rooms/{who.room}/messages")).json()
    seen = len(who.events)
    await who.ask("resume", room=who.room, since=None)
    opened = await who.told(lambda e: e["type"] == "caught_up", after=seen)
    assert opened["fresh"]
    assert reactions(opened) == reactions(page)
    assert all(fact["given"] for fact in reactions(page)), "what was taken away is not in a page"
    found = [(fact["member"], fact["sign"]) for fact in reactions(page) if fact["message"] == message]
    assert len(found) == len(set(found))
    return set(found)


async def returned(who: Guest, since: int) -> Event:
    """What a reader is told who was away since that number."""
    await who.connect(since=since)
    caught_up = who.of_type("caught_up")[-1]
    assert not caught_up["fresh"]
    return caught_up


async def test_everybody_is_told_at_once_who_put_which_sign(ada: Guest, rui: Guest) -> None:
    said = await ada.post("I have found the key!")
    done = await react(rui, said["message"], "🎉")
    assert (done["type"], done["message"], done["seq"]) == ("done", said["message"], said["seq"] + 1)
    expected = {
        "type": "reacted",
        "room": ada.room,
        "seq": done["seq"],
        "message": said["message"],
        "author": ada.me["id"],
        "member": rui.me["id"],
        "sign": "🎉",
        "given": True,
    }
    assert await told(ada, done) == await told(rui, done) == expected


async def test_a_page_of_history_has_them_until_they_are_taken_away(ada: Guest, rui: Guest) -> None:
    said = (await ada.post("Who comes along?"))["message"]
    for who in (ada, rui):
        await react(who, said, "🙋")
    assert await history(rui, said) == {(ada.me["id"], "🙋"), (rui.me["id"], "🙋")}
    gone = await told(ada, await react(rui, said, "🙋", given=False))
    assert (gone["member"], gone["sign"], gone["given"]) == (rui.me["id"], "🙋", False)
    assert await history(rui, said) == {(ada.me["id"], "🙋")}
    await told(ada, await react(rui, said, "🙋"))
    assert await history(ada, said) == {(ada.me["id"], "🙋"), (rui.me["id"], "🙋")}


async def test_one_for_each_member_and_sign(ada: Guest, rui: Guest) -> None:
    said = (await ada.post("Tea or coffee?"))["message"]
    for who, sign in ((ada, "👍"), (ada, "👍🏽"), (ada, "☕"), (rui, "👍")):
        await told(rui, await react(who, said, sign))
    await told(rui, await react(ada, said, "👍", given=False))
    assert await history(rui, said) == {(ada.me["id"], "👍🏽"), (ada.me["id"], "☕"), (rui.me["id"], "👍")}


async def test_the_same_again_changes_nothing(ada: Guest, rui: Guest) -> None:
    said = (await ada.post("It snows."))["message"]
    assert (await react(rui, said, given=False))["seq"] is None, "nothing was there to be taken away"
    first = await react(rui, said)
    again = await react(rui, said)
    assert (again["type"], again["seq"]) == ("done", None)
    gone = await react(rui, said, given=False)
    assert (await react(rui, said, given=False))["seq"] is None
    last = await ada.post("Look!")
    assert (gone["seq"], last["seq"]) == (first["seq"] + 1, first["seq"] + 2)
    await rui.told(lambda e: e["type"] == "posted" and e["seq"] == last["seq"])
    assert [fact["given"] for fact in rui.of_type("reacted")] == [True, False]


async def test_two_pages_of_a_member_give_one_sign_once(server: Running, ada: Guest, rui: Guest) -> None:
    async with httpx.AsyncClient(base_url=server.url, cookies=rui.http.cookies) as http:
        tab = await Guest(http, rui.me, rui.room).connect()
        for n in range(5):
            said = (await ada.post(f"Question {n}"))["message"]
            done = await asyncio.gather(*(react(page, said) for page in (rui, tab, rui, tab)))
            assert [each["type"] for each in done] == ["done"] * 4
            assert len([each for each in done if each["seq"]]) == 1
            assert await history(ada, said) == {(rui.me["id"], "👍")}
        await tab.disconnect()


async def test_who_was_away_is_told_what_was_given_and_taken_away(ada: Guest, rui: Guest) -> None:
    said = (await ada.post("The bus leaves at six."))["message"]
    seen = await told(rui, await react(ada, said, "🚌"))
    away = Page(rui)
    away.remember()
    await away.cut()
    await react(ada, said, "🚌", given=False)
    await react(ada, said, "⏰")
    await react(ada, said, "😴")
    await react(ada, said, "😴", given=False)
    caught_up = await returned(rui, seen["seq"])
    signs = [(fact["sign"], fact["given"]) for fact in reactions(caught_up)]
    assert signs == [("🚌", False), ("⏰", True), ("😴", False)]
    assert await history(rui, said) == {(ada.me["id"], "⏰")}
    await away.agrees()


async def test_they_stay_with_a_message_that_gets_other_words(ada: Guest, rui: Guest) -> None:
    said = (await ada.post("We meet at eight."))["message"]
    await told(ada, await react(rui, said))
    seen = (await ada.post("Bring a friend."))["seq"]
    await rui.told(lambda e: e["type"] == "posted" and e["seq"] == seen)
    await rui.disconnect()
    await ada.ask("edit", room=ada.room, message=said, text="We meet at nine.")
    await ada.ask("relabel", room=ada.room, message=said, language="de")
    assert await history(ada, said) == {(rui.me["id"], "👍")}
    await returned(rui, seen)
    assert await history(rui, said) == {(rui.me["id"], "👍")}
    assert (await react(rui, said))["seq"] is None, "it is still there"


async def test_they_go_with_the_message(ada: Guest, rui: Guest) -> None:
    said = (await ada.post("A mistake."))["message"]
    seen = await told(rui, await react(rui, said, "🤔"))
    away = Page(rui)
    away.remember()
    await away.cut()
    await react(ada, said, "🙈")
    await ada.ask("remove", room=ada.room, message=said)
    assert await history(ada, said) == set()
    caught_up = await returned(rui, seen["seq"])
    assert reactions(caught_up) == []
    assert [fact["type"] for fact in caught_up["facts"]] == ["removed"]
    for given in (True, False):
        assert (await react(rui, said, "🤔", given=given))["code"] == "already_removed"
    await away.agrees()
    assert away.memory.state[3] == []


async def test_they_are_there_after_a_restart(tmp_path: Path) -> None:
    settings = silent(tmp_path)
    async with running(settings) as server, guest(server.url, server.invite, "Ada", "en") as ada:
        await ada.connect()
        said = await ada.post("Good night.")
        await react(ada, said["message"], "🌙")
        await react(ada, said["message"], "⭐")
        await react(ada, said["message"], "⭐", given=False)
        await ada.disconnect()
        cookies = ada.http.cookies
    async with running(settings) as server, httpx.AsyncClient(base_url=server.url, cookies=cookies) as http:
        again = Guest(http, ada.me, ada.room)
        caught_up = await returned(again, said["seq"])
        assert [(fact["sign"], fact["given"]) for fact in reactions(caught_up)] == [("🌙", True), ("⭐", False)]
        assert await history(again, said["message"]) == {(ada.me["id"], "🌙")}
        assert (await react(again, said["message"], "🌙"))["seq"] is None
        assert (await react(again, said["message"], "⭐"))["seq"] == said["seq"] + 4
        await again.disconnect()


SIGNS = {
    "text and picture": "☺️",
    "skin tone": "👋🏿",
    "two skin tones": "🧑🏻‍🤝‍🧑🏿",
    "flag": "🇧🇷",
    "flag of a region": "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "flag joined": "🏳️‍🌈",
    "family": "👨‍👩‍👧‍👦",
    "profession": "👩🏽‍🚒",
    "keycap": "5️⃣",
    "keycap with a hash": "#️⃣",
    "new": "🫨",
}


@pytest.mark.alone("what an emoji is")
async def test_any_emoji_is_a_sign(ada: Guest, rui: Guest) -> None:
    said = (await ada.post("Which one?"))["message"]
    for name, sign in SIGNS.items():
        done = await react(rui, said, sign)
        assert done["type"] == "done", name
        assert (await told(ada, done))["sign"] == sign
    assert await history(ada, said) == {(rui.me["id"], sign) for sign in SIGNS.values()}


WORDS = ("", " ", "a", "1", "#", "é", "縁", "ok", ":thumbsup:", "<b>")
TORN = ("👍👍", "👍a", "👍 ", " 👍", "👍\0", "🇧", "🇽🇽", "\ufe0f", "\u200d", "👨\u200d", "\u200d👩", "👍\u200d👍")


@pytest.mark.alone("what an emoji is")
async def test_what_is_not_one_emoji_is_refused(ada: Guest) -> None:
    said = (await ada.post("Which one?"))["message"]
    for sign in (*WORDS, *TORN):
        answer = await react(ada, said, sign)
        assert (answer["type"], answer.get("code")) == ("refused", "no_emoji"), ascii(sign)
    assert await history(ada, said) == set()


async def test_who_may_not_or_cannot_is_told_why(server: Running, ada: Guest, rui: Guest) -> None:
    said = (await ada.post("Only for us."))["message"]
    nothing = "00000000-0000-7000-8000-000000000000"
    assert (await react(rui, nothing))["code"] == "no_message"
    assert (await rui.ask("react", room=nothing, message=said, sign="👍"))["code"] == "not_in_room"
    assert (await rui.ask("react", room=rui.room, message=said, sign="👨‍👩‍👧‍👦" * 10))["code"] == "malformed"
    assert (await rui.ask("react", room=rui.room, message=said, sign=5))["code"] == "malformed"
    room = (await ada.http.post("/api/rooms", json={"title": "Garden"})).json()["id"]
    there = (await ada.ask("post", room=room, text="Not for Rui."))["message"]
    assert (await rui.ask("react", room=room, message=there, sign="👍"))["code"] == "not_in_room"
    assert (await react(rui, there))["code"] == "no_message", "it is in another room"
    assert await history(ada, said) == set()
    page = (await ada.http.get(f"/api/rooms/{room}/messages")).json()
    assert reactions(page) == []


async def test_twenty_signs_of_a_member_are_the_most_on_a_message(ada: Guest, rui: Guest) -> None:
    said, other = [(await ada.post(text))["message"] for text in ("Love.", "More love.")]
    for sign in FACES:
        assert (await react(rui, said, sign))["seq"]
    assert (await react(rui, said, "🦊"))["code"] == "many_reactions"
    assert (await react(rui, said, FACES[0]))["type"] == "done", "it is there already"
    assert (await react(ada, said, "🦊"))["seq"]
    assert (await react(rui, other, "🦊"))["seq"]
    assert await history(ada, said) == {(ada.me["id"], "🦊")} | {(rui.me["id"], sign) for sign in FACES}
    assert (await react(rui, said, FACES[0], given=False))["seq"]
    assert (await react(rui, said, "🦊"))["seq"]
    assert (await react(rui, said, FACES[0]))["code"] == "many_reactions"


async def test_they_count_as_posts_do(tmp_path: Path) -> None:
    async with (
        running(silent(tmp_path, posts_per_minute=4)) as server,
        guest(server.url, server.invite, "Ada", "en") as ada,
    ):
        await ada.connect()
        said = (await ada.post("Slowly."))["message"]
        answers = [await react(ada, said, given=bool(n % 2)) for n in range(4)]
        assert [answer["type"] for answer in answers] == ["done"] * 3 + ["refused"]
        assert answers[-1]["code"] == "too_many"
