"""Reactions: their table, and the only SQL on it. One row a message, member and sign; taken away, it stays as such."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    delete,
    func,
    insert,
    select,
)
from typing_extensions import override

from enishi.feature import Words
from enishi.features.reactions.wire import Reacted
from enishi.gathering.messages.attached import AttachedSource
from enishi.gathering.messages.table import messages
from enishi.gathering.people import rooms_table as rooms
from enishi.model import Message
from enishi.store.tables import metadata

reactions = Table(
    "reactions",
    metadata,
    Column("room", Uuid, primary_key=True),
    Column("message", Uuid, primary_key=True),
    Column("member", ForeignKey("members.id"), primary_key=True),
    Column("sign", String(64), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("given", Boolean, nullable=False),
    ForeignKeyConstraint(["room", "message"], ["messages.room", "messages.id"], name="fk_reactions_message"),
    UniqueConstraint("room", "seq"),
)


def put(connection: Connection, reaction: Mapping[str, Any], author: UUID) -> Reacted | None:
    """Keep a reaction to a message by `author` under its room's next number; None when nothing changes.

    `reaction` has no `seq` yet.
    """
    place = [reactions.c[name] == reaction[name] for name in ("room", "message", "member", "sign")]
    before = connection.execute(select(reactions.c.given).where(*place)).scalar_one_or_none()
    if (before or False) == reaction["given"]:
        return None
    connection.execute(delete(reactions).where(*place))
    row = {**reaction, "seq": rooms.next_number(connection, reaction["room"])}
    connection.execute(insert(reactions).values(row))
    return Reacted(**row, author=author)


def count(connection: Connection, room: UUID, message: UUID, member: UUID) -> int:
    """How many signs the member has put to the message."""
    own = reactions.c.room == room, reactions.c.message == message, reactions.c.member == member
    return connection.execute(select(func.count()).where(*own, reactions.c.given)).scalar_one()


class ReactionSource(AttachedSource):
    """Reactions stay when a message gets other words, and go when it is removed."""

    table = reactions
    present = reactions.c.given
    words = (Words(reactions.c.sign, by=reactions.c.member),)

    @override
    def facts(self, connection: Connection, *which: ColumnElement[bool], limit: int | None = None) -> list[Reacted]:
        query = select(reactions, messages.c.author).join(messages).where(*which)
        rows = connection.execute(query.order_by(reactions.c.seq).limit(limit))
        return [Reacted(**row) for row in rows.mappings()]

    @override
    def message_changed(self, connection: Connection, before: Message, after: Message) -> None:
        if after.removed_at:
            super().message_changed(connection, before, after)
