"""Invites: making, showing, using and revoking the links that let people in."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from enishi import clock
from enishi.auth import sessions
from enishi.auth.browsers import UNKNOWN, Browser
from enishi.auth.secrets import digest, new_secret
from enishi.errors import Invalid, Missing
from enishi.features.invites import owner_links, table
from enishi.features.invites.table import Invite
from enishi.features.invites.wire import Join, MakeInvite
from enishi.gathering.people import members_table as members
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.names import LONGEST_NAME, come_in, require_free
from enishi.model import Member, Role, Room
from enishi.settings import Settings
from enishi.store.store import Store
from enishi.text import checked_name, known_language


@dataclass(frozen=True, slots=True)
class Admission:
    """Somebody came in: `secret` is that of a new session, or the new one of a session with more rights than before."""

    member: Member
    room: UUID
    secret: str | None
    told: Sequence[UUID] = ()
    """The rooms that learn who they are: this one where they are new or more in it, all where their name is."""
    role: Role | None = None
    """What they are in the room, where the others do not know it."""


class Invites:
    """Only hashes of secrets are kept: a link is shown once, when it is made."""

    def __init__(self, store: Store, languages: Collection[str], settings: Settings) -> None:
        self._store = store
        self._data = settings.data
        self._most = settings.limits
        self._languages = languages

    async def make(
        self, room: UUID, wishes: MakeInvite, made_by: UUID | None = None, *, owner: bool = False
    ) -> tuple[Invite, str]:
        """A new invite into the room, and its secret; raises Invalid when its maker has too many open ones."""
        now = clock.now()
        invite = Invite(
            clock.new_id(),
            room,
            wishes.host,
            now,
            made_by,
            None if wishes.expires_in is None else now + timedelta(seconds=wishes.expires_in),
            wishes.uses or self._most.members,
            owner=owner,
        )
        secret = new_secret()
        work = partial(_add, invite=invite, digest=digest(secret), most=self._most.invites)
        await self._store.write(work, room=room)
        return invite, secret

    async def make_own(self) -> str:
        """The secret of an invite into the welcome room, printed when the server starts; the last one closes.

        It has no limits: whoever runs the machine reads it there, and the next start revokes it.
        """
        await self._store.write(partial(table.revoke_own, at=clock.now()), room=None)
        unlimited = MakeInvite(expires_in=None, uses=None)
        _, secret = await self.make(await self.welcome(), unlimited)
        return secret

    async def welcome(self) -> UUID:
        """The welcome room, which is made before anybody is invited."""
        room = await self._store.read(rooms.welcome)
        assert room is not None
        return room.id

    async def preview(self, secret: str, member: Member | None) -> tuple[Invite, Room]:
        """The invite with this secret, and where it leads; raises like `admit`."""
        await self._take_owner_link(secret)
        return await self._store.read(partial(_invite, secret=secret, member=member))

    async def of_room(self, room: UUID) -> Sequence[Invite]:
        """A room's invites that let somebody in now, the newest first."""
        now = clock.now()
        found = await self._store.read(partial(table.of_room, room=room))
        return [invite for invite in found if invite.open_at(now)]

    async def get(self, room: UUID, invite: UUID) -> Invite:
        """The invite with this id; raises Missing when none such leads into the room."""
        found = await self._store.read(partial(table.get, room=room, invite=invite))
        if found is None:
            raise Missing("There is no such invite.", code="no_invite")
        return found

    async def came(self, room: UUID) -> Mapping[UUID, Sequence[UUID]]:
        """By each invite, the members of the room who came by it."""
        came: defaultdict[UUID, list[UUID]] = defaultdict(list)
        for member, invite in await self._store.read(partial(rooms.came_by, room=room)):
            came[invite].append(member)
        return came

    async def revoke(self, invite: Invite) -> None:
        """Close an invite for good."""
        await self._store.write(partial(table.revoke, invite=invite, at=clock.now()), room=invite.room)

    async def admit(
        self,
        join: Join,
        member: Member | None,
        session: str | None = None,
        browser: Browser = UNKNOWN,
    ) -> Admission:
        """Let somebody in: a new member, or one who has a session already (its secret) and gains a room.

        Raises Missing for an unknown invite; NameTaken; Invalid for a bad name, an unknown language, and a closed
        invite, but that still leads those who are in the room back to it.
        """
        await self._take_owner_link(join.invite)
        if member is not None:
            return await self._store.write(partial(_admit_known, join=join, member=member, session=session), room=None)
        language = known_language(join.language, self._languages)
        understands = frozenset(known_language(tag, self._languages) for tag in join.understands) - {language}
        newcomer = Member(clock.new_id(), checked_name(join.name, LONGEST_NAME), language, understands)
        work = partial(_admit_new, join=join, newcomer=newcomer, secret=new_secret(), browser=browser)
        return await self._store.write(work, room=None)  # a newcomer is one of the house, too

    async def _take_owner_link(self, secret: str) -> None:
        """Keep what was left in the data directory as an invite like any other."""
        until = owner_links.take(self._data, secret)
        if until is not None:
            invite = Invite(
                id=clock.new_id(),
                room=await self.welcome(),
                host=True,
                made_at=clock.now(),
                expires_at=until,
                uses_left=1,
                owner=True,
            )
            work = partial(table.add, invite=invite, digest=digest(secret))
            await self._store.write(work, room=invite.room)


def _add(connection: Connection, invite: Invite, digest: bytes, most: int) -> None:
    if invite.made_by is not None and table.open_of(connection, invite.made_by, invite.made_at) >= most:
        raise Invalid(f"You have {most} open invites. Revoke some of them first.", code="many_invites")
    table.add(connection, invite, digest)


def _invite(connection: Connection, secret: str, member: Member | None) -> tuple[Invite, Room]:
    invite = table.by_digest(connection, digest(secret))
    room = None if invite is None else rooms.get(connection, invite.room)
    if invite is None or room is None:
        raise Missing("This invite is not known here. Ask whoever sent it for a new one.", code="no_invite")
    back = member is not None and rooms.belongs(connection, room.id, member.id)
    if not back and not invite.open_at(clock.now()):
        raise Invalid("This invite has expired or was closed. Ask whoever sent it for a new one.", code="invite_closed")
    return invite, room


def _admit_new(connection: Connection, join: Join, newcomer: Member, secret: str, browser: Browser) -> Admission:
    invite, room = _invite(connection, join.invite, None)
    member = replace(newcomer, owner=invite.owner)
    require_free(connection, room.id, member)
    members.add(connection, member, clock.now())
    sessions.begin(connection, secret, member, browser)
    rooms.enter(connection, room.id, member.id, _role(invite), invite.id)
    table.use(connection, invite)
    return Admission(member, room.id, secret, told=(room.id,), role=Role.HOST if invite.host else None)


def _admit_known(connection: Connection, join: Join, member: Member, session: str | None) -> Admission:
    invite, room = _invite(connection, join.invite, member)
    if not invite.open_at(clock.now()):
        return Admission(member, room.id, None)
    new = rooms.role_in(connection, room.id, member.id) is None
    came = rooms.enter(connection, room.id, member.id, _role(invite), invite.id)
    named = come_in(connection, room.id, member, join.name) if new else member
    owns = invite.owner and not member.owner
    if owns:
        members.make_owner(connection, member.id)
    if came or owns:
        table.use(connection, invite)
    secret = new_secret() if session and (owns or (came and invite.host)) else None
    if session and secret:
        sessions.renew(connection, session, secret)
    now = replace(named, owner=member.owner or owns)
    told: Sequence[UUID] = (room.id,) if came else ()
    if now.name != member.name:
        told = rooms.all_of(connection, member.id)
    return Admission(now, room.id, secret, told, role=_role(invite) if came else None)


def _role(invite: Invite) -> Role:
    return Role.HOST if invite.host else Role.MEMBER
