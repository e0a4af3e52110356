"""A reader corrects a translation: everybody who reads that language sees it, and the room remembers."""

from tests.support.guest import Event, Guest, guest
from tests.support.server import Running

SAID = "The bank of the river is steep."
BETTER = "A margem do rio é íngreme."


async def correct(reader: Guest, message: str, text: str = BETTER, **fields: object) -> Event:
    posted = await reader.told(lambda e: e["type"] == "posted" and e["message"]["id"] == message)
    wishes = {"room": reader.room, "message": message, "of": posted["seq"], "language": "pt", "text": text}
    return await reader.ask("correct", **(wishes | fields))


async def uncorrect(reader: Guest, message: str) -> Event:
    return await reader.ask("uncorrect", room=reader.room, message=message, language="pt")


async def test_a_correction_reaches_every_reader_and_the_writer_and_can_be_undone(
    server: Running, ada: Guest, rui: Guest
) -> None:
    async with guest(server.url, server.invite, "Eva", "pt") as eva:
        await eva.connect()
        said = (await ada.post(SAID))["message"]
        machine = await eva.reads(said)
        for who in (ada, rui):
            await who.reads(said, "pt")
        seen = {who: len(who.events) for who in (ada, rui, eva)}
        done = await correct(rui, said)
        for who, before in seen.items():
            made = (await who.translated(said, "pt", before))["translation"]
            assert (made["text"], made["corrected_by"], made["seq"]) == (BETTER, rui.me["id"], done["seq"])
        seen = {who: len(who.events) for who in (ada, rui, eva)}
        await uncorrect(rui, said)
        for who, before in seen.items():
            made = (await who.translated(said, "pt", before))["translation"]
            assert (made["text"], made["corrected_by"]) == (machine, None)


async def test_the_same_sentence_comes_back_corrected_until_that_is_undone(ada: Guest, rui: Guest) -> None:
    first = (await ada.post(SAID))["message"]
    machine = await rui.reads(first)
    await correct(rui, first)
    again = (await ada.post(f"  {SAID}"))["message"]
    made = (await rui.translated(again))["translation"]
    assert (made["text"], made["corrected_by"]) == (BETTER, rui.me["id"])
    assert [step["engine"] for step in made["route"]] == ["memory"]

    seen = len(rui.events)
    await uncorrect(rui, again)
    assert await rui.reads(again, after=seen) == f"  {machine}"
    assert await rui.reads((await ada.post(SAID))["message"]) == machine


async def test_the_room_uses_it_for_others_once_a_second_reader_finds_it_right(
    server: Running, ada: Guest, rui: Guest
) -> None:
    invite = (await ada.http.post(f"/api/rooms/{ada.room}/invites", json={})).json()["link"].split("#")[1]
    async with guest(server.url, invite, "Eva", "pt") as eva, guest(server.url, invite, "Leo", "pt") as leo:
        for who in (eva, leo):
            await who.connect()
        said = (await ada.post(SAID))["message"]
        machine = await eva.reads(said)
        seen = len(eva.events)
        await correct(eva, said)
        made = (await eva.translated(said, after=seen))["translation"]
        assert (made["text"], made["confirmed_by"]) == (BETTER, None), "of this message it holds at once"
        assert await rui.reads((await ada.post(SAID))["message"]) == machine, "not of others"
        own = (await eva.ask("post", room=eva.room, text=SAID, language="en"))["message"]
        assert await rui.reads(own) == BETTER, "of what one writes oneself it does"

        place = {"room": eva.room, "message": said, "language": "pt"}
        assert (await eva.ask("confirm", **place, of=made["seq"]))["code"] == "own_correction"
        assert (await leo.ask("confirm", **place, of=made["seq"] - 1))["code"] == "changed_meanwhile"
        assert (await ada.ask("confirm", **place, of=made["seq"]))["code"] == "not_your_language"
        seen = len(rui.events)
        assert (await leo.ask("confirm", **place, of=made["seq"]))["type"] == "done"
        told = (await rui.translated(said, after=seen))["translation"]
        assert (told["corrected_by"], told["confirmed_by"]) == (eva.me["id"], leo.me["id"])
        again = (await rui.translated((await ada.post(SAID))["message"]))["translation"]
        assert (again["text"], again["corrected_by"]) == (BETTER, eva.me["id"])
        assert again["corrected_at"] == made["corrected_at"]

        await correct(leo, said, "Um insulto.")
        assert await rui.reads((await ada.post(SAID))["message"]) == BETTER, "what was confirmed stays"


async def test_who_neither_corrected_nor_is_a_host_cannot_undo(server: Running, ada: Guest, rui: Guest) -> None:
    invite = (await ada.http.post(f"/api/rooms/{ada.room}/invites", json={})).json()["link"].split("#")[1]
    async with guest(server.url, invite, "Eva", "pt") as eva:
        await eva.connect()
        said = (await ada.post(SAID))["message"]
        await rui.reads(said)
        await correct(rui, said)
        assert (await uncorrect(eva, said))["code"] == "not_your_correction"
        assert (await uncorrect(ada, said))["type"] == "done", "a host may"
        await correct(eva, said)
        assert (await uncorrect(eva, said))["type"] == "done", "one's own"


async def test_a_removed_message_is_forgotten(ada: Guest, rui: Guest) -> None:
    said = (await ada.post(SAID))["message"]
    machine = await rui.reads(said)
    await correct(rui, said)
    await ada.ask("remove", room=ada.room, message=said)
    assert await rui.reads((await ada.post(SAID))["message"]) == machine


async def test_what_cannot_be_corrected_is_refused_by_name(ada: Guest, rui: Guest) -> None:
    said = (await ada.post(SAID))["message"]
    await rui.reads(said)
    refusals = [
        await correct(ada, said),
        await correct(rui, said, "  "),
        await correct(rui, said, of=0),
        await correct(rui, said, room=said),
        await correct(ada, said, language="en"),
        await uncorrect(rui, said),
    ]
    assert [refused.get("code") for refused in refusals] == [
        "not_your_language",
        "empty",
        "changed_meanwhile",
        "not_in_room",
        "same_language",
        "no_correction",
    ]
