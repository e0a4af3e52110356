"""A room that is written to on a disk which loses power, and what is left of it afterwards."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import UUID

from sqlalchemy import select

from enishi.errors import DataUnusable
from enishi.gathering.messages.checks import CHECKS
from enishi.gathering.messages.table import from_row, messages
from enishi.model import Message
from enishi.store.check import examine
from enishi.store.engines import open_engine
from enishi.store.sqlite import FILE, SQLiteStore
from tests.support.disk import disk
from tests.support.powerloss import Trace
from tests.support.rooms import Place, place

WRITERS = 4


@dataclass(frozen=True)
class Aftermath:
    """How much was acknowledged, how much of that is not there, and what is wrong with the file."""

    acknowledged: int
    lost: int
    damage: list[str]


async def work(directory: Path, posts: int, synchronous: str) -> Trace:
    """Several post, edit and translate at once; what the disk was told, and what was acknowledged in between."""
    trace = Trace(directory)
    with disk(trace, f"synchronous={synchronous}"):
        async with SQLiteStore(directory) as store:
            room = await place(store)
            await asyncio.gather(*(_write(room, trace, f"{writer}", posts // WRITERS) for writer in range(WRITERS)))
    return trace


async def _write(room: Place, trace: Trace, name: str, posts: int) -> None:
    for number in range(posts):
        message = await room.post(room.ada, f"{name}: {number}" * 20)
        trace.acknowledge(message)
        if number % 3 == 0:
            message = (await room.edit(message, f"{name}: better {number}")).after
            trace.acknowledge(message)
        if number % 2 == 0:
            await room.translate(message, "pt")


def cut(trace: Trace, moment: int, directory: Path, chance: Random) -> Aftermath:
    """Let the power go at that moment, start the store again, and look."""
    trace.leave(moment, directory, chance)
    told = trace.acknowledged(moment)
    try:
        SQLiteStore(directory).close()
    except DataUnusable as error:
        return Aftermath(len(told), len(told), [error.sentence])
    damage = [finding.trouble for finding in examine(directory / FILE, CHECKS)]
    kept = _kept(directory)
    lost = [message for message in told.values() if not _holds(kept.get(message.id), message)]
    return Aftermath(len(told), len(lost), damage)


def _kept(directory: Path) -> dict[UUID, Message]:
    engine = open_engine(directory / FILE, mode="ro")
    with engine.connect() as connection:
        found = [from_row(row) for row in connection.execute(select(messages))]
    engine.dispose()
    return {message.id: message for message in found}


def _holds(kept: Message | None, told: Message) -> bool:
    """Whether that form is there, or a later one, of which nobody was told yet."""
    return kept is not None and (kept == told or kept.changed > told.changed)
