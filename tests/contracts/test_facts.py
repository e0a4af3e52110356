"""What every store has to tell of facts by their numbers, to who missed some."""

from functools import partial

import pytest

from enishi import clock
from enishi.features.questions import table as questions
from enishi.gathering.facts import table as facts
from enishi.gathering.facts.table import Fact
from enishi.model import Question
from enishi.store.store import Store
from tests.support.rooms import Place, place


@pytest.fixture
async def here(store: Store) -> Place:
    return await place(store)


async def between(here: Place, after: int, upto: int) -> list[Fact]:
    return await here.store.read(partial(facts.between, room=here.room, after=after, upto=upto))


async def test_each_fact_is_told_under_its_number_with_who_wrote_the_message(here: Place) -> None:
    said = await here.post(here.ada)
    made = await here.translate(said, "pt")
    asked = await here.store.write(
        partial(questions.keep, question=Question(here.room, said.id, here.rui.id, 0, said.changed, "pt"))
    )
    assert made
    assert asked
    everything = [Fact(1, here.ada.id, said), Fact(2, here.ada.id, made), Fact(3, here.ada.id, asked)]
    assert await between(here, 0, 3) == everything
    assert await between(here, 1, 2) == everything[1:2]
    assert await between(here, 3, 9) == []


async def test_what_was_taken_away_is_told_no_more(here: Place) -> None:
    first, second = await here.post(here.ada), await here.post(here.rui)
    await here.translate(first, "pt")
    edited = (await here.edit(first, "Other words.")).after
    removed = (await here.remove(second)).after
    assert await between(here, 0, 5) == [
        Fact(1, here.ada.id, edited),
        Fact(2, here.rui.id, removed),
        Fact(4, here.ada.id, edited),
        Fact(5, here.rui.id, removed),
    ]


async def test_the_last_number_of_each_room(here: Place) -> None:
    other = await place(here.store)
    await here.post(here.ada)
    wanted = [here.room, other.room, clock.new_id()]
    assert await here.store.read(partial(facts.last_numbers, wanted=wanted)) == {here.room: 1, other.room: 0}
