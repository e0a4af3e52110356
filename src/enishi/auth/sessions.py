"""Sessions: which member a browser's cookie speaks for."""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import Connection, Select

from enishi import clock
from enishi.auth import sessions_table
from enishi.auth.browsers import Browser
from enishi.auth.secrets import digest
from enishi.auth.sessions_table import Session
from enishi.errors import SignedOut, StoreError
from enishi.gathering.people import members_table as members
from enishi.gathering.people.wire import DevicesChanged
from enishi.model import Member
from enishi.protocol import Dismissed, Event
from enishi.store.store import Store

TOUCH_EVERY = timedelta(hours=1)
"""A session's last use is noted no more often than this: not every request has to write."""


class Sessions:
    """A session ends when somebody leaves, stays away longer than `days`, and in any case after `lifetime_days`."""

    def __init__(self, store: Store, publish: Callable[[Event], None], *, days: int, lifetime_days: int) -> None:
        self._store = store
        self._publish = publish
        self._lifetime = timedelta(days=lifetime_days)
        self.lasts = timedelta(days=days)

    async def member(self, secret: str | None) -> Member:
        """Whose session this is; raises like `current`."""
        return (await self.current(secret)).member

    async def current(self, secret: str | None) -> Session:
        """The session with this secret, which is used now; raises SignedOut, also for who is banned from the house."""
        found = await self._store.read(partial(sessions_table.get, digest=digest(secret))) if secret else None
        now = clock.now()
        if secret is None or found is None or not self._lives(found, now):
            raise signed_out()
        if found.banned:
            raise banned()
        if now - found.seen_at > TOUCH_EVERY:
            with suppress(StoreError):  # who only reads needs no disk that takes anything
                await self._store.write(partial(self._touch, digest=digest(secret), now=now), room=None)
        return found

    def ends_at(self, session: Session) -> datetime:
        """When it ends, however much it is used."""
        return session.begun_at + self._lifetime

    async def of(self, member: UUID) -> Sequence[Session]:
        """The sessions in which a member is at home, the one that was used last first."""
        found, now = await self._store.read(partial(sessions_table.of_member, member=member)), clock.now()
        return [session for session in found if self._lives(session, now)]

    async def end(self, member: UUID, ids: Collection[UUID]) -> None:
        """Forget these sessions of a member, and have their connections closed, in every process."""
        await self._store.write(partial(sessions_table.end, member=member, ids=ids), room=None)
        self._publish(Dismissed(member=member, sessions=tuple(ids)))
        self._publish(DevicesChanged(member=member))

    def at_home(self) -> Select[tuple[UUID]]:
        """The members who are at home in some browser, for a query."""
        now = clock.now()
        return sessions_table.members_of_living(begun_after=now - self._lifetime, seen_after=now - self.lasts)

    def _lives(self, session: Session, now: datetime) -> bool:
        return now - session.seen_at <= self.lasts and now <= self.ends_at(session)

    def _touch(self, connection: Connection, digest: bytes, now: datetime) -> None:
        """Note the use, and forget the sessions of those who did not come back."""
        sessions_table.touch(connection, digest, now)
        sessions_table.end_old(connection, begun_before=now - self._lifetime, seen_before=now - self.lasts)


def signed_out() -> SignedOut:
    """There is no session (any more)."""
    return SignedOut("You are not signed in here. Open your invite link again, or ask for a new one.")


def banned() -> SignedOut:
    """Whose session it is, or would be, is banned from the house."""
    return SignedOut("An owner of this house banned you from it. If that is a mistake, ask them.", code="banned")


def begin(connection: Connection, secret: str, member: Member, browser: Browser) -> None:
    """Keep a session within a transaction; raises SignedOut for who is banned from the house."""
    if members.is_banned(connection, member.id):
        raise banned()
    sessions_table.begin(connection, digest(secret), member.id, clock.now(), browser)


def renew(connection: Connection, was: str, secret: str) -> None:
    """Give a session another secret within a transaction, as its member's rights grow: a copy of the former is void."""
    sessions_table.renew(connection, digest(was), digest(secret))
