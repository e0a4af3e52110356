"""Names and profiles: what REST takes and gives of them, and the event that tells of another one."""

from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from enishi.gathering.translations.wire import Description
from enishi.protocol import EVERYBODY, Audience, Body, RoomEvent, Wire

MOST_LANGUAGES = 12

LONGEST_PRONUNCIATION, LONGEST_SAYING, LONGEST_PLACE = 60, 200, 40

Tag = Annotated[str, Field(max_length=35)]
Zone = Annotated[
    str,
    Field(
        max_length=64,
        pattern=r"^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$",
        description="A name of the time zone database (IANA), such as `Europe/Lisbon`.",
    ),
]


class Level(StrEnum):
    """How well somebody speaks a language, from the least to the most."""

    BEGINS = "begins"
    GETS_BY = "gets_by"
    FLUENT = "fluent"
    FIRST = "first"


Speaks = dict[Tag, Level]


class Rename(Body):
    """Gives the member who asks another name, in every room; told there with `member_joined` and `presence`."""

    name: str = Field(max_length=1000, description="At most 60 characters.")


class ChangeProfile(Body):
    """What a member says of themselves, all of it; told to their rooms with `profile_changed`."""

    pronunciation: str = Field("", max_length=1000, description="How the name is said. At most 60 characters.")
    speaks: Speaks = Field({}, max_length=MOST_LANGUAGES)
    saying: str = Field("", max_length=1000, description="In the writer's own words. At most 200 characters.")
    time_zone: Zone | None = None
    place: str = Field("", max_length=1000, description="As coarse as they like. At most 40 characters.")


class Profile(Wire):
    """What a member says of themselves."""

    pronunciation: str
    speaks: Speaks
    saying: Description
    said_in: str | None = Field(description="The language in which the saying was written.")
    time_zone: str | None
    place: str


class ProfileChanged(RoomEvent):
    """A member of the room says something else of themselves: a client that shows it asks again. Not durable."""

    type: Literal["profile_changed"] = "profile_changed"
    member: UUID

    @property
    def audience(self) -> Audience:
        """Everybody in the room."""
        return EVERYBODY
