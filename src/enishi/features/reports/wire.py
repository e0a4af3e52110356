"""Reports on the wire: the commands, what who reported is told, and what who decides is shown."""

from collections.abc import Hashable
from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from enishi.model import Step
from enishi.protocol import Audience, Command, Fact, Number, RoomEvent, Wire
from enishi.rights import Cost, Right


class Outcome(StrEnum):
    """How a report ended."""

    NOTHING = "nothing"
    REMOVED = "removed"
    MUTED = "muted"
    ENGINE = "engine"
    """The translation was at fault, and not the writer."""


Answer = Literal["nothing", "acted", "engine"]
"""What who reported is told of it: not what was done about the writer."""


class Report(Command):
    """Reports a message, as the caller reads it, to the stewards and hosts of the room; told with `reported`.

    Kept are the original, the translation that the caller is shown, and its route. A second report replaces the first.
    """

    needs: ClassVar = Right.READ
    costs: ClassVar = Cost.POST

    type: Literal["report"] = "report"
    room: UUID
    message: UUID


class CloseReport(Command):
    """Decides about the reports of a message that was read in `language`; told to each who reported it.

    `removed` removes the message, `muted` mutes its writer for `minutes`; both are refused like `take_down` and `mute`.
    """

    needs: ClassVar = Right.MODERATE
    costs: ClassVar = Cost.POST

    type: Literal["close_report"] = "close_report"
    room: UUID
    message: UUID
    language: str
    outcome: Outcome
    minutes: Annotated[int, Field(ge=1, le=7 * 24 * 60)] = 24 * 60


class Reported(Fact):
    """A member reported a message, or was answered; told to that member alone."""

    type: Literal["reported"] = "reported"
    message: UUID
    member: UUID
    answer: Answer | None = Field(description="Null while nobody has decided.")

    @property
    def audience(self) -> Audience:
        """Who reported it."""
        return Audience(members=(self.member,))

    @property
    def replaces(self) -> tuple[Hashable, ...]:
        """The earlier report of the same member; other words of the message do not matter."""
        return self.message, "report", self.member


class ReportsChanged(RoomEvent):
    """The list of reports of the room is another one; told to its stewards and hosts. Not durable."""

    type: Literal["reports_changed"] = "reports_changed"
    members: tuple[UUID, ...]

    @property
    def audience(self) -> Audience:
        """The stewards and hosts."""
        return Audience(members=self.members)


class ReportedWords(Wire):
    """Words, and what they say in the language of whoever asks."""

    text: str
    language: str
    here: str | None = Field(description="Null where they read the language, or nothing translates it.")


class WriterHistory(Wire):
    """How often a writer said something in the room, or it was done to them; without what engines were at fault for."""

    messages: Number
    removed: Number
    muted: Number
    reports: Number


class ReportView(Wire):
    """A message that waits for a decision, as it was when it was reported, and as those read it who did."""

    message: UUID
    author: UUID
    at: datetime
    members: tuple[UUID, ...] = Field(description="Who reported it.")
    language: str = Field(description="In which they read it.")
    original: ReportedWords
    read: ReportedWords | None = Field(description="The translation that they read; null where they read the original.")
    back: str | None = Field(description="That translation, translated back into the language of the original.")
    route: tuple[Step, ...]
    corrected_by: UUID | None = Field(description="Whose words the translation is, where it is no engine's.")
    removed: bool = Field(description="Whether the message was removed meanwhile.")
    history: WriterHistory
