"""The one gate: whether a member has a right, in a room or in the house."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from math import ceil
from time import monotonic
from uuid import UUID

from cachetools import TTLCache

from enishi import clock
from enishi.auth.rights import MUTED, OF_SETTINGS, RIGHTS, rights_in
from enishi.errors import Denied, TooMany
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.wire import Banned, Muted, RoleChanged, RoomChanged, RoomDeleted
from enishi.model import Member, Role, RoomSettings, RoomState
from enishi.protocol import Event
from enishi.rights import HOUSE_RIGHTS, Right
from enishi.store.store import Store

REMEMBERED = 10_000
"""Of how many members and rooms it is remembered what they are there."""

REMEMBERED_SECONDS = 1.0
"""How long: a role that changes, here or by another process, has changed everywhere within this time."""


Held = tuple[Role, datetime | None]
"""What somebody is in a room, and until when they are muted in it."""


class Access:
    """Answers from memory where it can; it cannot be asked in a way that leaves the room out of the answer."""

    def __init__(self, store: Store, timer: Callable[[], float] = monotonic) -> None:
        self._store = store
        self._roles: TTLCache[tuple[UUID | None, UUID], Held] = TTLCache(REMEMBERED, REMEMBERED_SECONDS, timer)
        self._settings: TTLCache[UUID, RoomSettings] = TTLCache(REMEMBERED, REMEMBERED_SECONDS, timer)

    async def require(self, member: Member, right: Right, room: UUID | None = None) -> None:
        """Raises Denied when the member lacks the right. Who may not enter a room is not told whether it exists.

        Rights of the house disregard `room`: they are those of an owner, or of the highest role in any room, as is a
        right in a room without a room, which concerns nothing. Raises TooMany with the seconds left for who is muted.
        """
        role, muted_until = await self._held(member, None if right in HOUSE_RIGHTS else room)
        if role is Role.FORMER:
            raise Denied("You are not in this room. Ask a host for an invite to it.", code="not_in_room")
        if room is None or right not in OF_SETTINGS:
            allowed = right in RIGHTS[role]
        else:
            settings = await self._settings_of(room)
            allowed = right in rights_in(settings, role)
            if not allowed and right in RIGHTS[role]:
                raise _not_now(settings)
        if not allowed:
            raise Denied("Only hosts can do this. Ask a host.", code="hosts_only")
        if muted_until and right in MUTED and role is not Role.HOST:
            _require_past(muted_until)

    async def allows(self, member: Member, right: Right, room: UUID | None = None) -> bool:
        """Whether the member has the right."""
        try:
            await self.require(member, right, room)
        except (Denied, TooMany):
            return False
        return True

    def on_event(self, event: Event) -> None:
        """Somebody has another role, is muted or banned, or a room has other settings or is gone: look again."""
        if isinstance(event, (RoleChanged, Muted)):
            for room in (event.room, None):
                self._roles.pop((room, event.member), None)
        elif isinstance(event, Banned):
            self._forget(lambda room, member: member == event.member)
        elif isinstance(event, RoomChanged):
            self._settings.pop(event.room, None)
        elif isinstance(event, RoomDeleted):
            self._forget(lambda room, member: room == event.room)

    def _forget(self, which: Callable[[UUID | None, UUID], bool]) -> None:
        for place in [place for place in self._roles if which(*place)]:
            self._roles.pop(place, None)

    async def _held(self, member: Member, room: UUID | None) -> Held:
        if room is None and member.owner:
            return Role.OWNER, None
        if (known := self._roles.get((room, member.id))) is not None:
            return known
        if room is None:
            held: Held = await self._store.read(partial(rooms.highest_role, member=member.id)), None
        else:
            found = await self._store.read(partial(rooms.held_in, room=room, member=member.id))
            held = found or (Role.FORMER, None)
        if held[0] is not Role.FORMER:  # anybody can ask for rooms that are not theirs, or that there are not
            self._roles[room, member.id] = held
        return held

    async def _settings_of(self, room: UUID) -> RoomSettings:
        if (known := self._settings.get(room)) is None:
            found = await self._store.read(partial(rooms.get, room=room))
            known = self._settings[room] = found.settings if found else RoomSettings()
        return known


def _require_past(muted_until: datetime) -> None:
    left = (muted_until - clock.now()).total_seconds()
    if left > 0:
        sentence = f"A steward or host muted you in this room. You can write in {ceil(left)} s again."
        raise TooMany(sentence, retry_after=left, code="muted")


def _not_now(settings: RoomSettings) -> Denied:
    """Why somebody cannot do what their role may do in other rooms."""
    if settings.state is RoomState.OPEN:
        return Denied("Only some may write in this room. Ask a host to write for you.", code="writers_only")
    return Denied("This room is closed: it can be read, and nobody writes in it.", code="room_closed")
