"""Translations: their table, and the only SQL on it. One a message and language, never one a reader."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    and_,
    cast,
    delete,
    insert,
    or_,
    select,
)
from typing_extensions import override

from enishi.feature import Words, readable, rows
from enishi.gathering.messages.attached import AttachedSource
from enishi.gathering.messages.table import is_present, messages
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.translations.wire import Translated, translated_of
from enishi.model import Member, Step, TermUse, Translation
from enishi.store.tables import DATA, Instant, metadata

translations = Table(
    "translations",
    metadata,
    Column("room", ForeignKey("rooms.id"), primary_key=True),
    Column("message", Uuid, primary_key=True),
    Column("language", String(35), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("of", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("route", JSON, nullable=False, info=DATA),
    Column("doubts", JSON, nullable=False, info=DATA),
    Column("corrected_by", ForeignKey("members.id")),
    Column("corrected_at", Instant),
    Column("confirmed_by", ForeignKey("members.id")),
    Column("terms", JSON, nullable=False),
    ForeignKeyConstraint(["room", "message"], ["messages.room", "messages.id"], name="fk_translations_message"),
    UniqueConstraint("room", "seq"),
)

_TERMS = TypeAdapter(tuple[TermUse, ...])

_OF_ITS_MESSAGE = (messages.c.room == translations.c.room) & (messages.c.id == translations.c.message)


def keep(connection: Connection, translation: Translation) -> Translation | None:
    """Keep a translation under its room's next number; None when nobody needs it any more.

    That is so when the message was changed or removed meanwhile, or this form is kept in that language already.
    """
    if get(connection, translation.room, translation.message, translation.language):
        return None
    if not is_present(connection, translation.room, translation.message, translation.of):
        return None
    return _insert(connection, translation)


def put(connection: Connection, translation: Translation) -> Translation | None:
    """Keep a translation in place of the present one, under the room's next number.

    None when the message was changed or removed meanwhile.
    """
    if not is_present(connection, translation.room, translation.message, translation.of):
        return None
    place = _place(translation.room, translation.message, translation.language)
    connection.execute(delete(translations).where(*place))
    return _insert(connection, translation)


def get(connection: Connection, room: UUID, message: UUID, language: str) -> Translation | None:
    """The message in that language, if it is kept."""
    row = connection.execute(select(translations).where(*_place(room, message, language))).one_or_none()
    return None if row is None else _from_row(row)


def _place(room: UUID, message: UUID, language: str) -> tuple[ColumnElement[bool], ...]:
    return translations.c.room == room, translations.c.message == message, translations.c.language == language


def _insert(connection: Connection, translation: Translation) -> Translation:
    seq = rooms.next_number(connection, translation.room)
    connection.execute(
        insert(translations).values(
            message=translation.message,
            language=translation.language,
            room=translation.room,
            seq=seq,
            of=translation.of,
            text=translation.text,
            route=[[step.engine, step.source, step.target] for step in translation.route],
            doubts=translation.doubts,
            corrected_by=translation.corrected_by,
            corrected_at=translation.corrected_at,
            confirmed_by=translation.confirmed_by,
            terms=_TERMS.dump_python(translation.terms, mode="json"),
        )
    )
    return replace(translation, seq=seq)


def _from_row(row: Row[tuple[object, ...]]) -> Translation:
    return Translation(
        room=row.room,
        message=row.message,
        of=row.of,
        language=row.language,
        text=row.text,
        route=tuple(Step(*step) for step in row.route),
        doubts=tuple(row.doubts),
        corrected_by=row.corrected_by,
        corrected_at=row.corrected_at,
        confirmed_by=row.confirmed_by,
        terms=_TERMS.validate_python(row.terms) if row.terms else (),
        seq=row.seq,
    )


class TranslationSource(AttachedSource):
    """Translations go with the form of the message that they translate."""

    table = translations
    words = tuple(
        Words(column, by=translations.c.corrected_by) for column in (translations.c.text, translations.c.terms)
    )

    @override
    def export(self, connection: Connection, member: UUID) -> Iterable[Mapping[str, Any]]:
        """What they corrected, and what engines made of their messages; the corrections of others are theirs."""
        made = and_(translations.c.corrected_by.is_(None), messages.c.author == member)
        query = readable(translations).join(messages, _OF_ITS_MESSAGE)
        return rows(connection, query.where(or_(translations.c.corrected_by == member, made)))

    @override
    def erase(self, connection: Connection, member: UUID) -> None:
        """What they corrected, and what has words of their terms; it is translated anew for who reads it."""
        settled = cast(translations.c.terms, Text).contains(str(member))
        connection.execute(delete(translations).where(or_(translations.c.corrected_by == member, settled)))

    @override
    def concerns(self, reader: Member) -> ColumnElement[bool]:
        """In the language that they read, and in every language of what they wrote."""
        return or_(translations.c.language == reader.language, messages.c.author == reader.id)

    @override
    def facts(self, connection: Connection, *which: ColumnElement[bool], limit: int | None = None) -> list[Translated]:
        query = select(translations, messages.c.author, messages.c.seq.label("said"))
        found = query.join(messages, _OF_ITS_MESSAGE).where(*which).order_by(translations.c.seq).limit(limit)
        return [translated_of(row.author, row.said, _from_row(row)) for row in connection.execute(found)]
