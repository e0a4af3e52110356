"""The words of the domain as frozen values; they know neither the wire nor the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """What a member is."""

    PERSON = "person"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Member:
    """Someone who takes part: reads `language`, and wants what is in `understands` left as it was written."""

    id: UUID
    name: str
    language: str
    understands: frozenset[str] = frozenset()
    host: bool = False
    kind: Kind = Kind.PERSON

    def reads(self, language: str) -> bool:
        """Whether words in `language` need no translation for this member."""
        return language == self.language or language in self.understands


@dataclass(frozen=True, slots=True)
class Room:
    """Where members meet; `last` is the number of its newest fact (0 when nothing happened yet)."""

    id: UUID
    title: str
    last: int = 0
    welcome: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """What a member said. `seq` orders it in its room; `changed` is the number of its newest form.

    A removed message keeps its place and loses its words (`text` is empty).
    """

    id: UUID
    room: UUID
    seq: int
    changed: int
    author: UUID
    language: str
    text: str
    sent_at: datetime
    edited_at: datetime | None = None
    removed_at: datetime | None = None
    reply_to: UUID | None = None
    spoken: bool = False
    """Whether the words are a recogniser's."""


@dataclass(frozen=True, slots=True)
class Step:
    """One leg of a route: an engine took the text from `source` to `target`."""

    engine: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Translation:
    """A message's words in another language; `of` is the `changed` number of the form it renders.

    `corrected_by` is the member whose words these are, where they are not an engine's.
    """

    room: UUID
    message: UUID
    seq: int
    of: int
    language: str
    text: str
    route: tuple[Step, ...] = ()
    doubts: tuple[str, ...] = ()
    """Why it may be wrong: codes of translate/text/quality_estimation.py."""
    corrected_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a room's translation memory holds: `made_by` said how `text` of `source` is put in `target`.

    It was learned from `message`, and goes when that is edited or removed; without one it was brought in a file.
    """

    room: UUID
    source: str
    target: str
    text: str
    translation: str
    message: UUID | None
    made_by: UUID
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Term:
    """What a room has settled about words: `text` of `language` is put as `translations` say, language by language.

    Without a language it is left alone in every one.
    """

    id: UUID
    room: UUID
    text: str
    language: str | None
    translations: Mapping[str, str]
    made_by: UUID
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Unit:
    """Words of a language and how they are put in others, of no room: what glossaries and memories travel as."""

    text: str
    language: str | None
    translations: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """A reader did not understand a message, or `phrase` of what they read in `language`.

    `meaning` is the phrase in the writer's language; `of` is the `changed` number of the form that was read.
    """

    room: UUID
    message: UUID
    member: UUID
    seq: int
    of: int
    language: str
    phrase: str | None = None
    meaning: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody holds that `text` of `source` is better said as `better` in `target`."""

    text: str
    source: str
    better: str
    target: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Invite:
    """A link that lets someone into a room; only the hash of its secret is kept."""

    id: UUID
    room: UUID
    host: bool
    made_at: datetime
    made_by: UUID | None = None
    expires_at: datetime | None = None
    uses_left: int | None = None
    revoked_at: datetime | None = None

    def open_at(self, instant: datetime) -> bool:
        """Whether it still lets somebody in at `instant`."""
        in_time = self.expires_at is None or instant < self.expires_at
        return self.revoked_at is None and in_time and (self.uses_left is None or self.uses_left > 0)


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a room's messages, oldest first, with the translations and questions that concern its reader."""

    messages: tuple[Message, ...] = ()
    translations: tuple[Translation, ...] = ()
    questions: tuple[Question, ...] = ()
    earlier: bool = False
    """Whether the room has messages before these."""


@dataclass(frozen=True, slots=True)
class Missed:
    """What happened in a room after the number a reader had last seen."""

    page: Page = field(default_factory=Page)
    last: int = 0
    fresh: bool = False
    """True when too much was missed to tell one by one: the page replaces what the reader has."""
