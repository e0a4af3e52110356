"""Sessions: which member a browser's cookie speaks for."""

from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from enishi import clock
from enishi.auth import sessions_table
from enishi.auth.secrets import digest
from enishi.auth.sessions_table import Session
from enishi.errors import SignedOut, StoreError
from enishi.model import Member
from enishi.store.store import Store

TOUCH_EVERY = timedelta(hours=1)
"""A session's last use is noted no more often than this: not every request has to write."""


class Sessions:
    """A session ends when somebody leaves, stays away longer than `days`, and in any case after `lifetime_days`."""

    def __init__(self, store: Store, *, days: int, lifetime_days: int) -> None:
        self._store = store
        self._lifetime = timedelta(days=lifetime_days)
        self.lasts = timedelta(days=days)

    async def member(self, secret: str | None) -> Member:
        """Whose session this is; raises SignedOut."""
        return (await self.current(secret)).member

    async def current(self, secret: str | None) -> Session:
        """The session with this secret, which is used now; raises SignedOut."""
        found = await self._store.read(partial(sessions_table.get, digest=digest(secret))) if secret else None
        now = clock.now()
        if secret is None or found is None or now - found.seen_at > self.lasts or now > self.ends_at(found):
            raise signed_out()
        if now - found.seen_at > TOUCH_EVERY:
            with suppress(StoreError):  # who only reads needs no disk that takes anything
                await self._store.write(partial(self._touch, digest=digest(secret), now=now), room=None)
        return found

    def ends_at(self, session: Session) -> datetime:
        """When it ends, however much it is used."""
        return session.begun_at + self._lifetime

    async def end(self, secret: str) -> None:
        """Forget the session."""
        await self._store.write(partial(sessions_table.end, digest=digest(secret)), room=None)

    def _touch(self, connection: Connection, digest: bytes, now: datetime) -> None:
        """Note the use, and forget the sessions of those who did not come back."""
        sessions_table.touch(connection, digest, now)
        sessions_table.end_old(connection, begun_before=now - self._lifetime, seen_before=now - self.lasts)


def signed_out() -> SignedOut:
    """There is no session (any more)."""
    return SignedOut("You are not signed in here. Open your invite link again, or ask for a new one.")


def begin(connection: Connection, secret: str, member: Member) -> None:
    """Keep a session within a transaction."""
    sessions_table.begin(connection, digest(secret), member.id, clock.now())


def renew(connection: Connection, was: str, secret: str) -> None:
    """Give a session another secret within a transaction, as its member's rights grow: a copy of the former is void."""
    sessions_table.renew(connection, digest(was), digest(secret))
