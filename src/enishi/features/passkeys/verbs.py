"""Making and using passkeys, with the challenges and the public keys that are kept."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from secrets import token_bytes
from uuid import UUID

from enishi import clock
from enishi.auth.browsers import Browser
from enishi.auth.secrets import BYTES, digest
from enishi.errors import Invalid
from enishi.features.passkeys import ceremonies, table
from enishi.features.passkeys.ceremonies import Credential, Site
from enishi.features.passkeys.table import Kept
from enishi.model import Member
from enishi.store.store import Store

LASTS = timedelta(minutes=5)
"""How long the answer to a challenge may take."""

MOST = 20
"""Passkeys of one member."""


class Passkeys:
    """Each challenge is good for one answer, of whom it was given to."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def ask_for_new(self, site: Site, member: Member) -> str:
        """What the browser needs to make a passkey, as JSON; raises Invalid for who has many."""
        known = await self.of(member.id)
        if len(known) >= MOST:
            raise Invalid(f"You have {MOST} passkeys. Remove one of them first.", code="many_passkeys")
        challenge = await self._challenge(member.id)
        return ceremonies.ask_for_new(site, member, challenge, [passkey.credential for passkey in known])

    async def keep(self, site: Site, member: Member, credential: Credential, browser: Browser) -> Kept:
        """Keep a new passkey; raises Invalid for an answer that proves nothing."""
        made = ceremonies.check_new(site, credential, await self._answered(credential, member.id))
        passkey = Kept(
            id=clock.new_id(),
            member=member.id,
            credential=made.credential_id,
            public_key=made.credential_public_key,
            uses=made.sign_count,
            system=browser.system,
            made_at=clock.now(),
        )
        if await self._store.read(partial(table.find, credential=passkey.credential)):
            raise ceremonies.refused()
        await self._store.write(partial(table.add, passkey=passkey), room=None)
        return passkey

    async def ask_for_use(self, site: Site) -> str:
        """What the browser needs to use a passkey, as JSON."""
        return ceremonies.ask_for_use(site, await self._challenge(None))

    async def use(self, site: Site, credential: Credential) -> Member:
        """Whose passkey was used; raises Invalid for an answer that proves nothing."""
        challenge = await self._answered(credential, None)
        found = await self._store.read(partial(table.find, credential=ceremonies.id_of(credential)))
        if found is None:
            raise ceremonies.refused()
        passkey, member = found
        proof = ceremonies.check_use(site, credential, challenge, passkey.public_key, passkey.uses)
        used = partial(table.used, passkey=passkey.id, uses=proof.new_sign_count, at=clock.now())
        await self._store.write(used, room=None)
        return member

    async def of(self, member: UUID) -> Sequence[Kept]:
        """The passkeys of a member."""
        return await self._store.read(partial(table.of_member, member=member))

    async def remove(self, member: UUID, passkey: UUID) -> None:
        """Forget a passkey of the member."""
        await self._store.write(partial(table.remove, member=member, passkey=passkey), room=None)

    async def _challenge(self, member: UUID | None) -> bytes:
        challenge = token_bytes(BYTES)
        put = partial(table.put_challenge, digest=digest(challenge.hex()), member=member, until=clock.now() + LASTS)
        await self._store.write(put, room=None)
        return challenge

    async def _answered(self, credential: Credential, member: UUID | None) -> bytes:
        """The challenge that is answered; raises Invalid where it was not given to them, or was answered before."""
        challenge = ceremonies.challenge_of(credential)
        take = partial(table.take_challenge, digest=digest(challenge.hex()), member=member, now=clock.now())
        if not await self._store.write(take, room=None):
            raise ceremonies.refused()
        return challenge
