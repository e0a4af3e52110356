"""Drafts that are written in other processes: for readers who come later, and for when their writer is gone."""

from collections.abc import Iterator
from uuid import UUID

from enishi.bus.bus import Bus
from enishi.features.drafts.wire import Drafting
from enishi.gathering.messages.wire import Posted
from enishi.gathering.people.wire import Presence
from enishi.model import Member
from enishi.protocol import Event

Place = tuple[UUID, UUID]
"""A room, and who writes in it."""


class RemoteDrafts:
    """The newest words of each draft, by their language."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._drafts: dict[Place, dict[str, Drafting]] = {}

    def under_way(self, reader: Member, room: UUID) -> Iterator[Drafting]:
        """What this reader, who comes now, is told of it."""
        for (where, _), words in self._drafts.items():
            if where == room:
                yield from (event for event in words.values() if event.language in (event.source, reader.language))

    def on_remote(self, event: Event) -> None:
        """Keep the newest draft that another process published."""
        match event:
            case Drafting() if not event.ended:
                self._drafts.setdefault((event.room, event.author), {})[event.language] = event
            case Drafting():
                self._drafts.pop((event.room, event.author), None)
            case Posted():
                self._drafts.pop((event.room, event.message.author), None)
            case _:
                pass

    def on_local(self, event: Event) -> None:
        """End the drafts of a member who left: a process that died could not publish that."""
        if isinstance(event, Presence) and not event.here:
            for left in self._drafts.pop((event.room, event.member.id), {}).values():
                if left.language == left.source:
                    self._bus.publish_local(left.model_copy(update={"settled": "", "open": "", "guess": ""}))
