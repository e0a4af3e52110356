"""What every source owes: it hears of changed messages, exports a member's words, and erases them to the last byte."""

from functools import partial
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import JSON, Boolean, Column, Connection, Integer, String, Uuid, insert, select
from typing_extensions import override

from enishi import clock
from enishi.feature import Source, Words
from enishi.gathering.facts.sources import Sources
from enishi.gathering.messages import table as messages
from enishi.gathering.people import members_table as members
from enishi.gathering.people import rooms_table as rooms
from enishi.model import Member, Message
from enishi.store.store import Store
from enishi.store.tables import Instant, metadata
from tests.support.rooms import SOURCES, Place, place

OF_MEMBERS = [source for source in SOURCES if any(words.by is not None for words in source.words)]


def name(source: Source) -> str:
    return type(source).__name__


class Author:
    """A member whose every word, in every table that can have words of members, is the same: nobody else's."""

    def __init__(self, here: Place, said: Message) -> None:
        self.word = f"canary{clock.new_id().hex}"
        self.id = clock.new_id()
        self._here = here
        self._said = said

    async def write(self) -> None:
        await self._here.write(self._write)

    def _write(self, connection: Connection) -> None:
        members.add(connection, Member(self.id, self.word, "pt"), clock.now())
        for table in metadata.sorted_tables:
            mine = [words for source in OF_MEMBERS for words in source.words if words.column.table is table]
            if mine and table is not members.members:
                connection.execute(insert(table).values(self._row(connection, mine)))

    def _row(self, connection: Connection, mine: list[Words]) -> dict[str, object]:
        """A row in the room, about the message where the table knows messages, with the word wherever words can be."""
        number = rooms.next_number(connection, self._here.room)
        values: dict[str, object] = {}
        for column in mine[0].column.table.columns:
            values[column.name] = None if column.nullable else self._value(column, number)
        place = {"room": self._here.room, "message": self._said.id}
        values |= {key: value for key, value in place.items() if key in values}
        for words in mine:
            many = [{"text": self.word, "made_by": str(self.id)}]
            values[words.column.name] = many if isinstance(words.column.type, JSON) else self.word
            values |= {} if words.by is None else {words.by.name: self.id}
        return values

    @staticmethod
    def _value(column: Column[Any], number: int) -> object:
        match column.type:
            case Instant():
                return clock.now()
            case Uuid():
                return clock.new_id()
            case Boolean():
                return True
            case Integer():
                return number
            case String():
                return f"x{number}"
            case JSON():
                return []
            case _:
                return clock.new_id().bytes


@pytest.fixture
async def here(store: Store) -> Place:
    return await place(store)


@pytest.fixture
async def author(here: Place) -> Author:
    return await _author(here)


@pytest.fixture
async def other(here: Place) -> Author:
    return await _author(here)


async def _author(here: Place) -> Author:
    author = Author(here, await here.post(here.ada))
    await author.write()
    return author


async def holding(here: Place, word: str) -> set[str]:
    """The tables in which the word is."""

    def look(connection: Connection) -> set[str]:
        return {table.name for table in metadata.sorted_tables if word in repr(connection.execute(select(table)).all())}

    return await here.store.read(look)


async def erase(here: Place, sources: Sources, member: UUID) -> None:
    def work(connection: Connection) -> None:
        for source in sources:
            source.erase(connection, member)

    await here.store.write(work, room=None)


@pytest.mark.parametrize("source", OF_MEMBERS, ids=name)
async def test_a_member_is_given_their_words_and_nobody_else_s(
    here: Place, author: Author, other: Author, source: Source
) -> None:
    rows = await here.store.read(lambda connection: list(source.export(connection, author.id)))
    tables = {words.column.table.name for words in source.words}
    assert len(rows) == len(tables) == 1
    assert author.word in repr(rows)
    assert other.word not in repr(rows)


async def test_nothing_is_left_of_the_words_of_who_is_erased_and_all_of_the_others(
    here: Place, author: Author, other: Author
) -> None:
    everywhere = {words.column.table.name for source in OF_MEMBERS for words in source.words}
    assert len(everywhere) >= 7
    assert await holding(here, author.word) == await holding(here, other.word) == everywhere
    await erase(here, SOURCES, author.id)
    assert await holding(here, author.word) == set()
    assert await holding(here, other.word) == everywhere


async def test_of_who_is_disowned_the_words_stay_without_the_name(here: Place, author: Author, other: Author) -> None:
    everywhere = await holding(here, other.word)

    def work(connection: Connection) -> None:
        for source in SOURCES:
            source.disown(connection, author.id)

    await here.store.write(work, room=None)
    assert await holding(here, author.word) == everywhere - {"members", "profiles"}
    assert await holding(here, other.word) == everywhere


@pytest.mark.parametrize("source", OF_MEMBERS, ids=name)
async def test_a_source_that_erases_nothing_is_noticed(here: Place, author: Author, source: Source) -> None:
    class Forgetful(type(source)):  # type: ignore[misc]
        @override
        def erase(self, connection: Connection, member: UUID) -> None:
            pass

    mutant = Sources()
    mutant.add(*(each for each in SOURCES if each is not source), Forgetful.__new__(Forgetful))
    await erase(here, mutant, author.id)
    assert await holding(here, author.word) == {words.column.table.name for words in source.words}


async def test_who_corrects_is_not_given_the_words_of_others(here: Place) -> None:
    said = await here.post(here.ada, "adas secret")
    await here.correct(said, here.rui, "o segredo")
    await here.translate(said, "es", "el secreto")

    def exported(connection: Connection, member: UUID) -> str:
        return repr([row for source in SOURCES for row in source.export(connection, member)])

    rui = await here.store.read(partial(exported, member=here.rui.id))
    assert "o segredo" in rui
    assert "adas secret" not in rui
    ada = await here.store.read(partial(exported, member=here.ada.id))
    assert "adas secret" in ada
    assert "el secreto" in ada
    assert "o segredo" not in ada


async def test_a_room_is_exported_without_what_is_between_two(here: Place) -> None:
    said = await here.post(here.ada, "adas words")
    await here.correct(said, here.rui, "as palavras")
    await here.ask(said, here.rui, "ruis question")

    def exported(connection: Connection) -> dict[str, str]:
        named = (source for source in SOURCES if source.words or source.of_members)
        return {source.name: repr(list(source.export_room(connection, here.room))) for source in named}

    found = await here.store.read(exported)
    assert "adas words" in found["messages"]
    assert "as palavras" in found["translations"]
    assert "Rui" in found["memberships"]
    assert "ruis question" not in str(found)


async def test_who_has_less_than_the_room_was_renewed_with_reads_it_afresh(here: Place) -> None:
    said = await here.post(here.ada)
    number = await here.write(partial(rooms.renew, room=here.room))
    assert number == said.seq + 1
    assert (await here.missed(here.rui, said.seq)).fresh
    assert not (await here.missed(here.rui, number)).fresh


async def test_what_others_made_of_the_words_goes_with_them(here: Place) -> None:
    word = f"canary{clock.new_id().hex}"
    said = await here.post(here.ada, word)
    await here.correct(said, here.rui, word.upper())
    await here.ask(said, here.rui, word)
    await here.react(said, here.rui)
    assert await holding(here, word) == {"messages", "memory", "questions"}
    await erase(here, SOURCES, here.ada.id)
    for trace in (word, word.upper()):
        assert await holding(here, trace) == set()
    found = await here.missed(here.rui, None)
    assert [fact.type for fact in found.facts] == ["posted"], "its place is left, and nothing about it"


class Ear(Source):
    """Remembers which changes it was told of."""

    def __init__(self) -> None:
        self.told: list[tuple[Message, Message]] = []

    @override
    def message_changed(self, connection: Connection, before: Message, after: Message) -> None:
        self.told.append((before, after))


async def test_every_source_is_told_of_each_edit_relabelling_and_removal(here: Place) -> None:
    said, ears = await here.post(here.ada), [Ear(), Ear()]
    sources = Sources()
    sources.add(*ears)
    forms = [said]
    for change in (
        partial(messages.edit, text="Other words.", at=clock.now()),
        partial(messages.relabel, language="pt"),
        partial(messages.relabel, language="pt"),
        partial(messages.remove, at=clock.now()),
    ):
        changed = await here.write(partial(change, sources=sources, room=here.room, message=said.id))
        forms += [] if changed.after == changed.before else [changed.after]
    assert len(forms) == 4
    for ear in ears:
        assert ear.told == list(pairwise(forms))
