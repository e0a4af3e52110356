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


class PutTerm(Body):
    """Adds or changes a term; without translations it is left as it is in every language."""

    text: str
    language: str | None = None
    translations: dict[str, str] = Field(default={}, max_length=200)


class Imported(Wire):
    """What became of a file: the entries that were taken, and those whose languages are not known here."""

    taken: int
    left_out: int
