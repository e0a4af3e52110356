"""Reports, with the words that were reported for as long as they are open: their table, and the only SQL on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

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
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from typing_extensions import override

from enishi.feature import Words
from enishi.features.reports.wire import Answer, Outcome, Reported
from enishi.gathering.messages.attached import AttachedSource
from enishi.gathering.people import rooms_table as rooms
from enishi.model import Member, Message, Step
from enishi.store.tables import DATA, Instant, metadata

reports = Table(
    "reports",
    metadata,
    Column("room", ForeignKey("rooms.id"), primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("message", Uuid, nullable=False),
    Column("member", ForeignKey("members.id")),
    Column("author", ForeignKey("members.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("language", String(35), nullable=False),
    Column("text", Text),
    Column("read_in", String(35), nullable=False),
    Column("read", Text),
    Column("route", JSON, nullable=False, info=DATA),
    Column("corrected_by", ForeignKey("members.id")),
    Column("outcome", String(16)),
    ForeignKeyConstraint(["room", "message"], ["messages.room", "messages.id"], name="fk_reports_message"),
    UniqueConstraint("room", "seq"),
)

ANSWERS: Mapping[Outcome, Answer] = {
    Outcome.NOTHING: "nothing",
    Outcome.REMOVED: "acted",
    Outcome.MUTED: "acted",
    Outcome.ENGINE: "engine",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A report: `text` is the original, `read` the translation that `member` read, None where they read the original.

    Once there is an `outcome`, the words are gone.
    """

    id: UUID
    room: UUID
    message: UUID
    member: UUID | None
    author: UUID
    at: datetime
    language: str
    text: str | None
    read_in: str
    read: str | None = None
    route: tuple[Step, ...] = ()
    corrected_by: UUID | None = None
    outcome: Outcome | None = None
    seq: int = 0


def keep(connection: Connection, report: Kept) -> Kept:
    """Keep a report under its room's next number, in the place of the member's earlier one about that message."""
    same = reports.c.room == report.room, reports.c.message == report.message, reports.c.member == report.member
    connection.execute(delete(reports).where(*same))
    kept = replace(report, seq=rooms.next_number(connection, report.room))
    route = [[step.engine, step.source, step.target] for step in kept.route]
    connection.execute(insert(reports).values(asdict(kept) | {"route": route}))
    return kept


def open_in(connection: Connection, room: UUID, but: UUID) -> Sequence[Kept]:
    """The reports of the room that nobody decided about, but for those of messages by one author; the oldest first."""
    return _open(connection, room, reports.c.author != but)


def open_about(connection: Connection, room: UUID, message: UUID, read_in: str) -> Sequence[Kept]:
    """Those of one message, of who read it in one language."""
    return _open(connection, room, reports.c.message == message, reports.c.read_in == read_in)


def _open(connection: Connection, room: UUID, *which: ColumnElement[bool]) -> Sequence[Kept]:
    query = select(reports).where(reports.c.room == room, reports.c.outcome.is_(None), *which)
    return [_from_row(row) for row in connection.execute(query.order_by(reports.c.at, reports.c.id))]


def close(connection: Connection, report: Kept, outcome: Outcome) -> Kept | None:
    """Note how it ended, under the room's next number, and forget the words; None when it was closed meanwhile."""
    this = reports.c.room == report.room, reports.c.id == report.id, reports.c.outcome.is_(None)
    ended = update(reports).where(*this).values(outcome=outcome.value, text=None, read=None)
    if connection.execute(ended).rowcount == 0:
        return None
    seq = rooms.next_number(connection, report.room)
    connection.execute(update(reports).where(*this[:2]).values(seq=seq))
    return replace(report, seq=seq, outcome=outcome, text=None, read=None)


def count_against(connection: Connection, room: UUID, author: UUID) -> int:
    """How many messages of the author were reported before, but for what engines were at fault for."""
    decided = reports.c.outcome.is_not(None), reports.c.outcome != Outcome.ENGINE.value
    query = select(func.count(reports.c.message.distinct()))
    return connection.execute(query.where(reports.c.room == room, reports.c.author == author, *decided)).scalar_one()


def reported(report: Kept | None) -> Reported | None:
    """The fact for who reported, where they are still somebody."""
    if report is None or report.member is None:
        return None
    answer = ANSWERS[report.outcome] if report.outcome else None
    return Reported(room=report.room, seq=report.seq, message=report.message, member=report.member, answer=answer)


def _from_row(row: Row[tuple[object, ...]]) -> Kept:
    values = {name: getattr(row, name) for name in Kept.__dataclass_fields__}
    outcome = None if row.outcome is None else Outcome(row.outcome)
    return Kept(**values | {"route": tuple(Step(*step) for step in row.route), "outcome": outcome})


class ReportSource(AttachedSource):
    """A report stays when its message gets other words or is removed: it is about what was read."""

    table = reports
    words = (Words(reports.c.text, by=reports.c.author), Words(reports.c.read, by=reports.c.corrected_by))
    owner = reports.c.member

    @override
    def export(self, connection: Connection, member: UUID) -> Iterable[Mapping[str, Any]]:
        """Who reported is given that they did; who was reported their words, and not by whom."""
        theirs = (column == member for column in (reports.c.member, reports.c.author, reports.c.corrected_by))
        query = select(reports).where(or_(*theirs)).order_by(reports.c.room, reports.c.id)
        for report in map(_from_row, connection.execute(query)):
            did = {"at": report.at, "outcome": report.outcome} if report.member == member else {}
            wrote = {"text": report.text} if report.author == member else {}
            corrected = {"read": report.read} if report.corrected_by == member else {}
            yield {"room": report.room, "message": report.message, **did, **wrote, **corrected}

    @override
    def export_room(self, connection: Connection, room: UUID) -> Iterable[Mapping[str, Any]]:
        """None: a report is between who reports and who decides."""
        return ()

    @override
    def erase(self, connection: Connection, member: UUID) -> None:
        connection.execute(delete(reports).where(or_(reports.c.author == member, reports.c.corrected_by == member)))
        self.disown(connection, member)

    @override
    def disown(self, connection: Connection, member: UUID) -> None:
        """What they reported still waits for a decision, and says no more who they were."""
        connection.execute(update(reports).where(reports.c.member == member).values(member=None))

    @override
    def message_changed(self, connection: Connection, before: Message, after: Message) -> None:
        pass

    @override
    def concerns(self, reader: Member) -> ColumnElement[bool]:
        """What they reported."""
        return reports.c.member == reader.id

    @override
    def facts(self, connection: Connection, *which: ColumnElement[bool], limit: int | None = None) -> list[Reported]:
        query = select(reports).where(*which, reports.c.member.is_not(None)).order_by(reports.c.seq).limit(limit)
        facts = (reported(_from_row(row)) for row in connection.execute(query))
        return [fact for fact in facts if fact]
