"""Facts that other processes added are told in their turn; those that nobody told of are read from the store."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest

from enishi.features.drafts.wire import Drafting
from enishi.gathering.facts.event_cache import EventCache
from enishi.gathering.facts.ordering import PATIENCE, Ordering
from enishi.gathering.messages.source import posted as said
from enishi.model import Message
from enishi.protocol import Event, Fact
from enishi.store.sqlite import SQLiteStore
from tests.support.facts import drafting, messages_in, posted
from tests.support.rooms import SOURCES, Place, place


class Readers:
    """Who reads in this process, and what they are told."""

    def __init__(self, here: Place) -> None:
        self.cache = EventCache()
        self.rooms: set[UUID] = {here.room}
        self.told: list[Event] = []
        self._news = asyncio.Event()
        self.ordering = Ordering(
            here.store, SOURCES, reads=self.rooms.__contains__, cache=self.cache, deliver=self._hear
        )

    def _hear(self, event: Event) -> None:
        self.told.append(event)
        self._news.set()

    async def hears(self, *numbers: int) -> None:
        """Wait until these are told, and nothing else."""
        async with asyncio.timeout(10):
            while len(self.told) < len(numbers):
                self._news.clear()
                await self._news.wait()
        assert [event.seq for event in self.told if isinstance(event, Fact)] == list(numbers)


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Place]:
    async with SQLiteStore(tmp_path) as store:
        yield await place(store)


@pytest.fixture
def readers(here: Place) -> Readers:
    return Readers(here)


async def posts(here: Place, many: int) -> list[Message]:
    return [await here.post(here.ada) for _ in range(many)]


async def test_what_nobody_told_of_is_read_from_the_store_all_at_once(here: Place, readers: Readers) -> None:
    await readers.ordering.ready(here.room)
    messages = await posts(here, 40)
    begun = asyncio.get_running_loop().time()
    for message in reversed(messages[1::2]):
        readers.ordering.on_event(said(message))
    await readers.hears(*range(1, 41))
    assert asyncio.get_running_loop().time() - begun < 10 * PATIENCE, "not one hole after the other"


async def test_what_is_missing_when_the_telling_begins_is_read_too(here: Place, readers: Readers) -> None:
    await posts(here, 1)
    readers.ordering.on_event(posted(3, room=here.room))  # of the second one nothing is left
    await readers.hears(3)


async def test_even_the_last_fact_is_noticed(here: Place, readers: Readers) -> None:
    await readers.ordering.ready(here.room)
    await posts(here, 2)
    await readers.ordering.check()
    await readers.hears(1, 2)


async def test_who_comes_is_told_what_is_newer_than_what_they_read_and_nothing_twice(
    here: Place, readers: Readers
) -> None:
    first, second = await posts(here, 2)
    readers.ordering.on_event(said(second))  # before anybody knows from where to tell
    readers.ordering.on_event(said(first))
    await readers.ordering.ready(here.room)
    (third,) = await posts(here, 1)
    for _ in range(2):
        readers.ordering.on_event(said(third))
    await readers.hears(3)
    missed = readers.cache.missed(here.rui, here.room, since=2)
    assert missed
    assert (missed.seq, [message.seq for message in messages_in(missed.facts)]) == (3, [3])
    assert not readers.cache.missed(here.rui, here.room, since=1), "what was before nobody told here"


async def test_what_has_no_number_waits_for_nothing_and_rooms_without_readers_are_not_minded(
    here: Place, readers: Readers
) -> None:
    await readers.ordering.ready(here.room)
    _, second = await posts(here, 2)
    readers.ordering.on_event(said(second))
    readers.ordering.on_event(drafting())
    assert [type(event) for event in readers.told] == [Drafting]
    readers.told.clear()
    readers.rooms.clear()
    readers.ordering.on_event(said(second))
    assert [event.seq for event in readers.told if isinstance(event, Fact)] == [2]
    assert not readers.ordering._rooms
