"""What REST takes and gives of what the house knows of a member."""

from uuid import UUID

from pydantic import Field

from enishi.protocol import Body, Number, Wire


class Known(Wire):
    """So many of one kind: messages, devices and so on."""

    kind: str = Field(description="As the exported file calls it.")
    count: Number


class Erase(Body):
    """Erases who asks, for good."""

    member: UUID = Field(description="Who is meant: a page that somebody else signed in since cannot erase them.")
    keep_words: bool = Field(default=False, description="Whether what they said stays, as somebody's.")
