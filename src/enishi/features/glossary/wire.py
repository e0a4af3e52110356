"""What REST takes and gives of glossaries and memories."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from enishi.protocol import Body, Wire


class TermView(Wire):
    """A term of a room's glossary: left as it is in every language, or translated as `translations` say."""

    id: UUID
    text: str
    language: str | None = Field(None, description="The language of the term; null where it is left as it is.")
    translations: dict[str, str]
    made_by: UUID = Field(description="Who made it, or changed it last.")
    made_at: datetime


class ChangeView(Wire):
    """What one member did at once to a glossary: one term, or a file of them."""

    id: UUID
    made_by: UUID
    made_at: datetime
    before: list[TermView] = Field(description="What was there; of several terms the first few.")
    after: list[TermView] = Field(description="What came in their place; of several terms the first few.")
    terms: int = Field(description="How many terms it put, changed or removed.")
    undoable: bool = Field(description="Whether nothing of it was changed again.")


class GlossaryChanges(Wire):
    """The newest changes of a glossary, and who may make more."""

    locked: bool = Field(description="Whether only stewards and hosts settle terms.")
    may_settle: bool = Field(description="Whether the caller may.")
    may_lock: bool = Field(description="Whether the caller may lock it, and open it again.")
    changes: list[ChangeView] = Field(description="The newest first.")


class LockGlossary(Body):
    """Locks a glossary, or opens it."""

    locked: bool


class PutTerm(Body):
    """Adds or changes a term; without translations it is left as it is in every language."""

    text: str
    language: str | None = None
    translations: dict[str, str] = Field(default={}, max_length=200)


class LeftOut(Wire):
    """What of a file was not taken: words without a translation, in an unknown language, too long."""

    line: int = Field(description="Where its entry begins, from 1 on.")
    code: str = Field(description="A stable code, as of a refusal.")
    sentence: str


class Imported(Wire):
    """What became of a file: how many entries were taken, how many words were left out, and where."""

    taken: int
    left_out: int
    lines: list[LeftOut] = Field(default=[], description="The first of what was left out, in the order of the file.")
