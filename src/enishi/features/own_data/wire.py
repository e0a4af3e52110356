"""What REST takes and gives of what the house knows of a member, and for how long; and whose time is over."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from enishi.protocol import Body, News, Number, Wire

LONGEST_RETENTION = 3650


class Known(Wire):
    """So many of one kind: messages, devices and so on."""

    kind: str = Field(description="As the exported file calls it.")
    count: Number


class Erase(Body):
    """Erases who asks, for good."""

    member: UUID = Field(description="Who is meant: a page that somebody else signed in since cannot erase them.")
    keep_words: bool = Field(default=False, description="Whether what they said stays, as somebody's.")


class Retention(Body):
    """For how long the house knows who has left every room; then they are erased, and their words are somebody's."""

    days: Annotated[int, Field(ge=1, le=LONGEST_RETENTION)] | None = Field(None, description="Null for always.")


class Expired(News):
    """Members left every room so long ago that they are to be erased."""

    type: Literal["expired"] = "expired"
    members: tuple[UUID, ...]
