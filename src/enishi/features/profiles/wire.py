"""What REST takes of a profile, and how other processes learn of it."""

from typing import Literal

from pydantic import Field

from enishi.model import Member
from enishi.protocol import Body, News


class Rename(Body):
    """Gives the member who asks another name, in every room; told to those who are there with `presence`."""

    name: str = Field(max_length=1000, description="At most 60 characters.")


class Renamed(News):
    """A member has another name from now on, wherever they are connected."""

    type: Literal["renamed"] = "renamed"
    member: Member
