"""Sessions: which member a browser's cookie speaks for."""

from contextlib import suppress
from datetime import timedelta
from functools import partial

from sqlalchemy import Connection

from enishi import clock
from enishi.auth import sessions_table
from enishi.auth.secrets import digest
from enishi.errors import SignedOut, StoreError
from enishi.model import Member
from enishi.store.store import Store

TOUCH_EVERY = timedelta(hours=1)
"""A session's last use is noted no more often than this: not every request has to write."""


class Sessions:
    """A session ends when somebody leaves, or stays away longer than `days`."""

    def __init__(self, store: Store, days: int) -> None:
        self._store = store
        self.lasts = timedelta(days=days)

    async def member(self, secret: str | None) -> Member:
        """Whose session this is; raises SignedOut."""
        found = await self._store.read(partial(sessions_table.owner, digest=digest(secret))) if secret else None
        now = clock.now()
        if secret is None or found is None or now - found[1] > self.lasts:
            raise signed_out()
        if now - found[1] > TOUCH_EVERY:
            with suppress(StoreError):  # who only reads needs no disk that takes anything
                await self._store.write(partial(sessions_table.touch, digest=digest(secret), at=now), room=None)
        return found[0]

    async def end(self, secret: str) -> None:
        """Forget the session."""
        await self._store.write(partial(sessions_table.end, digest=digest(secret)), room=None)


def signed_out() -> SignedOut:
    """There is no session (any more)."""
    return SignedOut("You are not signed in here. Open your invite link again, or ask for a new one.")


def begin(connection: Connection, secret: str, member: Member) -> None:
    """Keep a session within a transaction."""
    sessions_table.begin(connection, digest(secret), member.id, clock.now())
