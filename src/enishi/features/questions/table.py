"""What readers did not understand: one question a message and reader, until the message has other words."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, or_, select, update

from enishi.gathering.people import rooms_table as rooms
from enishi.model import Message, Question
from enishi.store.tables import messages, questions


def keep(connection: Connection, question: Question) -> Question | None:
    """Keep a question under its room's next number, in the place of the reader's earlier one about that message.

    None when the message has changed or gone meanwhile: nobody has to answer any more.
    """
    current = select(messages.c.id).where(
        messages.c.id == question.message, messages.c.changed == question.of, messages.c.removed_at.is_(None)
    )
    if connection.execute(current).one_or_none() is None:
        return None
    connection.execute(delete(questions).where(*_place(question)))
    kept = replace(question, seq=rooms.next_number(connection, question.room))
    connection.execute(insert(questions).values(asdict(kept)))
    return kept


def explain(connection: Connection, question: Question, meaning: str) -> Question | None:
    """Add what the phrase means in the writer's language; None when that question is gone by now."""
    asked = *_place(question), questions.c.seq == question.seq
    if connection.execute(select(questions.c.seq).where(*asked)).one_or_none() is None:
        return None
    explained = replace(question, meaning=meaning, seq=rooms.next_number(connection, question.room))
    connection.execute(update(questions).where(*asked).values(meaning=meaning, seq=explained.seq))
    return explained


def answer(connection: Connection, message: UUID) -> None:
    """The message has other words, or is gone: what was asked about it is answered."""
    connection.execute(delete(questions).where(questions.c.message == message))


def of_messages(connection: Connection, found: Sequence[Message], member: UUID) -> tuple[Question, ...]:
    """What this member asked about these messages, and was asked about their own."""
    ids = [message.id for message in found]
    return _concerning(connection, member, questions.c.message.in_(ids))


def since(connection: Connection, room: UUID, seq: int, member: UUID, limit: int) -> tuple[Question, ...]:
    """The same for the first `limit` questions of a room that came after number `seq`."""
    return _concerning(connection, member, questions.c.room == room, questions.c.seq > seq, limit=limit)


def _concerning(
    connection: Connection, member: UUID, *which: ColumnElement[bool], limit: int | None = None
) -> tuple[Question, ...]:
    query = (
        select(questions)
        .join(messages, messages.c.id == questions.c.message)
        .where(*which, or_(questions.c.member == member, messages.c.author == member))
        .order_by(questions.c.seq)
        .limit(limit)
    )
    return tuple(from_row(row) for row in connection.execute(query))


def from_row(row: Row[tuple[object, ...]]) -> Question:
    """A question from a row of the table."""
    return Question(**{name: getattr(row, name) for name in Question.__dataclass_fields__})


def _place(question: Question) -> tuple[ColumnElement[bool], ...]:
    return questions.c.message == question.message, questions.c.member == question.member
