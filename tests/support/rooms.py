"""Rooms and people in a store, and what they do there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from inspect import isabstract
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection

import enishi.app.features  # noqa: F401  (defines the sources of all features)
from enishi import clock
from enishi.app.spine import spine_sources
from enishi.feature import Source
from enishi.features.questions import table as questions
from enishi.features.questions.wire import Question
from enishi.features.reactions import table as reactions
from enishi.features.reactions.wire import Reacted
from enishi.gathering.facts.sources import Sources
from enishi.gathering.messages import pages
from enishi.gathering.messages import table as messages
from enishi.gathering.messages.table import Appended, Changed
from enishi.gathering.people import members_table as members
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.translations import memory_table as memory
from enishi.gathering.translations import table as translations
from enishi.gathering.translations.memory_table import Remembered
from enishi.model import Member, Message, Room, Step, Translation
from enishi.protocol import CaughtUp, Page
from enishi.store.store import Store

T = TypeVar("T")

ROUTE = (Step("firefox", "en", "pt"),)


def source_kinds(kind: type[Source] = Source) -> Iterator[type[Source]]:
    """All kinds of sources that can be made, however far below `kind`."""
    for below in kind.__subclasses__():
        if not isabstract(below):
            yield below
        yield from source_kinds(below)


def every_source() -> Sources:
    """The sources of the spine and of all features, whichever features there are."""
    sources = spine_sources()
    there = {type(source) for source in sources}
    all_kinds = (kind for kind in source_kinds() if kind.__module__.startswith("enishi."))
    sources.add(*(kind() for kind in all_kinds if kind not in there))
    return sources


SOURCES = every_source()


@dataclass(frozen=True)
class Place:
    """A room with two people who write."""

    store: Store
    room: UUID
    ada: Member
    rui: Member

    async def write(self, work: Callable[[Connection], T]) -> T:
        return await self.store.write(work, room=self.room)

    async def post(self, author: Member, text: str = "hello", nonce: str | None = None) -> Message:
        return (await self.append(author, text, nonce or str(clock.new_id()))).message

    async def append(self, author: Member, text: str, nonce: str, reply_to: UUID | None = None) -> Appended:
        said = Message(
            id=clock.new_id(),
            room=self.room,
            author=author.id,
            language=author.language,
            text=text,
            sent_at=clock.now(),
            reply_to=reply_to,
        )
        return await self.write(partial(messages.append, message=said, nonce=nonce))

    async def edit(self, message: Message, text: str) -> Changed:
        return await self._change(message, partial(messages.edit, text=text, at=clock.now()))

    async def relabel(self, message: Message, language: str) -> Changed:
        return await self._change(message, partial(messages.relabel, language=language))

    async def remove(self, message: Message) -> Changed:
        return await self._change(message, partial(messages.remove, at=clock.now()))

    async def _change(self, message: Message, change: Callable[..., Changed]) -> Changed:
        return await self.write(partial(change, sources=SOURCES, room=self.room, message=message.id))

    async def translate(self, message: Message, language: str, text: str = "olá") -> Translation | None:
        made = self.translation(message, language, text, route=ROUTE)
        return await self.write(partial(translations.keep, translation=made))

    def translation(
        self, message: Message, language: str, text: str, *, route: tuple[Step, ...] = (), by: UUID | None = None
    ) -> Translation:
        """As it is before it is kept."""
        return Translation(
            room=self.room,
            message=message.id,
            of=message.changed,
            language=language,
            text=text,
            route=route,
            corrected_by=by,
        )

    async def correct(self, message: Message, reader: Member, text: str) -> Translation:
        made = self.translation(message, reader.language, text, by=reader.id)
        learned = Remembered(
            room=self.room,
            source=message.language,
            target=reader.language,
            text=message.text,
            translation=text,
            message=message.id,
            made_by=reader.id,
            made_at=clock.now(),
        )

        def work(connection: Connection) -> Translation:
            memory.keep(connection, learned)
            kept = translations.put(connection, made)
            assert kept
            return kept

        return await self.write(work)

    async def ask(self, message: Message, reader: Member, phrase: str | None = None) -> Question:
        """The reader did not understand it."""
        question = Question(self.room, message.id, reader.id, message.changed, reader.language, phrase)
        kept = await self.write(partial(questions.keep, question=question))
        assert kept
        return kept

    async def react(self, message: Message, member: Member, sign: str = "👍", *, given: bool = True) -> Reacted | None:
        reaction = {"room": self.room, "message": message.id, "member": member.id, "sign": sign, "given": given}
        return await self.write(partial(reactions.put, reaction=reaction, author=message.author))

    async def remembered(self, text: str, source: str = "en", target: str = "pt") -> str | None:
        look = partial(memory.look_up, room=self.room, source=source, target=target, text=text)
        found = await self.store.read(look)
        return None if found is None else found.translation

    async def missed(self, reader: Member, since: int | None, limit: int = 50) -> CaughtUp:
        look = partial(pages.missed, sources=SOURCES, room=self.room, reader=reader, since=since, limit=limit)
        return await self.store.read(look)

    async def page(self, reader: Member, limit: int, before: int | None = None) -> Page:
        look = partial(pages.page, sources=SOURCES, room=self.room, reader=reader, limit=limit, before=before)
        return await self.store.read(look)


async def place(store: Store) -> Place:
    """A new room, and two new people in it."""
    room = Room(clock.new_id(), "Room")
    ada, rui = Member(clock.new_id(), "Ada", "en"), Member(clock.new_id(), "Rui", "pt")

    def make(connection: Connection) -> None:
        rooms.add(connection, room, clock.now())
        for who in (ada, rui):
            members.add(connection, who, clock.now())
            rooms.enter(connection, room.id, who.id)

    await store.write(make, room=room.id)
    return Place(store, room.id, ada, rui)
