"""What stewards and hosts see of a report: the original beside what was read, both in their own language."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from uuid import UUID

from sqlalchemy import Connection

from enishi.doors.house import House
from enishi.errors import TranslationError
from enishi.features.reports import table
from enishi.features.reports.table import Kept
from enishi.features.reports.wire import ReportedWords, ReportView, WriterHistory
from enishi.gathering.messages import table as messages
from enishi.gathering.people import audit_table as audit
from enishi.gathering.people import places_table as places
from enishi.gathering.people.audit_table import AuditKind
from enishi.model import Member, Message

MOST = 20
"""That are shown at once, the oldest first: each is translated for who asks."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report, and who made it or one like it: of the same message, read in the same language."""

    report: Kept
    members: Sequence[UUID]
    removed: bool
    """Whether the message was removed meanwhile."""
    history: WriterHistory


class Views:
    """For one reader, in one room."""

    def __init__(self, house: House, reader: Member, room: UUID) -> None:
        self._store = house.store
        self._translator = house.room_translator
        self._reader = reader
        self._room = room

    async def all(self) -> Sequence[ReportView]:
        """What waits, but for what is about the reader's own messages, or was said before they came."""
        found = await self._store.read(partial(waiting, room=self._room, reader=self._reader.id))
        return await asyncio.gather(*map(self._view, found))

    async def _view(self, waiting: Waiting) -> ReportView:
        report = waiting.report
        original, (read, back) = await asyncio.gather(
            self._shown(report.text or "", report.language), self._read(report)
        )
        return ReportView(
            message=report.message,
            author=report.author,
            at=report.at,
            members=tuple(waiting.members),
            language=report.read_in,
            original=original,
            read=read,
            back=back,
            route=report.route,
            corrected_by=report.corrected_by,
            removed=waiting.removed,
            history=waiting.history,
        )

    async def _shown(self, text: str, language: str) -> ReportedWords:
        made = await self._translator.describe(self._room, text, language, self._reader)
        return ReportedWords(text=text, language=language, here=made.text if made.translated else None)

    async def _read(self, report: Kept) -> tuple[ReportedWords | None, str | None]:
        """The translation that was read, and what it says in the language of the original; None for no translation."""
        if report.read is None:
            return None, None
        return await asyncio.gather(self._shown(report.read, report.read_in), self._back(report, report.read))

    async def _back(self, report: Kept, read: str) -> str | None:
        source, target = report.read_in, report.language
        try:
            made = await self._translator.translate(
                self._room, read, author=self._reader.id, source=source, target=target
            )
        except TranslationError:
            return None
        return made.text


def waiting(connection: Connection, room: UUID, reader: UUID) -> list[Waiting]:
    """What waits for this reader, the oldest first."""
    same: dict[tuple[UUID, str], list[Kept]] = {}
    for report in table.open_in(connection, room, but=reader):
        same.setdefault((report.message, report.read_in), []).append(report)
    after = places.sees_after(connection, room, reader)
    found = {each.id: each for each in messages.some(connection, room, {message for message, _ in same})}
    seen = ((found[message], those) for (message, _), those in same.items() if found[message].seq > after)
    return [_together(connection, message, those) for message, those in islice(seen, MOST)]


def _together(connection: Connection, message: Message, those: Sequence[Kept]) -> Waiting:
    report = those[0]
    members = [each.member for each in those if each.member]
    return Waiting(report, members, message.removed_at is not None, _history(connection, report.room, report.author))


def _history(connection: Connection, room: UUID, author: UUID) -> WriterHistory:
    done = audit.counts(connection, room, author)
    return WriterHistory(
        messages=messages.count_by(connection, room, author),
        removed=done.get(AuditKind.MESSAGE_REMOVED, 0),
        muted=done.get(AuditKind.MUTED, 0),
        reports=table.count_against(connection, room, author),
    )
