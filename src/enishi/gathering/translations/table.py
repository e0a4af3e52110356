"""Translations: one a message and language, never one a reader."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, or_, select

from enishi.gathering.people import rooms_table as rooms
from enishi.model import Message, Step, Translation
from enishi.store.tables import messages, translations


def keep(connection: Connection, translation: Translation) -> Translation | None:
    """Keep a translation under its room's next number; None when nobody needs it any more.

    That is so when the message has changed or gone meanwhile, or this form of it is kept in that language already.
    """
    if get(connection, translation.message, translation.language):
        return None
    if not is_present(connection, translation.message, translation.of):
        return None
    return _insert(connection, translation)


def put(connection: Connection, translation: Translation) -> Translation | None:
    """Keep a translation in place of the present one, under the room's next number.

    None when the message has changed or gone meanwhile.
    """
    if not is_present(connection, translation.message, translation.of):
        return None
    connection.execute(delete(translations).where(*_place(translation.message, translation.language)))
    return _insert(connection, translation)


def get(connection: Connection, message: UUID, language: str) -> Translation | None:
    """The message in that language, if it is kept."""
    row = connection.execute(select(translations).where(*_place(message, language))).one_or_none()
    return None if row is None else from_row(row)


def _place(message: UUID, language: str) -> tuple[ColumnElement[bool], ...]:
    return translations.c.message == message, translations.c.language == language


def is_present(connection: Connection, message: UUID, form: int) -> bool:
    """Whether the message still has the form of that number, and its words."""
    present = messages.c.id == message, messages.c.changed == form, messages.c.removed_at.is_(None)
    return connection.execute(select(messages.c.id).where(*present)).one_or_none() is not None


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
        )
    )
    return replace(translation, seq=seq)


def of_messages(
    connection: Connection, found: Sequence[Message], member: UUID, language: str
) -> tuple[Translation, ...]:
    """Their translations into `language`, and into every language of those that the member wrote."""
    ids = [message.id for message in found]
    return _for_reader(connection, member, language, translations.c.message.in_(ids))


def since(
    connection: Connection, room: UUID, seq: int, member: UUID, language: str, limit: int
) -> tuple[Translation, ...]:
    """The same for the first `limit` translations of a room that came after number `seq`."""
    later = translations.c.room == room, translations.c.seq > seq
    return _for_reader(connection, member, language, *later, limit=limit)


def _for_reader(
    connection: Connection, member: UUID, language: str, *which: ColumnElement[bool], limit: int | None = None
) -> tuple[Translation, ...]:
    query = (
        select(translations)
        .join(messages, messages.c.id == translations.c.message)
        .where(*which, or_(translations.c.language == language, messages.c.author == member))
        .order_by(translations.c.seq)
        .limit(limit)
    )
    return tuple(from_row(row) for row in connection.execute(query))


def from_row(row: Row[tuple[object, ...]]) -> Translation:
    """A translation from a row of the table."""
    route = tuple(Step(*step) for step in row.route)
    doubts = tuple(row.doubts)
    return Translation(row.room, row.message, row.seq, row.of, row.language, row.text, route, doubts, row.corrected_by)
