"""The seam between the house and its capabilities: what a feature brings, who calls it, what hangs on messages."""

from collections.abc import Awaitable, Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from fastapi import APIRouter
from sqlalchemy import Column, Connection, LargeBinary, Select, Table, delete, func, select
from starlette.routing import BaseRoute
from typing_extensions import override

from enishi.bus.bus import Subscription
from enishi.model import Member, Message
from enishi.protocol import Command, Done, Event, Fact


class Caller(Protocol):
    """Whoever sends commands: a connection, later a bridge or a program."""

    @property
    def member(self) -> Member:
        """On whose behalf, as they are now."""
        ...

    def tell(self, event: Event) -> None:
        """Send an event to this caller alone."""
        ...

    def stream(self, frame: bytes) -> None:
        """Send a ready WebSocket frame now, or drop it when the caller is behind."""
        ...

    def at_leave(self, key: Hashable, end: Callable[[], None]) -> None:
        """Run `end` when the caller leaves; a later `end` with the same key takes its place."""
        ...


READ_AT_ONCE = 500
"""Rows of an export."""

Handler = Callable[[Any, Any], Awaitable[Done | None]]
"""Called with a Caller and a command; None answers with a plain `done`. Right and cost were checked before."""


@dataclass(frozen=True, slots=True)
class Words:
    """A column that holds what people wrote; `by` is the column of the same table that names who. None: nobody's."""

    column: Column[Any]
    by: Column[Any] | None


class Source:
    """A table that holds people's words, and the facts about messages that are read from it, where there are any.

    All methods run inside a transaction of the store.
    """

    words: Sequence[Words] = ()
    owner: Column[Any] | None = None
    """The column that names whose rows these are, where they hold no words, such as a private mark."""
    most_missed = 1000
    """More facts than this are not sent one by one to a client that comes back; it gets a fresh page."""

    def between(self, connection: Connection, room: UUID, after: int, upto: int) -> Iterable[Fact]:
        """The facts of a room with a number above `after` and up to `upto`, in their present form."""
        return ()

    def since(self, connection: Connection, room: UUID, after: int, reader: Member, limit: int) -> Sequence[Fact]:
        """At most `limit` facts of a room above `after` that concern this reader."""
        return ()

    def of_messages(
        self, connection: Connection, room: UUID, messages: Collection[UUID], reader: Member
    ) -> Sequence[Fact]:
        """What concerns this reader about these messages."""
        return ()

    def message_changed(self, connection: Connection, before: Message, after: Message) -> None:
        """A message was edited, relabelled or removed: what rests on its earlier form goes."""

    @property
    def name(self) -> str:
        """What its rows are: the name of their table. The interface says it with the text `kind.<name>`."""
        column = self.words[0].column if self.owner is None else self.owner
        return str(column.table.name)

    @property
    def of_members(self) -> bool:
        """Whether its rows belong to members."""
        return bool(self._owners())

    def count(self, connection: Connection, member: UUID) -> int:
        """How many rows there are of this member, also of what is never exported."""
        counts = (select(func.count()).select_from(by.table).where(by == member) for by in self._owners())
        return sum(connection.execute(query).scalar_one() for query in counts)

    def export(self, connection: Connection, member: UUID) -> Iterable[Mapping[str, Any]]:
        """The rows with words of this member, and nobody else's words; in the order of their keys."""
        for by in self._owners():
            yield from rows(connection, readable(by.table).where(by == member))

    def export_room(self, connection: Connection, room: UUID) -> Iterable[Mapping[str, Any]]:
        """The rows with words of everybody in a room; none, where they are not for everybody there."""
        for table in dict.fromkeys(words.column.table for words in self.words):
            if "room" in table.columns:
                yield from rows(connection, readable(table).where(table.c.room == room))

    def erase(self, connection: Connection, member: UUID) -> None:
        """Remove the words of this member. Rows go, unless the source overrides this."""
        for by in self._owners():
            connection.execute(delete(by.table).where(by == member))

    def erase_some(self, connection: Connection, member: UUID, most: int) -> int:
        """Remove at most so many of the words of this member; how many. None, unless the source overrides this.

        It is called before `erase`, where there can be much: each time in a transaction of its own.
        """
        return 0

    def disown(self, connection: Connection, member: UUID) -> None:
        """Remove what says who the member is or was, and keep their words. Sources of words have nothing such."""
        if self.owner is not None:
            self.erase(connection, member)

    def _owners(self) -> Collection[Column[Any]]:
        """The columns that name whose words these are, each once."""
        columns = [*(words.by for words in self.words), self.owner]
        return tuple(dict.fromkeys(column for column in columns if column is not None))


class SecretSource(Source):
    """A table of secrets, such as what leads back: erased with their owner, and never exported."""

    @override
    def export(self, connection: Connection, member: UUID) -> Iterable[Mapping[str, Any]]:
        return ()


def readable(table: Table) -> Select[Any]:
    """The rows of a table in the order of their keys, without its bytes: these are hashes and keys, and no words."""
    columns = (column for column in table.columns if not isinstance(column.type, LargeBinary))
    return select(*columns).order_by(*table.primary_key)


def rows(connection: Connection, query: Select[Any]) -> Iterator[Mapping[str, Any]]:
    """The rows of a query, read by and by."""
    found = connection.execute(query, execution_options={"yield_per": READ_AT_ONCE})
    return (dict(row) for row in found.mappings())


@dataclass(frozen=True, kw_only=True, slots=True)
class Feature:
    """One capability, opened. Everything has a default: a feature brings what it has."""

    commands: Mapping[type[Command], Handler] = field(default_factory=dict)
    events: tuple[type[Event], ...] = ()
    """What it publishes, for the bus between processes and the documentation of the wire."""
    sources: tuple[Source, ...] = ()
    routes: tuple[APIRouter | BaseRoute, ...] = ()
    hears: tuple[Subscription, ...] = ()
    """What it wants to be called with when it is published on the bus."""
    greets: Callable[[Member, UUID], Iterable[Event]] | None = None
    """Passing state of a room, for a reader who enters it now or reads another language."""
    dues: Mapping[str, Callable[[Connection, Any], Event | None]] = field(default_factory=dict)
    """What happens at an instant, by kind; see `gathering/dues/dues.py`."""
    leads_back: tuple[Column[Any], ...] = ()
    """Columns that name members who can come back without a session."""
    binary: Callable[[Caller, bytes], None] | None = None
    """Takes the binary messages of callers; one feature at most."""
    run: Callable[[], AbstractAsyncContextManager[None]] | None = None
    """Runs while the server does."""
