"""What every store has to keep: messages, their numbers, and what goes with them."""

import asyncio
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi import clock
from enishi.errors import Denied, Missing
from enishi.gathering.messages import table as messages
from enishi.gathering.messages.source import MessageSource
from enishi.gathering.messages.table import Appended
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.translations import table as translations
from enishi.gathering.translations.table import TranslationSource
from enishi.model import Message
from enishi.store.store import Store
from tests.support.deeds import Room, deeds
from tests.support.facts import messages_in, translations_in
from tests.support.memory import Memory
from tests.support.rooms import ROUTE, Place, place

MOST_MISSED, MOST_TRANSLATIONS_MISSED = MessageSource.most_missed, TranslationSource.most_missed


@pytest.fixture
async def here(store: Store) -> Place:
    return await place(store)


async def test_the_same_nonce_again_changes_nothing(here: Place) -> None:
    first = await here.append(here.ada, "Hello.", "n")
    again = await here.append(here.ada, "Something else.", "n")
    other = await here.append(here.rui, "Olá.", "n")
    assert (first.new, again.new, other.new) == (True, False, True)
    assert again.message == first.message
    assert (await here.missed(here.rui, None)).seq == other.message.seq == 2


async def test_numbers_are_dense_whoever_writes_at_once(here: Place) -> None:
    said = await asyncio.gather(*(here.post(who, f"{n}") for n in range(40) for who in (here.ada, here.rui)))
    made = await asyncio.gather(*(here.translate(message, "fr") for message in said))
    assert sorted(fact.seq for fact in (*said, *made) if fact) == list(range(1, 161))


async def test_what_cannot_be_done_disturbs_nobody_and_leaves_no_gap(here: Place) -> None:
    first = await here.post(here.ada)
    for number in range(20):  # some of them wait for the disk together
        said = [here.append(here.rui, f"{number} {each}", f"{number} {each}") for each in range(3)]
        lost = here.append(here.ada, "?", f"{number}", reply_to=here.room)
        *kept, refused = await asyncio.gather(*said, lost, return_exceptions=True)
        assert isinstance(refused, Missing)
        numbers = [isinstance(each, Appended) and each.message.seq for each in kept]
        assert numbers == [first.seq + 3 * number + each + 1 for each in range(3)]


async def test_a_reply_answers_a_message_of_its_room(here: Place, store: Store) -> None:
    elsewhere = await place(store)
    said = await here.post(here.ada)
    answer = await here.append(here.rui, "Olá.", "n", reply_to=said.id)
    assert answer.message.reply_to == said.id
    with pytest.raises(Missing):
        await elsewhere.append(elsewhere.ada, "?", "n", reply_to=said.id)
    assert (await elsewhere.missed(elsewhere.ada, None)).seq == 0


async def test_an_edit_and_a_removal_take_the_translations(here: Place) -> None:
    said = await here.post(here.ada, "The red house.")
    for change in (partial(here.edit, text="The green house."), here.remove):
        current = messages_in((await here.missed(here.rui, None)).facts)[0]
        assert await here.translate(current, "pt")
        changed = await change(said)
        assert changed.before == current
        missed = await here.missed(here.rui, None)
        assert messages_in(missed.facts) == [changed.after]
        assert translations_in(missed.facts) == []
        assert missed.seq == changed.after.changed > current.changed
    assert changed.after.text == ""
    assert changed.after.removed_at


async def test_what_was_removed_stays_removed(here: Place) -> None:
    said = await here.post(here.ada, "A secret.")
    removed, edited = await asyncio.gather(here.remove(said), here.edit(said, "Words."), return_exceptions=True)
    assert isinstance(removed, messages.Changed)
    assert isinstance(edited, Denied)
    with pytest.raises(Denied):
        await here.remove(said)
    missed = await here.missed(here.ada, None)
    assert [message.text for message in messages_in(missed.facts)] == [""]
    assert missed.seq == 2


async def test_only_the_present_form_is_translated_and_only_once(here: Place) -> None:
    said = await here.post(here.ada)
    kept, again = await asyncio.gather(here.translate(said, "pt", "olá"), here.translate(said, "pt", "oi"))
    assert (kept and kept.text, again) == ("olá", None)
    edited = (await here.edit(said, "good bye")).after
    assert await here.translate(said, "pt") is None
    assert await here.translate(edited, "pt", "adeus")
    removed = (await here.remove(said)).after
    assert await here.translate(removed, "fr") is None
    assert (await here.missed(here.ada, None)).seq == 5


async def test_pages_lead_back_to_the_beginning(here: Place) -> None:
    said = [await here.post(here.ada, str(n)) for n in range(7)]
    read: list[Message] = []
    earlier, before = True, None
    while earlier:
        page = await here.page(here.rui, limit=3, before=before)
        found = messages_in(page.facts)
        assert len(found) in (3, 1)
        read, earlier, before = found + read, page.earlier, found[0].seq
    assert read == said


async def test_a_page_has_the_readers_translations_and_the_writers(here: Place) -> None:
    said = await here.post(here.ada)
    for language in ("pt", "fr"):
        await here.translate(said, language)
    found = {
        who.name: {made.language for made in translations_in((await here.missed(who, None)).facts)}
        for who in (here.ada, here.rui)
    }
    assert found == {"Ada": {"pt", "fr"}, "Rui": {"pt"}}


async def test_why_a_translation_may_be_wrong_is_kept_with_it(here: Place) -> None:
    begun = (await here.post(here.ada)).seq
    said = await here.post(here.ada)
    made = replace(here.translation(said, "pt", "olá", route=ROUTE), doubts=("length", "numbers"))
    kept = await here.write(partial(translations.keep, translation=made))
    assert kept
    for since in (None, begun):
        assert translations_in((await here.missed(here.rui, since)).facts) == [kept]
    doubted = replace(made, doubts=("back",))
    put = await here.write(partial(translations.put, translation=doubted))
    assert put
    assert translations_in((await here.missed(here.rui, None)).facts) == [put]
    assert put == replace(doubted, seq=put.seq)


async def test_too_much_is_told_afresh(here: Place) -> None:
    begun = (await here.post(here.ada)).seq
    for _ in range(MOST_MISSED):
        await here.post(here.ada)
    assert not (await here.missed(here.rui, begun)).fresh
    assert (await here.missed(here.rui, 0)).fresh
    assert (await here.missed(here.rui, begun + MOST_MISSED + 1)).fresh, "the future is not known"
    assert messages_in((await here.missed(here.rui, begun + MOST_MISSED)).facts) == []


async def test_too_many_translations_are_told_afresh(here: Place) -> None:
    said = await here.post(here.ada)
    begun = said.seq
    languages = [f"x{n}" for n in range(MOST_TRANSLATIONS_MISSED + 1)]
    await asyncio.gather(*(here.translate(said, language) for language in languages))
    assert (await here.missed(here.ada, begun)).fresh
    assert len(translations_in((await here.missed(here.ada, begun + 1)).facts)) == MOST_TRANSLATIONS_MISSED


async def test_an_unknown_room_is_missing(here: Place) -> None:
    nowhere = Place(here.store, clock.new_id(), here.ada, here.rui)
    with pytest.raises(Missing):
        await nowhere.missed(here.ada, None)
    with pytest.raises(Missing):
        await nowhere.post(here.ada)


async def test_reading_moves_forward_only_and_never_past_the_end(here: Place) -> None:
    for _ in range(3):
        await here.post(here.ada)
    gone = await here.post(here.ada)
    await here.post(here.rui)
    await here.remove(gone)

    async def read(seq: int) -> tuple[int, int]:
        move = partial(rooms.read_up_to, room=here.room, member=here.rui.id, seq=seq)
        await here.write(move)
        (standing,) = await here.store.read(partial(messages.standings, member=here.rui.id))
        return standing.read, standing.unread

    assert [await read(seq) for seq in (0, 2, 1, 99, 6)] == [(0, 3), (2, 1), (2, 1), (2, 1), (6, 0)]


@given(before=deeds, after=deeds, reader=st.sampled_from(("ada", "rui")))
@settings(deadline=None, max_examples=40)
def test_an_old_snapshot_and_what_was_missed_make_a_fresh_snapshot(
    store: Store, before: list[tuple[str, int]], after: list[tuple[str, int]], reader: str
) -> None:
    async def compare() -> None:
        here = await place(store)
        who = here.ada if reader == "ada" else here.rui
        room = Room(here)
        old, fresh = Memory(), Memory()
        await room.act(before)
        old.apply((await here.missed(who, None)).model_dump(mode="json"))
        await room.act(after)
        old.apply((await here.missed(who, old.seen)).model_dump(mode="json"))
        fresh.apply((await here.missed(who, None)).model_dump(mode="json"))
        assert (old.state, old.seen) == (fresh.state, fresh.seen)

    asyncio.run(compare())
