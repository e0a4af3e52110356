"""Keeps the index of words up to date behind the facts: a little later than they are told, and after a restart."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from enishi.doors.house import House
from enishi.errors import StoreError
from enishi.features.search import table
from enishi.features.search.tokens import tokens
from enishi.gathering.facts.sources import Sources
from enishi.gathering.messages.wire import Edited, Posted
from enishi.gathering.translations.wire import Translated
from enishi.protocol import Event, Fact
from enishi.tasks import Tasks

AT_ONCE = 100
"""Facts that are indexed in one transaction: others wait for it."""

AGAIN = 10.0
"""Seconds after which it is tried again where the disk or the database stood in the way."""

PAUSE = 0.5
"""Seconds between two looks: what is said meanwhile is indexed together."""


class Indexing:
    """Each process indexes the rooms in which it published something; what none did is found at the next start."""

    def __init__(self, house: House) -> None:
        self._store = house.store
        self._sources = house.sources
        self._behind: set[UUID] = set()
        self._news = asyncio.Event()

    def on_event(self, event: Event) -> None:
        """A fact was committed here."""
        if isinstance(event, Posted | Edited | Translated):
            self._behind.add(event.room)
            self._news.set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Index in the background."""
        tasks = Tasks("Indexing words", private=True)
        tasks.start(self._run())
        try:
            yield
        finally:
            await tasks.close()

    async def _run(self) -> None:
        self._behind.update(await self._store.read(table.behind))
        while True:
            self._news.clear()
            while self._behind:
                await self._catch_up(self._behind.pop())
            await self._news.wait()
            await asyncio.sleep(PAUSE)

    async def _catch_up(self, room: UUID) -> None:
        try:
            while await self._store.write(partial(index_some, sources=self._sources, room=room), room=room):
                pass
        except StoreError:  # it was logged where it happened
            self._behind.add(room)
            await asyncio.sleep(AGAIN)


def index_some(connection: Connection, sources: Sources, room: UUID) -> bool:
    """Index the next facts of the room; whether there are more."""
    upto, last = table.progress(connection, room)
    if upto >= last:
        return False
    end = min(last, upto + AT_ONCE)
    for fact in sources.between(connection, room, upto, end):
        _index(connection, fact)
    table.advance(connection, room, end)
    return end < last


def _index(connection: Connection, fact: Fact) -> None:
    match fact:
        case Posted(message=said) | Edited(message=said) | Translated(translation=said):
            words = {token.key for token in tokens(said.text, said.language)}
            table.put(connection, fact.room, fact.first, said.language, words)
        case _:
            pass
