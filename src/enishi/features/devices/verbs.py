"""Links by which somebody goes on in another browser as who they are."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from enishi import clock
from enishi.auth.secrets import digest, new_secret
from enishi.auth.sessions_table import Session
from enishi.errors import Missing
from enishi.features.devices import table
from enishi.features.devices.table import Link
from enishi.store.store import Store

LASTS = timedelta(minutes=5)


class DeviceLinks:
    """Each is good for one use within `LASTS`, and only while the session that made it goes on."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def make(self, session: Session, room: UUID | None) -> str:
        """The secret of a new link; the one that was made before in the session leads nowhere from now on."""
        secret = new_secret()
        put = partial(table.put, digest=digest(secret), member=session.member.id, session=session.id)
        await self._store.write(partial(put, room=room, until=clock.now() + LASTS), room=None)
        return secret

    async def look_up(self, secret: str) -> Link:
        """Where a link leads; raises Missing like `take`."""
        return _open(await self._store.read(partial(table.get, digest=digest(secret), now=clock.now())))

    async def take(self, secret: str) -> Link:
        """Use a link up; raises Missing for one that is unknown, too old or used."""
        take = partial(table.take, digest=digest(secret), now=clock.now())
        return _open(await self._store.write(take, room=None))


def _open(link: Link | None) -> Link:
    if link is None:
        sentence = "This link was used already, or is older than five minutes. Make a new one on your other device."
        raise Missing(sentence, code="no_device_link")
    return link
