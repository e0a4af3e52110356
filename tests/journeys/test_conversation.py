"""Two people who share no language meet in a room of a real server, with real engines."""

import asyncio

from tests.support.guest import Guest, guest
from tests.support.pages import messages, translations
from tests.support.server import Running


async def test_each_writes_in_their_own_language_and_reads_the_other_in_theirs(ada: Guest, rui: Guest) -> None:
    said = await ada.post("Good morning! Where is the train station?")
    posted = await rui.told(lambda e: e["type"] == "posted" and e["message"]["id"] == said["message"])
    assert posted["message"]["text"] == "Good morning! Where is the train station?"
    assert "estação" in await rui.reads(said["message"])

    answered = await rui.post("Fica no fim da rua.")
    assert "street" in await ada.reads(answered["message"])


async def test_the_original_comes_before_its_translation_and_the_writer_sees_how_it_arrived(
    ada: Guest, rui: Guest
) -> None:
    said = await ada.post("The library opens at nine.")
    arrived = await ada.reads(said["message"], "pt")
    assert arrived == await rui.reads(said["message"])
    kinds = [e["type"] for e in rui.events if said["message"] in str(e)]
    assert kinds == ["posted", "translated"]


async def test_an_edit_renews_the_translation_and_a_removal_takes_it_along(ada: Guest, rui: Guest) -> None:
    said = await ada.post("I like the red house.")
    await rui.reads(said["message"])
    seen = len(rui.events)
    await ada.ask("edit", room=ada.room, message=said["message"], text="I like the green house.")
    edited = await rui.told(lambda e: e["type"] == "edited")
    assert edited["message"]["text"] == "I like the green house."
    renewed = await rui.translated(said["message"], after=seen)
    assert "verde" in renewed["translation"]["text"]
    assert renewed["translation"]["of"] == edited["seq"]

    await ada.ask("remove", room=ada.room, message=said["message"])
    removed = await rui.told(lambda e: e["type"] == "removed")
    assert removed["message"]["text"] == ""
    page = (await rui.http.get(f"/api/rooms/{rui.room}/messages")).json()
    assert messages(page)[-1]["removed_at"]
    assert said["message"] not in [made["message"] for made in translations(page)]


async def test_a_language_that_somebody_understands_is_left_alone(server: Running, rui: Guest) -> None:
    async with guest(server.url, server.invite, "Bea", "en", "pt") as bea:
        await bea.connect()
        said = await rui.post("Este fica em português para a Bea.")
        await bea.told(lambda e: e["type"] == "posted" and e["message"]["id"] == said["message"])
        later = await bea.post("So I answer.")
        await rui.reads(later["message"])
        # The room's only English reader besides the program Ben understands Portuguese: Ben's copy comes, once.
        english = [e for e in bea.of_type("translated") if e["translation"]["message"] == said["message"]]
        assert len(english) <= 1


async def test_reading_another_language_from_now_on(ada: Guest, rui: Guest) -> None:
    said = await ada.post("Dinner is ready.")
    await rui.reads(said["message"])
    seen = len(rui.events)
    await rui.ask("retarget", language="en", understands=["pt"])
    changed = await ada.told(
        lambda e: e["type"] == "presence" and e["member"] | {"name": "Rui", "language": "en"} == e["member"]
    )
    assert changed["member"]["understands"] == ["pt"]
    await rui.told(lambda e: e["type"] == "caught_up", after=seen)
    await rui.ask("retarget", language="pt", understands=[])
    page = await rui.told(
        lambda e: (
            e["type"] == "caught_up"
            and said["message"] in [made["message"] for made in translations(e) if made["language"] == "pt"]
        ),
        after=seen,
    )
    assert not page["fresh"]


async def test_a_reply_names_what_it_answers(ada: Guest, rui: Guest) -> None:
    said = await ada.post("Who comes tomorrow?")
    answer = await rui.post("Eu vou!", reply_to=said["message"])
    posted = await ada.told(lambda e: e["type"] == "posted" and e["message"]["id"] == answer["message"])
    assert posted["message"]["reply_to"] == said["message"]
    nowhere = await rui.post("Eu vou!", reply_to=rui.room)
    assert nowhere["code"] == "no_message"


async def test_older_messages_are_translated_when_somebody_comes_to_read_them(server: Running) -> None:
    async with guest(server.url, server.invite, "Eva", "en") as eva:
        await eva.connect()
        page = await eva.told(lambda e: e["type"] == "caught_up")
        foreign = [message["id"] for message in messages(page) if message["language"] == "pt"]
        assert foreign
        for message in foreign:
            assert message in [made["message"] for made in translations(page)] or await eva.reads(message)


async def test_who_comes_and_goes_is_told(server: Running, ada: Guest) -> None:
    async with guest(server.url, server.invite, "Zoe", "pt") as zoe:
        await zoe.connect()
        await ada.told(lambda e: e["type"] == "presence" and e["member"]["name"] == "Zoe" and e["here"])
        await zoe.disconnect()
        await ada.told(lambda e: e["type"] == "presence" and e["member"]["name"] == "Zoe" and not e["here"])


async def test_what_was_missed_is_told_once_and_in_order(ada: Guest, rui: Guest) -> None:
    await ada.post("One.")
    caught = await rui.told(lambda e: e["type"] == "posted")
    await rui.disconnect()
    missed = [(await ada.post(f"Number {n}."))["message"] for n in range(5)]
    await rui.connect(since=caught["seq"])
    page = rui.of_type("caught_up")[-1]
    assert not page["fresh"]
    assert [message["id"] for message in messages(page)] == missed


async def test_numbers_grow_by_one_and_a_retry_changes_nothing(ada: Guest) -> None:
    answers = await asyncio.gather(*(ada.post(f"Message {n}", nonce=f"n{n}") for n in range(20)))
    again = [await ada.post(f"Message {n}", nonce=f"n{n}") for n in range(20)]
    assert [a["message"] for a in answers] == [a["message"] for a in again]
    posted = [e["message"]["id"] for e in ada.of_type("posted")]
    assert len(posted) == len(set(posted)) == 20


async def test_the_heartbeat_names_the_newest_number(ada: Guest) -> None:
    said = await ada.post("Hello.")
    await ada.told(lambda e: e["type"] == "beat" and e["rooms"].get(ada.room, 0) >= said["seq"])
