"""What every store has to tell of facts by their numbers, to who missed some; and that memory tells the same."""

import asyncio
from functools import partial

import pytest
from hypothesis import given, settings
from sqlalchemy import update

from enishi import clock
from enishi.features.questions.wire import Asked
from enishi.gathering.facts.event_cache import EventCache
from enishi.gathering.messages.wire import Edited, Posted, Removed
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.rooms_table import memberships
from enishi.gathering.translations.wire import Translated
from enishi.model import Member
from enishi.protocol import Fact
from enishi.store.store import Store
from tests.support.deeds import Room, deeds
from tests.support.rooms import SOURCES, Place, place


@pytest.fixture
async def here(store: Store) -> Place:
    return await place(store)


async def between(here: Place, after: int, upto: int) -> list[Fact]:
    return await here.store.read(partial(SOURCES.between, room=here.room, after=after, upto=upto))


async def test_each_fact_is_told_under_its_number_with_who_wrote_the_message(here: Place) -> None:
    said = await here.post(here.ada)
    made = await here.translate(said, "pt")
    question = await here.ask(said, here.rui)
    reacted = await here.react(said, here.rui)
    assert made
    assert reacted
    everything = [
        Posted(room=here.room, seq=1, message=said),
        Translated(room=here.room, seq=2, author=here.ada.id, language="pt", said=1, translation=made),
        Asked(room=here.room, seq=3, author=here.ada.id, question=question),
        reacted,
    ]
    assert await between(here, 0, 4) == everything
    assert await between(here, 1, 2) == everything[1:2]
    assert await between(here, 4, 9) == []


async def test_what_was_taken_away_is_told_no_more(here: Place) -> None:
    first, second = await here.post(here.ada), await here.post(here.rui)
    await here.translate(first, "pt")
    edited = (await here.edit(first, "Other words.")).after
    removed = (await here.remove(second)).after
    assert await between(here, 0, 5) == [
        Posted(room=here.room, seq=1, message=edited),
        Posted(room=here.room, seq=2, message=removed),
        Edited(room=here.room, seq=4, message=edited),
        Removed(room=here.room, seq=5, message=removed),
    ]


async def test_a_reaction_stays_with_other_words_and_goes_with_the_message(here: Place) -> None:
    said = await here.post(here.ada)
    given = await here.react(said, here.rui)
    taken = await here.react(said, here.ada, given=True), await here.react(said, here.ada, given=False)
    assert (await here.react(said, here.rui), await here.react(said, here.ada, given=False)) == (None, None)
    await here.edit(said, "Other words.")
    assert await between(here, 1, 4) == [given, taken[1]]
    assert (await here.missed(here.rui, None)).facts[1:] == (given,), "a page has no reaction that was taken away"
    await here.remove(said)
    assert [fact.seq for fact in await between(here, 0, 6)] == [1, 6]


async def test_the_last_number_of_each_room(here: Place) -> None:
    other = await place(here.store)
    await here.post(here.ada)
    wanted = [here.room, other.room, clock.new_id()]
    assert await here.store.read(partial(rooms.last_numbers, wanted=wanted)) == {here.room: 1, other.room: 0}


@given(done=deeds)
@settings(deadline=None, max_examples=40)
def test_memory_tells_each_reader_what_the_store_would(store: Store, done: list[tuple[str, int]]) -> None:
    async def compare() -> None:
        here = await place(store)
        room, cache = Room(here), EventCache()
        cache.begin(here.room, 0)
        await room.act(done)
        for fact in room.facts:
            cache.on_event(fact)
        for reader in (here.ada, here.rui, Member(clock.new_id(), "Eva", "fr")):
            for since in range(len(room.facts) + 1):
                assert cache.missed(reader, here.room, since) == await here.missed(reader, since)
        middle = len(room.facts) // 2
        which = memberships.c.room == here.room, memberships.c.member == here.rui.id
        came = update(memberships).where(*which).values(sees_after=middle)
        await here.write(lambda connection: connection.execute(came))
        for since in range(len(room.facts) + 1):
            assert cache.missed(here.rui, here.room, since, middle) == await here.missed(here.rui, since)

    asyncio.run(compare())
