"""Questions: one a message and reader, until the message has other words. Their table, and the only SQL on it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from sqlalchemy import (
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
    delete,
    insert,
    or_,
    select,
    update,
)
from typing_extensions import override

from enishi.feature import Words
from enishi.features.questions.wire import Asked, Question, asked
from enishi.gathering.messages.attached import AttachedSource
from enishi.gathering.messages.table import is_present, messages
from enishi.gathering.people import rooms_table as rooms
from enishi.model import Member
from enishi.store.tables import metadata

questions = Table(
    "questions",
    metadata,
    Column("room", ForeignKey("rooms.id"), primary_key=True),
    Column("message", Uuid, primary_key=True),
    Column("member", ForeignKey("members.id"), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("of", Integer, nullable=False),
    Column("language", String(35), nullable=False),
    Column("phrase", Text),
    Column("meaning", Text),
    ForeignKeyConstraint(["room", "message"], ["messages.room", "messages.id"], name="fk_questions_message"),
    UniqueConstraint("room", "seq"),
)

_OF_ITS_MESSAGE = (messages.c.room == questions.c.room) & (messages.c.id == questions.c.message)


def keep(connection: Connection, question: Question) -> Question | None:
    """Keep a question under its room's next number, in the place of the reader's earlier one about that message.

    None when the message was changed or removed meanwhile: nobody has to answer any more.
    """
    if not is_present(connection, question.room, question.message, question.of):
        return None
    connection.execute(delete(questions).where(*_place(question)))
    kept = replace(question, seq=rooms.next_number(connection, question.room))
    connection.execute(insert(questions).values(asdict(kept)))
    return kept


def explain(connection: Connection, question: Question, meaning: str) -> Question | None:
    """Add what the phrase means in the writer's language; None when that question is gone by now."""
    same = *_place(question), questions.c.seq == question.seq
    if connection.execute(select(questions.c.seq).where(*same)).one_or_none() is None:
        return None
    explained = replace(question, meaning=meaning, seq=rooms.next_number(connection, question.room))
    connection.execute(update(questions).where(*same).values(meaning=meaning, seq=explained.seq))
    return explained


def _place(question: Question) -> tuple[ColumnElement[bool], ...]:
    place = questions.c.room == question.room, questions.c.message == question.message
    return *place, questions.c.member == question.member


class QuestionSource(AttachedSource):
    """A question goes with the form of the message that it is about."""

    table = questions
    words = (Words(questions.c.phrase, by=questions.c.member), Words(questions.c.meaning, by=questions.c.member))

    @override
    def export_room(self, connection: Connection, room: UUID) -> Iterable[Mapping[str, Any]]:
        """None: a question is between who asks and who wrote."""
        return ()

    @override
    def concerns(self, reader: Member) -> ColumnElement[bool]:
        """What they asked, and were asked about their own messages."""
        return or_(questions.c.member == reader.id, messages.c.author == reader.id)

    @override
    def facts(self, connection: Connection, *which: ColumnElement[bool], limit: int | None = None) -> list[Asked]:
        query = select(questions, messages.c.author).join(messages, _OF_ITS_MESSAGE).where(*which)
        rows = connection.execute(query.order_by(questions.c.seq).limit(limit))
        return [asked(row.author, _from_row(row)) for row in rows]


def _from_row(row: Row[tuple[object, ...]]) -> Question:
    return Question(**{name: getattr(row, name) for name in Question.__dataclass_fields__})
