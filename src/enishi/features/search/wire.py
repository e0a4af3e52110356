"""What REST takes and gives of search."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from enishi.model import Message
from enishi.protocol import Body, Wire

LONGEST_QUERY = 200


class SearchQuery(Body):
    """What is searched for, in the caller's own language or any other. It is in the body, which no log keeps."""

    text: str = Field(max_length=LONGEST_QUERY)
    room: UUID | None = Field(None, description="In this room alone; null is for all rooms of the caller.")
    author: UUID | None = Field(None, description="What this member said.")
    language: Annotated[str, Field(max_length=35)] | None = Field(None, description="What was said in this language.")
    since: datetime | None = Field(None, description="What was said at this instant or later.")
    until: datetime | None = Field(None, description="What was said before this instant.")


class SearchHit(Wire):
    """A message that was found, in the words in which it was found."""

    message: Message
    language: str = Field(description="The language of `pieces`: of the original, or of a translation.")
    pieces: tuple[str, ...] = Field(
        description="These words in pieces; the second, fourth and so on were searched for."
    )
    read: str | None = Field(description="The message in the caller's language, where `pieces` is not and it is kept.")
