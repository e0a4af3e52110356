"""The words of the domain as frozen values. They travel inside events as they are, and know no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

DESCRIBED: Mapping[str, bool] = {"use_attribute_docstrings": True}
"""Tells pydantic that the text under a field describes it in the generated documentation of the wire."""


class Kind(StrEnum):
    """What a member is."""

    PERSON = "person"
    PROGRAM = "program"


class Role(StrEnum):
    """What a member is in a room, from the least to the most; an owner is one of the whole house."""

    FORMER = "former"
    """Was removed; the name still stands beside what they said."""
    GUEST = "guest"
    MEMBER = "member"
    STEWARD = "steward"
    HOST = "host"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Member:
    """Someone who takes part: reads `language`; messages in the languages of `understands` are not translated."""

    __pydantic_config__ = DESCRIBED

    id: UUID
    name: str
    language: str
    understands: frozenset[str] = frozenset()
    owner: bool = False
    """Whether the house is theirs: they make rooms, and say which languages come. In a room they are what it says."""
    kind: Kind = Kind.PERSON
    picture: str | None = None
    """The name of their picture: `GET /api/pictures/{id}/{picture}`. Another picture has another name."""

    def reads(self, language: str) -> bool:
        """Whether words in `language` need no translation for this member."""
        return language == self.language or language in self.understands


class RoomState(StrEnum):
    """Whether one may write in a room."""

    OPEN = "open"
    CLOSED = "closed"
    """It is read only."""
    ARCHIVED = "archived"
    """It is read only, and apart from the rooms in use."""


@dataclass(frozen=True, slots=True)
class RoomSettings:
    """What the hosts of a room say about it."""

    __pydantic_config__ = DESCRIBED

    description: str = ""
    described_in: str | None = None
    """The language of the description."""
    state: RoomState = RoomState.OPEN
    writers: Role = Role.MEMBER
    """The least that one must be to write."""
    inviters: Role = Role.HOST
    """The least that one must be to invite members. Only hosts invite hosts."""
    slow: int = 0
    """Seconds between two messages of a member; stewards and hosts do not wait."""
    quiet: bool = False
    """Whether pages leave out who comes to belong to the room, and who leaves it."""
    newcomers: bool = False
    """Whether who is new to the house waits between two messages, and posts no links, for a day or ten messages."""
    from_joining: bool = False
    """Whether who comes from now on reads only what is said after they came."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where members meet; `last` is the sequence number of its newest fact (0 when there is none)."""

    id: UUID
    title: str
    last: int = 0
    welcome: bool = False
    settings: RoomSettings = RoomSettings()
    private: bool = False
    """Whether it is of the few people who are in it alone, and is called by their names."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a member said, in the original words. A removed message keeps its place; its `text` is empty."""

    __pydantic_config__ = DESCRIBED

    id: UUID
    room: UUID
    author: UUID
    language: str
    text: str
    sent_at: datetime
    seq: int = 0
    """The number under which it was first said; messages are shown in this order."""
    changed: int = 0
    """The number of its newest form; equal to `seq` while nothing was changed."""
    edited_at: datetime | None = None
    removed_at: datetime | None = None
    reply_to: UUID | None = None
    spoken: bool = False
    """Whether somebody spoke, and these are the words as recognised."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a route: an engine translated from `source` to `target`."""

    __pydantic_config__ = DESCRIBED

    engine: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Settled:
    """A term of a room's glossary as it was used: which it is, who settled it, and when."""

    __pydantic_config__ = DESCRIBED

    term: UUID
    by: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class TermUse:
    """Words of a translation that are those of a term, and neither the writer's nor an engine's."""

    __pydantic_config__ = DESCRIBED

    start: int
    """Where they begin in the text of the translation, in characters (Unicode code points)."""
    stop: int
    said: str
    """The words of the message in whose place they stand."""
    settled: Settled


@dataclass(frozen=True, slots=True)
class Translation:
    """A message in another language."""

    __pydantic_config__ = DESCRIBED

    room: UUID
    message: UUID
    of: int
    """The `changed` number of the form of the message that it translates."""
    language: str
    text: str
    route: tuple[Step, ...] = ()
    doubts: tuple[str, ...] = ()
    """Why it may be wrong; stable: length, repeats, copied, script, numbers, pieces, term, back."""
    corrected_by: UUID | None = None
    """The member whose words these are, if not an engine's: here, or (route: memory) when the same was said before."""
    corrected_at: datetime | None = None
    """When they said so."""
    confirmed_by: UUID | None = None
    """The second member, or the host, through whom the room uses the correction for the same words of others."""
    terms: tuple[TermUse, ...] = ()
    """The words in it that are those of terms, in order. The rest of the text is the engines'."""
    seq: int = 0
