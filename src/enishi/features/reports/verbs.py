"""Keeps what readers report, and what stewards and hosts decide about it."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from enishi import clock
from enishi.doors.house import House
from enishi.errors import Denied, Missing, Refused
from enishi.feature import Caller
from enishi.features.reports import table
from enishi.features.reports.table import Kept, reported
from enishi.features.reports.wire import CloseReport, Outcome, Report, ReportsChanged
from enishi.gathering.messages import table as messages
from enishi.gathering.people import audit_table as audit
from enishi.gathering.people import places_table as places
from enishi.gathering.people.audit_table import AuditEntry, AuditKind
from enishi.gathering.people.rooms_table import rank
from enishi.gathering.translations import table as translations
from enishi.model import Member, Role
from enishi.protocol import Done


class Reports:
    """Nobody decides about what they said themselves; what an engine did is never held against a writer."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def report(self, caller: Caller, command: Report) -> Done:
        """Keep the message as the caller reads it; raises Missing, and Denied for a removed one or one's own."""
        work = partial(_report, reader=caller.member, command=command)
        kept = await self._house.committer.commit(work, reported, room=command.room)
        await self._tell(command.room)
        return Done(nonce=command.nonce, message=kept.message, seq=kept.seq)

    async def close(self, caller: Caller, command: CloseReport) -> None:
        """Decide; raises Missing where nothing waits, Denied for what one said, and like `take_down` and `mute`."""
        about = partial(table.open_about, room=command.room, message=command.message, read_in=command.language)
        found = await self._house.store.read(about)
        if not found:
            raise Missing("This report is closed already.", code="no_report")
        _check(found[0], command.outcome, caller.member)
        await self._act(found[0], command, caller.member)
        for report in found:
            work = partial(_close, report=report, outcome=command.outcome, by=caller.member.id)
            await self._house.committer.commit(work, reported, room=command.room)
        await self._tell(command.room)

    async def _act(self, report: Kept, command: CloseReport, by: Member) -> None:
        if command.outcome is Outcome.MUTED:
            await self._house.roles.mute(report.room, report.author, command.minutes, by.id)
        elif command.outcome is Outcome.REMOVED:
            try:
                await self._house.posting.take_down(by, report.room, report.message)
            except Denied as error:
                if error.code != "already_removed":  # that is what was wanted
                    raise

    async def _tell(self, room: UUID) -> None:
        roles = await self._house.rooms.roles(room)
        deciding = tuple(member for member, role in roles.items() if rank(role) >= rank(Role.STEWARD))
        self._house.bus.publish(ReportsChanged(room=room, members=deciding))


def _report(connection: Connection, reader: Member, command: Report) -> Kept:
    sees_after = places.sees_after(connection, command.room, reader.id)
    message = messages.get(connection, command.room, command.message, sees_after)
    if message.author == reader.id:
        raise _own()
    if message.removed_at is not None:
        raise Denied("This message was removed already.", code="already_removed")
    report = Kept(
        id=clock.new_id(),
        room=message.room,
        message=message.id,
        member=reader.id,
        author=message.author,
        at=clock.now(),
        language=message.language,
        text=message.text,
        read_in=message.language,
    )
    read = None
    if not reader.reads(message.language):
        read = translations.get(connection, message.room, message.id, reader.language)
    if read:
        report = replace(
            report, read_in=read.language, read=read.text, route=read.route, corrected_by=read.corrected_by
        )
    return table.keep(connection, report)


def _check(report: Kept, outcome: Outcome, by: Member) -> None:
    if report.author == by.id:
        raise _own()
    if outcome is Outcome.ENGINE and (report.read is None or report.corrected_by):
        raise Refused("No engine made what was read here.", code="no_engine")


def _close(connection: Connection, report: Kept, outcome: Outcome, by: UUID) -> Kept | None:
    closed = table.close(connection, report, outcome)
    if closed:
        about = None if outcome is Outcome.ENGINE else report.author
        audit.add(connection, report.room, AuditEntry(by, AuditKind.REPORT, about, outcome.value))
    return closed


def _own() -> Denied:
    return Denied("You wrote this message yourself: others report it, and decide about it.", code="own_report")
