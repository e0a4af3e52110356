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
from enishi.gathering.messages.table import Appended
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.translations import table as translations
from enishi.model import Message, Translation
from enishi.protocol import CaughtUp
from enishi.store.store import Store
from tests.support.memory import Memory
from tests.support.rooms import ROUTE, Place, place


@pytest.fixture
async def here(store: Store) -> Place:
    return await place(store)


async def test_the_same_nonce_again_changes_nothing(here: Place) -> None:
    first = await here.append(here.ada, "Hello.", "n")
    again = await here.append(here.ada, "Something else.", "n")
    other = await here.append(here.rui, "Olá.", "n")
    assert (first.new, again.new, other.new) == (True, False, True)
    assert again.message == first.message
    assert (await here.missed(here.rui, None)).last == other.message.seq == 2


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
    assert (await elsewhere.missed(elsewhere.ada, None)).last == 0


async def test_an_edit_and_a_removal_take_the_translations(here: Place) -> None:
    said = await here.post(here.ada, "The red house.")
    for change in (partial(here.edit, text="The green house."), here.remove):
        current = (await here.missed(here.rui, None)).page.messages[0]
        assert await here.translate(current, "pt")
        changed = await change(said)
        assert changed.before == current
        missed = await here.missed(here.rui, None)
        assert missed.page.messages == (changed.after,)
        assert missed.page.translations == ()
        assert missed.last == changed.after.changed > current.changed
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
    assert [message.text for message in missed.page.messages] == [""]
    assert missed.last == 2


async def test_only_the_present_form_is_translated_and_only_once(here: Place) -> None:
    said = await here.post(here.ada)
    kept, again = await asyncio.gather(here.translate(said, "pt", "olá"), here.translate(said, "pt", "oi"))
    assert (kept and kept.text, again) == ("olá", None)
    edited = (await here.edit(said, "good bye")).after
    assert await here.translate(said, "pt") is None
    assert await here.translate(edited, "pt", "adeus")
    removed = (await here.remove(said)).after
    assert await here.translate(removed, "fr") is None
    assert (await here.missed(here.ada, None)).last == 5


async def test_pages_lead_back_to_the_beginning(here: Place) -> None:
    said = [await here.post(here.ada, str(n)) for n in range(7)]
    read: tuple[Message, ...] = ()
    earlier, before = True, None
    while earlier:
        look = partial(messages.page, room=here.room, reader=Reader(here.rui.id, "pt"), limit=3, before=before)
        page = await here.store.read(look)
        assert len(page.messages) in (3, 1)
        read, earlier, before = page.messages + read, page.earlier, page.messages[0].seq
    assert list(read) == said


async def test_a_page_has_the_readers_translations_and_the_writers(here: Place) -> None:
    said = await here.post(here.ada)
    for language in ("pt", "fr"):
        await here.translate(said, language)
    found = {
        who.name: {made.language for made in (await here.missed(who, None)).page.translations}
        for who in (here.ada, here.rui)
    }
    assert found == {"Ada": {"pt", "fr"}, "Rui": {"pt"}}


async def test_why_a_translation_may_be_wrong_is_kept_with_it(here: Place) -> None:
    begun = (await here.post(here.ada)).seq
    said = await here.post(here.ada)
    made = Translation(here.room, said.id, 0, said.changed, "pt", "olá", ROUTE, doubts=("length", "numbers"))
    kept = await here.store.write(partial(translations.keep, translation=made))
    assert kept
    for since in (None, begun):
        assert (await here.missed(here.rui, since)).page.translations == (kept,)
    doubted = replace(made, doubts=("back",))
    put = await here.store.write(partial(translations.put, translation=doubted))
    assert put
    assert (await here.missed(here.rui, None)).page.translations == (put,)
    assert put == replace(doubted, seq=put.seq)


async def test_too_much_is_told_afresh(here: Place) -> None:
    begun = (await here.post(here.ada)).seq
    for _ in range(MOST_MISSED):
        await here.post(here.ada)
    assert not (await here.missed(here.rui, begun)).fresh
    assert (await here.missed(here.rui, 0)).fresh
    assert (await here.missed(here.rui, begun + MOST_MISSED + 1)).fresh, "the future is not known"
    assert (await here.missed(here.rui, begun + MOST_MISSED)).page.messages == ()


async def test_too_many_translations_are_told_afresh(here: Place) -> None:
    said = await here.post(here.ada)
    begun = said.seq
    languages = [f"x{n}" for n in range(MOST_TRANSLATIONS_MISSED + 1)]
    await asyncio.gather(*(here.translate(said, language) for language in languages))
    assert (await here.missed(here.ada, begun)).fresh
    assert len((await here.missed(here.ada, begun + 1)).page.translations) == MOST_TRANSLATIONS_MISSED


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
        await here.store.write(move)
        (standing,) = await here.store.read(partial(rooms.standings, member=here.rui.id))
        return standing.read, standing.unread

    assert [await read(seq) for seq in (0, 2, 1, 99, 6)] == [(0, 3), (2, 1), (2, 1), (2, 1), (6, 0)]


deeds = st.lists(
    st.tuples(st.sampled_from(("post", "edit", "remove", "pt", "fr", "correct")), st.integers(0, 9)), max_size=25
)


@given(before=deeds, after=deeds, reader=st.sampled_from(("ada", "rui")))
@settings(deadline=None, max_examples=40)
def test_an_old_snapshot_and_what_was_missed_make_a_fresh_snapshot(
    store: Store, before: list[tuple[str, int]], after: list[tuple[str, int]], reader: str
) -> None:
    async def compare() -> None:
        here = await place(store)
        who = here.ada if reader == "ada" else here.rui
        said: list[Message] = []
        old, fresh = Memory(), Memory()
        await act(here, said, before)
        old.apply(await caught_up(here, who, None))
        await act(here, said, after)
        old.apply(await caught_up(here, who, old.seen))
        fresh.apply(await caught_up(here, who, None))
        assert (old.state, old.seen) == (fresh.state, fresh.seen)

    asyncio.run(compare())


async def act(here: Place, said: list[Message], deeds: list[tuple[str, int]]) -> None:
    for deed, which in deeds:
        if deed == "post" or not said:
            said.append(await here.post((here.ada, here.rui)[which % 2], f"text {which}"))
            continue
        place = which % len(said)
        if said[place].removed_at:
            continue
        if deed == "edit":
            said[place] = (await here.edit(said[place], f"other {which}")).after
        elif deed == "remove":
            said[place] = (await here.remove(said[place])).after
        elif deed == "correct":
            await here.correct(said[place], here.rui, f"better {which}")
        else:
            await here.translate(said[place], deed)


async def caught_up(here: Place, who: object, since: int | None) -> dict[str, object]:
    assert who in (here.ada, here.rui)
    missed = await here.missed(here.ada if who == here.ada else here.rui, since)
    page = PageView.model_validate(missed.page)
    return CaughtUp(room=here.room, seq=missed.last, fresh=missed.fresh, page=page).model_dump(mode="json")
