"""What REST takes to open a private room, and how those in it learn of it."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from enishi.protocol import Audience, Body, Event, RoomView

MOST = 8
"""People in a private room."""


class OpenPrivate(Body):
    """Opens the room of the caller and these members alone; all of them are in the room of the address."""

    members: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=MOST - 1)]


class RoomOpened(Event):
    """A member belongs to one more private room. Not durable; `welcome` tells it as well."""

    type: Literal["room_opened"] = "room_opened"
    member: UUID
    view: RoomView

    @property
    def audience(self) -> Audience:
        """The member, wherever they are."""
        return Audience(members=(self.member,))
