"""The wire: what a command, an event and a fact are, and those that every connection needs.

Delivery: a post that was answered with `done` is on disk, and repeating it with the same nonce changes nothing. Every
durable event (a *fact*) carries its `room` and its `seq`, which grows by one with each fact of the room. A client
remembers, for each room, the highest `seq` that it received (it may count events that arrive before the room's first
`caught_up` of a connection only once that has come); `resume` with `since` brings everything after it. Facts may arrive
twice and are then the same. Translations into languages that a client does not read are not sent to it, so it sees gaps
in the numbers; it has missed something exactly when a `beat` names a higher number for the room than it has seen.

The server closes a connection with 4401 when the session is over or its member banned from the house (`refused` says
which before), with 4403 when a foreign page opened it, with 4408 when its reader took too long to read or the client to
say `hello`, with 4405 when its member left a room, was removed from it or muted in it, or may write again, or it was
deleted, and with 4429 when its member or its address has too many connections: connect again then, later, and resume. A
client that is behind gets no drafts.

The protocol grows by adding: skip fields and tags that you do not know. The commands and events of each capability are
in its own `wire.py`.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, SerializeAsAny, TypeAdapter

from enishi.deeds import Deed
from enishi.model import Member, Role, RoomSettings
from enishi.rights import Cost, Right

Nonce = Annotated[
    str, Field(min_length=1, max_length=64, description="Chosen by the client; comes back in the answer.")
]
nonces: TypeAdapter[str] = TypeAdapter(Nonce)

LARGEST = 2**53 - 1
"""The largest whole number that every language's numbers can hold."""

Number = Annotated[int, Field(ge=0, le=LARGEST)]

MOST_CHARACTERS = 1_000_000
"""Of any text in a request. Any bound makes pydantic refuse text that is not Unicode (lone surrogates)."""


MOST_ROOMS = 200
"""That a `hello` may name."""


class Wire(BaseModel):
    """What crosses the wire: frozen; unknown fields are ignored."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class Body(Wire):
    """What an HTTP request brings."""

    model_config = ConfigDict(str_max_length=MOST_CHARACTERS)


class Command(Wire):
    """What a client asks for. Each is answered by one `done` or one `refused` with its nonce."""

    needs: ClassVar[Right]
    """The right that is needed: in the command's `room`, or in the house."""
    costs: ClassVar[Cost]

    type: str
    nonce: Nonce


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is sent an event: everybody, the readers of a language, certain members, owners of the house.

    For an event of a room they are those in the room, for any other event those who are connected.
    """

    everybody: bool = False
    language: str | None = None
    members: tuple[UUID, ...] = ()
    owners: bool = False
    """Only of an event that belongs to no room."""

    def includes(self, member: Member) -> bool:
        """Whether this member is sent it."""
        return (
            self.everybody
            or member.language == self.language
            or member.id in self.members
            or (self.owners and member.owner)
        )


EVERYBODY = Audience(everybody=True)
OWNERS = Audience(owners=True)
NOBODY = Audience()


class Event(Wire):
    """What is published on the bus, and sent to the connections of its audience."""

    type: str

    @property
    def audience(self) -> Audience:
        """Who is sent it: in its room, or in the house where it has no room."""
        return NOBODY

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """Whose doing it tells: a reader from whom one of them is hidden is not sent it."""
        return ()

    @property
    def droppable(self) -> bool:
        """Whether it may be left out for a client that is behind."""
        return False

    @property
    def coalesces(self) -> Hashable:
        """Of the events of a room with the same key only the newest in a tenth of a second is sent; None for all."""
        return None


class RoomEvent(Event):
    """What happens in a room."""

    room: UUID


class Fact(RoomEvent):
    """A durable event: it has a number in its room, and is on disk before it is published."""

    seq: Number

    @property
    def replaces(self) -> tuple[Hashable, ...]:
        """The place of the fact, the id of its message first. It voids earlier facts whose place begins so.

        An empty one voids all of them: the room is to be read afresh.
        """
        raise NotImplementedError

    @property
    def first(self) -> int:
        """The number under which the message was first said that it tells words of; else its own.

        Who reads a room only from a number on is not sent what has a lower one here.
        """
        return self.seq


class News(Event):
    """What the parts of the server tell each other; no page sees it."""


class Since(Wire):
    """How much of a room the client has: everything up to `since`; null for nothing."""

    room: UUID
    since: Number | None = None


class RoomView(Wire):
    """A room that the member may enter."""

    id: UUID
    title: str = Field(description="Empty for a private room: it is called by the names of the others in it.")
    last: Number = Field(description="The number of the room's newest fact.")
    read: Number = Field(description="The number up to which this member has read.")
    unread: Number = Field(description="How many messages of others came after that.")
    welcome: bool = Field(
        default=False, description="Whether it is the room that greets newcomers with a sample conversation."
    )
    private: bool = Field(default=False, description="Whether it is of the people who are in it alone.")
    settings: RoomSettings = RoomSettings()
    sees_after: Number = Field(0, description="Messages up to this number are not shown to this member.")
    muted_for: Number | None = Field(None, description="Seconds in which the member who asks writes nothing here.")
    members: tuple[Member, ...] = Field((), description="Also who was removed: their words are still there.")
    roles: dict[UUID, Role] = Field({}, description="What those are who are more or less than members of it.")
    here: frozenset[UUID] = Field(frozenset(), description="Which members are here now.")


class Page(Wire):
    """A part of a room's history: messages as `posted`, in their present form, then the other facts about them.

    Translations are into the reader's language; of a reader's own messages they are into every language.
    """

    facts: tuple[SerializeAsAny[Fact], ...] = ()
    earlier: bool = Field(default=False, description="Whether the room has messages before these.")


class Trouble(Wire):
    """The body of every HTTP answer that is not a success."""

    code: str
    sentence: str
    retry_after: float | None = None
    line: int | None = Field(None, description="The line of the file that was sent, where one cannot be read.")
    free: str | None = Field(None, description="A name that is free, where the one that was asked for is taken.")


class Hello(Command):
    """Comes first. The session is the cookie's. Answered by `welcome`, then by a `caught_up` for each room named."""

    needs: ClassVar = Right.ATTEND
    costs: ClassVar = Cost.READ

    type: Literal["hello"] = "hello"
    rooms: Annotated[tuple[Since, ...], Field(max_length=MOST_ROOMS)] = ()


class Resume(Command):
    """Enters a room, or asks for what was missed in it; answered by `caught_up`."""

    needs: ClassVar = Right.READ
    costs: ClassVar = Cost.READ

    type: Literal["resume"] = "resume"
    room: UUID
    since: Number | None = None


class Welcome(Event):
    """Who the client is, the rooms it may enter, and the languages that can be chosen."""

    type: Literal["welcome"] = "welcome"
    me: Member
    rooms: tuple[RoomView, ...]
    languages: tuple[str, ...] = Field(description="The languages that are translated here now.")
    can_come: dict[str, Number] = Field(
        {}, description="The languages that can be chosen and are not here yet, with the bytes that are to be fetched."
    )
    hears: tuple[str, ...] = Field((), description="The languages in which the server recognises speech.")
    speaks: tuple[str, ...] = Field((), description="The languages that the server can read aloud.")


class CaughtUp(Event):
    """All facts of the room up to `seq` were sent. `facts` add to what the client has; if `fresh`, they replace it."""

    type: Literal["caught_up"] = "caught_up"
    room: UUID
    seq: Number
    fresh: bool
    facts: tuple[SerializeAsAny[Fact], ...] = ()
    earlier: bool = Field(default=False, description="Whether the room has messages before these.")


class Beat(Event):
    """The heartbeat: the clock, and the newest number of each room that this client entered, in its language."""

    type: Literal["beat"] = "beat"
    now: datetime
    rooms: dict[UUID, Number]


class Leaving(Event):
    """The server stops: connect again after `wait` seconds, which differ from client to client."""

    type: Literal["leaving"] = "leaving"
    wait: float


class Done(Event):
    """The command with this nonce is done, and on disk where it says something. `message` names what was posted."""

    type: Literal["done"] = "done"
    nonce: Nonce
    message: UUID | None = None
    seq: Number | None = None


class Refused(Event):
    """The command was not done; `code` is stable, `sentence` is for people. The connection stays open."""

    type: Literal["refused"] = "refused"
    nonce: str | None = None
    code: str
    sentence: str
    retry_after: float | None = Field(None, description="Seconds to wait before trying again.")


class Dismissed(News):
    """Sessions of a member ended: so do their connections."""

    type: Literal["dismissed"] = "dismissed"
    member: UUID
    sessions: tuple[UUID, ...]


COMMANDS: tuple[type[Command], ...] = (Hello, Resume)
EVENTS: tuple[type[Event], ...] = (
    *(Welcome, CaughtUp, Beat, Leaving, Done, Refused),
    Dismissed,
)
"""The events of every connection, and the news of every process."""
