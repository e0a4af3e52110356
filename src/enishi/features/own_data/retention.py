"""Erases who has left every room for as long as owners of the house say; a due looks each hour."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from enishi import clock
from enishi.doors.house import House
from enishi.errors import EnishiError, Refused
from enishi.features.own_data import departures_table as departures
from enishi.features.own_data.erasure import Erasure
from enishi.features.own_data.wire import Expired
from enishi.gathering.dues.table import Due
from enishi.gathering.people import house_settings_table as chosen
from enishi.gathering.people import places_table as places
from enishi.protocol import Event
from enishi.tasks import Tasks

LOOK = "retention"
"""The kind of the due, and the name of what owners chose."""

EVERY = timedelta(hours=1)


class RetentionPeriod:
    """The due only says whose time is over, since an erasure is more than one transaction.

    Who was not erased because the server stopped is found again by the next look.
    """

    def __init__(self, house: House, erasure: Erasure) -> None:
        self._house = house
        self._erasure = erasure
        self._tasks = Tasks("The erasure of who has left every room")

    async def days(self) -> int | None:
        """For how long they are kept; None for always."""
        return await self._house.store.read(_days)

    async def keep_for(self, days: int | None) -> None:
        """Keep them for so long from now on, or always; whoever is in no room by now counts as gone from now on."""
        await self._house.store.write(partial(self._keep_for, days=days), room=None)

    def look(self, connection: Connection, due: Due) -> Expired | None:
        """Note who has gone, say whose time is over, and look again later."""
        days = _days(connection)
        if days is None:
            return None
        now = clock.now()
        departures.note(connection, now)
        self._house.dues.at(connection, LOOK, due.ref, now + EVERY)
        expired = departures.until(connection, now - timedelta(days=days))
        return Expired(members=tuple(expired)) if expired else None

    def on_event(self, event: Event) -> None:
        """Erase them."""
        if isinstance(event, Expired):
            self._tasks.start(self._erase(event.members))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Stop when the server does."""
        yield
        await self._tasks.close()

    async def _erase(self, members: Iterable[UUID]) -> None:
        for member in members:
            with suppress(EnishiError):  # they are back; or the store failed, which logs it, and the next look is near
                await self._erasure.erase(member, keep_words=True, check=_require_gone)

    def _keep_for(self, connection: Connection, days: int | None) -> None:
        chosen.put(connection, LOOK, None if days is None else str(days))
        self._house.dues.cancel(connection, LOOK, "")
        if days is None:
            departures.forget(connection)
        else:
            self._house.dues.at(connection, LOOK, "", clock.now())


def _days(connection: Connection) -> int | None:
    days = chosen.get(connection, LOOK)
    return None if days is None else int(days)


def _require_gone(connection: Connection, member: UUID) -> None:
    if not departures.is_gone(connection, member) or places.present_of(connection, member):
        raise Refused("They are in a room again.", code="in_room")
