"""Readers of a hub, each with a transport that keeps what is written to it."""

import asyncio
from uuid import UUID

from enishi import clock
from enishi.live.connection import Connection
from enishi.live.hub import Hub
from enishi.model import Member
from tests.support.facts import ROOM
from tests.support.line import Line

ELSEWHERE = clock.new_id()
"""Another room."""


def member(language: str, id: UUID | None = None) -> Member:
    return Member(id or clock.new_id(), "somebody", language)


def sit(hub: Hub, who: Member, room: UUID | None = ROOM) -> tuple[Connection, Line]:
    line = Line()
    connection = Connection(line, line.abort)
    hub.connect(connection, who)
    if room:
        hub.enter(connection, room)
    return connection, line


async def turn() -> None:
    await asyncio.sleep(0)
