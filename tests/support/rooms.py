"""Rooms and people in a store, and what they do there."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from enishi import clock
from enishi.gathering.messages import table as messages
from enishi.gathering.messages.table import Appended, Changed, Reader
from enishi.gathering.people import members_table as members
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.translations import memory_table as memory
from enishi.gathering.translations import table as translations
from enishi.model import Member, Message, Missed, Remembered, Room, Step, Translation
from enishi.store.store import Store

ROUTE = (Step("firefox", "en", "pt"),)


@dataclass(frozen=True)
class Place:
    """A room with two people who write."""

    store: Store
    room: UUID
    ada: Member
    rui: Member

    async def post(self, author: Member, text: str = "hello", nonce: str | None = None) -> Message:
        return (await self.append(author, text, nonce or str(clock.new_id()))).message

    async def append(self, author: Member, text: str, nonce: str, reply_to: UUID | None = None) -> Appended:
        said = Message(
            clock.new_id(), self.room, 0, 0, author.id, author.language, text, clock.now(), reply_to=reply_to
        )
        return await self.store.write(partial(messages.append, message=said, nonce=nonce))

    async def edit(self, message: Message, text: str) -> Changed:
        work = partial(messages.edit, room=self.room, message=message.id, text=text, at=clock.now())
        return await self.store.write(work)

    async def remove(self, message: Message) -> Changed:
        return await self.store.write(partial(messages.remove, room=self.room, message=message.id, at=clock.now()))

    async def translate(self, message: Message, language: str, text: str = "olá") -> Translation | None:
        made = Translation(self.room, message.id, 0, message.changed, language, text, ROUTE)
        return await self.store.write(partial(translations.keep, translation=made))

    async def correct(self, message: Message, reader: Member, text: str) -> Translation:
        made = Translation(self.room, message.id, 0, message.changed, reader.language, text, corrected_by=reader.id)
        learned = Remembered(
            self.room, message.language, reader.language, message.text, text, message.id, reader.id, clock.now()
        )

        def work(connection: Connection) -> Translation:
            memory.keep(connection, learned)
            kept = translations.put(connection, made)
            assert kept
            return kept

        return await self.store.write(work)

    async def remembered(self, text: str, source: str = "en", target: str = "pt") -> str | None:
        look = partial(memory.look_up, room=self.room, source=source, target=target, text=text)
        found = await self.store.read(look)
        return None if found is None else found.translation

    async def missed(self, reader: Member, since: int | None, limit: int = 50) -> Missed:
        who = Reader(reader.id, reader.language)
        return await self.store.read(partial(messages.missed, room=self.room, reader=who, since=since, limit=limit))


async def place(store: Store) -> Place:
    """A new room, and two new people in it."""
    room = Room(clock.new_id(), "Room")
    ada, rui = Member(clock.new_id(), "Ada", "en"), Member(clock.new_id(), "Rui", "pt")

    def make(connection: Connection) -> None:
        rooms.add(connection, room, clock.now())
        for who in (ada, rui):
            members.add(connection, who, clock.now())
            rooms.enter(connection, room.id, who.id)

    await store.write(make)
    return Place(store, room.id, ada, rui)
