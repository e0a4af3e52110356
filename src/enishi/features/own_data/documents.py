"""What is exported: the rows of each source, of a member or of a room; and a document of them as JSON."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import IO, Any
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import Connection

from enishi import clock
from enishi.deeds import Deed, Hidden, hides
from enishi.feature import Source
from enishi.gathering.facts.sources import Sources
from enishi.gathering.messages import table as messages
from enishi.gathering.people import places_table as places
from enishi.model import Member

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Document:
    """Of whom or what, for whom; `parts` are read by kind, each time anew, while the transaction is open."""

    of: UUID
    reader: Member
    made_at: datetime
    parts: Mapping[str, Callable[[], Iterable[Row]]]

    @cached_property
    def names(self) -> Mapping[UUID, str]:
        """What rooms and members are called in it."""
        found: dict[UUID, str] = {}
        for row in self.parts["memberships"]():
            found |= {row["room"]: row["title"]} if "title" in row else {row["member"]: row["name"]}
        return found

    @property
    def title(self) -> str:
        """What it is called itself."""
        if self.of == self.reader.id:
            return self.reader.name
        return next(str(row["title"]) for row in self.parts["rooms"]())


def of_member(connection: Connection, sources: Sources, member: Member) -> Document:
    """Everything of a member, and nothing of others."""
    parts = {source.name: partial(source.export, connection, member.id) for source in sources if source.of_members}
    return Document(member.id, member, clock.now(), parts)


def of_room(connection: Connection, sources: Sources, reader: Member, room: UUID, hidden: Hidden) -> Document:
    """Everything in a room that the reader may see: not what was said before they came, nor what is `hidden`."""
    past = messages.said_upto(connection, room, places.sees_after(connection, room, reader.id))
    gone = past | messages.hidden_in(connection, room, hidden)
    parts = {source.name: partial(_seen, source, connection, room, hidden, gone) for source in sources}
    return Document(room, reader, clock.now(), parts)


def _seen(source: Source, connection: Connection, room: UUID, hidden: Hidden, gone: Collection[UUID]) -> Iterator[Row]:
    """The rows of a source but these messages, and what hangs on them, or is done to others by who is hidden."""
    for row in source.export_room(connection, room):
        message = row.get("message", row.get("id"))
        deeds = [Deed(row["member"], row["message"])] if row.get("message") and row.get("member") else []
        if message not in gone and not hides(hidden, deeds):
            yield row


def write_json(document: Document, out: IO[bytes]) -> None:
    """One object: beside what it is of and when it was made, a list for each kind of which there is something."""
    out.write(b"{" + to_json({"of": document.of, "made_at": document.made_at})[1:-1])
    for kind, read in document.parts.items():
        out.writelines(_list(kind, read()))
    out.write(b"}\n")


def _list(kind: str, rows: Iterable[Row]) -> Iterator[bytes]:
    before = b",\n" + to_json(kind) + b": [\n"
    for row in rows:
        yield before + to_json(row)
        before = b",\n"
    if before == b",\n":
        yield b"\n]"
