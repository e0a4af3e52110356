"""REST: who is muted, and what was done in a room."""

from dataclasses import asdict
from functools import partial
from uuid import UUID

from fastapi import APIRouter

from enishi import clock
from enishi.doors.house import House
from enishi.features.moderation.wire import AuditView, MutedMember
from enishi.gathering.people import audit_table as audit
from enishi.gathering.people import mutes_table as mutes
from enishi.rights import Cost, Right

MOST = 200
"""Entries that are shown."""


def routes(house: House) -> APIRouter:
    """The first for who may mute, the second for hosts."""
    router = APIRouter(prefix="/api/rooms/{room}")

    @router.get("/muted", dependencies=[house.callers.need(Right.MODERATE, Cost.READ)])
    async def muted(room: UUID) -> list[MutedMember]:
        """Who writes nothing in the room now, and until when."""
        found = await house.store.read(partial(mutes.muted_in, room=room, at=clock.now()))
        return [MutedMember(member=member, until=until) for member, until in found.items()]

    @router.get("/audit", dependencies=[house.callers.need(Right.MANAGE_ROOM, Cost.READ)])
    async def list_audit(room: UUID) -> list[AuditView]:
        """What hosts and stewards did in the room, the newest first."""
        found = await house.store.read(partial(audit.of_room, room=room, limit=MOST))
        return [AuditView(at=at, **asdict(entry)) for at, entry in found]

    return router
