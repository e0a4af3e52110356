"""What REST takes and gives of invites, and of coming in."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from enishi.model import Member
from enishi.protocol import Body, Number, Wire

DAYS, USES = 7, 25
"""How long an invite lasts, and how many it lets in, where its maker says nothing."""


class House(Wire):
    """What the door needs before anybody is in: the languages on offer, and who one is already."""

    languages: tuple[str, ...] = Field(description="The languages that are translated here now.")
    can_come: dict[str, Number] = Field(
        {}, description="The languages that can be chosen and are not here yet, with the bytes that are to be fetched."
    )
    suggested: str | None = Field(
        None, description="Of both, the language that serves best who `reads` these, the preferred one first."
    )
    me: Member | None = None


class PreviewInvite(Body):
    """Asks where an invite leads; the secret is in the body, which is written to no log."""

    invite: str = Field(max_length=200)


class InvitePreview(Wire):
    """Where an invite leads."""

    room: str
    welcome: bool = False
    expires_at: datetime | None = None


class Join(Body):
    """Comes in with an invite: a name, and the language to read.

    Somebody with a session keeps who they are; only where their name is taken in the room, `name` is theirs from
    now on, in every room.
    """

    invite: str = Field(max_length=200)
    name: str
    language: str
    understands: frozenset[str] = frozenset()


class Joined(Wire):
    """Who the member is now, and the room the invite led to."""

    me: Member
    room: UUID


class MakeInvite(Body):
    """Makes an invite link; hosts may, and whom the room lets. Without wishes it is for seven days and 25 people."""

    host: bool = Field(default=False, description="Whether who comes in becomes a host of the room, too.")
    expires_in: Annotated[int, Field(ge=60, le=366 * 86400)] | None = Field(
        DAYS * 86400, description="Seconds; null for until it is revoked."
    )
    uses: Annotated[int, Field(ge=1, le=100_000)] | None = Field(
        USES, description="How many it lets in; null for as many as the house allows."
    )


class InviteView(Wire):
    """An invite; `link` and `qr` (an SVG) are told once, when it is made: afterwards only its hash is kept.

    Where `ENISHI_URL` is not set, both name the address of the page that asks; a program that sends no `Origin` is told
    the path alone, and no `qr`.
    """

    id: UUID
    room: UUID
    host: bool
    made_at: datetime
    made_by: UUID | None = Field(None, description="Who made it; none for the one that the server printed.")
    came: tuple[UUID, ...] = Field((), description="The members of the room who came by it.")
    expires_at: datetime | None = None
    uses_left: int | None = None
    link: str | None = None
    qr: str | None = None
