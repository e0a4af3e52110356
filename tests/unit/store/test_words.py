"""No table can hold people's words without a source that exports and erases them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Column, Integer, MetaData, String, Table, Text

from enishi.app.application import open_features
from enishi.feature import Source, Words
from enishi.gathering.messages.source import MessageSource
from enishi.gathering.messages.table import messages
from enishi.store.tables import DATA, metadata
from tests.support.house import furnished
from tests.support.rooms import source_kinds
from tests.support.server import silent

LONGEST_CODE = 64
"""Characters that a language tag, a nonce or a kind may have; what is longer can be words."""


def undeclared(tables: Iterable[Table], sources: Iterable[Source]) -> Iterator[str]:
    """The columns that can hold words, are not marked as data, and belong to no source."""
    declared = {words.column for source in sources for words in source.words}
    for table in tables:
        for column in table.columns:
            if can_hold_words(column) and column not in declared and column.info != DATA:
                yield f"{table.name}.{column.name}"


def can_hold_words(column: Column[Any]) -> bool:
    match column.type:
        case Text() | JSON():
            return True
        case String(length=length):
            return length is None or length > LONGEST_CODE
        case _:
            return False


async def test_every_column_that_can_hold_words_belongs_to_a_source_of_the_server(tmp_path: Path) -> None:
    async with furnished(silent(tmp_path)) as house:
        open_features(house)
        sources = list(house.sources)
    assert list(undeclared(metadata.sorted_tables, sources)) == []
    fewer = [source for source in sources if not isinstance(source, MessageSource)]
    assert list(undeclared(metadata.sorted_tables, fewer)) == ["messages.text"]


def test_words_belong_to_their_table_and_to_who_is_named_in_it() -> None:
    for words in (words for source in source_kinds() for words in source.words):
        assert words.by is None or words.by.table is words.column.table, f"{words.column}"
        assert words.column.info != DATA, f"{words.column} is marked as data"


def test_long_text_and_json_can_hold_words_and_codes_and_numbers_cannot() -> None:
    table = Table(
        "some",
        MetaData(),
        Column("number", Integer),
        Column("code", String(LONGEST_CODE)),
        Column("data", JSON, info=DATA),
        Column("title", String(LONGEST_CODE + 1)),
        Column("note", String),
        Column("text", Text),
        Column("list", JSON),
    )
    assert list(undeclared([table], [])) == ["some.title", "some.note", "some.text", "some.list"]

    class Notes(Source):
        words = (Words(table.c.note, by=None), Words(table.c.text, by=None))

    assert list(undeclared([table], [Notes()])) == ["some.title", "some.list"]
    assert list(undeclared([messages], [MessageSource.__new__(MessageSource)])) == []
