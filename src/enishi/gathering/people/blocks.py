"""Who is hidden from whom: in memory, since it is asked for every reader and every event."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import partial
from uuid import UUID

from enishi import clock
from enishi.bus.bus import Bus
from enishi.deeds import ALWAYS, NOBODY_HIDDEN, Hidden
from enishi.gathering.people import blocks_table as table
from enishi.gathering.people.wire import Blocked, MemberJoined
from enishi.protocol import Event
from enishi.store.store import Store


class Blocks:
    """Who blocks somebody is told nothing of them; who is blocked, nothing that the other did since.

    What was there before stays for who is blocked: it would stay of somebody who only is not here any more.
    """

    def __init__(self, store: Store, bus: Bus) -> None:
        self._store = store
        self._bus = bus
        self._since: defaultdict[UUID, dict[UUID, UUID]] = defaultdict(dict)
        self._hidden: defaultdict[UUID, dict[UUID, UUID]] = defaultdict(dict)
        self._heard = 0

    def hidden_from(self, reader: UUID) -> Hidden:
        """Of whom this reader is told nothing."""
        return self._hidden.get(reader, NOBODY_HIDDEN)

    def blocked_by(self, member: UUID) -> Collection[UUID]:
        """Whom this member blocked."""
        return self._since.get(member, {}).keys()

    async def block(self, by: UUID, member: UUID) -> None:
        """Hide each from the other; raises Missing for who was never in a room with them."""
        since = await self._store.write(partial(table.put, by=by, member=member, since=clock.new_id()), room=None)
        if since != self._since[by].get(member):
            self._bus.publish(Blocked(by=by, member=member, since=since))

    async def lift(self, by: UUID, member: UUID) -> None:
        """Show each to the other again, unless the other blocks, too."""
        await self._store.write(partial(table.lift, by=by, member=member), room=None)
        self._bus.publish(Blocked(by=by, member=member, since=None))

    async def load(self) -> None:
        """Read them, at the start and now and then: what got lost between processes is told in this one."""
        heard = self._heard
        found = await self._store.read(table.everything)
        if heard == self._heard:  # else what was read may be older than what is known
            for by, member in found.keys() | self._pairs().keys():
                since = found.get((by, member))
                if since != self._since[by].get(member):
                    self._bus.publish_local(Blocked(by=by, member=member, since=since))

    def on_event(self, event: Event) -> None:
        """Somebody blocked somebody, or no longer does; or somebody was erased."""
        if isinstance(event, MemberJoined) and not event.member.name:
            for by, member in [pair for pair in self._pairs() if event.member.id in pair]:
                self.on_event(Blocked(by=by, member=member, since=None))
        if isinstance(event, Blocked):
            self._heard += 1
            self._since[event.by].pop(event.member, None)
            if event.since is not None:
                self._since[event.by][event.member] = event.since
            self._derive(event.by, event.member)
            self._derive(event.member, event.by)

    def _derive(self, reader: UUID, other: UUID) -> None:
        """What the reader is told of the other follows from what both of them did."""
        hidden = {each: since for each, since in self._hidden[reader].items() if each != other}
        if other in self._since[reader]:
            hidden[other] = ALWAYS
        elif reader in self._since[other]:
            hidden[other] = self._since[other][reader]
        self._hidden[reader] = hidden  # another one each time: connections keep the one that they were grouped by

    def _pairs(self) -> Mapping[table.Pair, UUID]:
        return {(by, member): since for by, each in self._since.items() for member, since in each.items()}
