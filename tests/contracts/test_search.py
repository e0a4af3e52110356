"""The index of words in every store: the same messages are found, in the same order, and none that is gone."""

from functools import partial

from sqlalchemy import select

from enishi import clock
from enishi.features.search import table
from enishi.features.search.indexing import AT_ONCE, index_some
from enishi.features.search.tokens import wanted
from enishi.features.search.wire import SearchQuery
from enishi.gathering.messages import table as messages
from enishi.store.store import Store
from tests.support.rooms import SOURCES, Place, place


async def index(here: Place) -> int:
    """Everything, and in how many steps."""
    steps = 1
    while await here.write(partial(index_some, sources=SOURCES, room=here.room)):
        steps += 1
    return steps


async def found(here: Place, text: str, language: str = "en") -> list[str]:
    which = table.said_by(SearchQuery(text=text), after=0)
    keys = wanted(text, language)
    hits = await here.store.read(lambda connection: table.find(connection, here.room, language, keys, *which, most=9))
    return [hit.text for hit in hits]


async def test_messages_are_found_by_all_words_and_else_by_most_of_them(store: Store) -> None:
    here = await place(store)
    for text in ("warm bread", "cold bread", "warm soup", "warm bread and soup"):
        await here.post(here.ada, text)
    assert await index(here) == 1
    assert await found(here, "bread warm") == ["warm bread and soup", "warm bread"]
    assert await found(here, "cold soup tomorrow") == ["cold bread", "warm bread and soup", "warm soup"]
    assert await found(here, "bread", "pt") == []
    assert list(await store.read(lambda connection: list(table.languages(connection, here.room)))) == ["en"]


async def test_many_messages_are_indexed_in_steps_and_each_once(store: Store) -> None:
    here = await place(store)
    for number in range(AT_ONCE + 1):
        await here.post(here.ada, f"number {number}")
    assert here.room in await store.read(table.behind)
    assert await index(here) == 2
    assert here.room not in await store.read(table.behind)
    assert await index(here) == 1
    assert await found(here, "number 100") == ["number 100"]


async def test_no_word_is_left_of_what_was_removed_or_of_a_room_that_was_deleted(store: Store) -> None:
    here = await place(store)
    said = await here.post(here.ada, "warm bread")
    await index(here)
    words = select(table.search_words.c.word).where(table.search_words.c.room == here.room)
    assert len(await store.read(lambda connection: connection.execute(words).all())) == 2
    remove = partial(messages.remove, sources=SOURCES, room=here.room, message=said.id, at=clock.now())
    await here.write(remove)
    assert await store.read(lambda connection: connection.execute(words).all()) == []
    await index(here)
    assert await store.read(lambda connection: connection.execute(words).all()) == []
