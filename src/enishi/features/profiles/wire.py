"""What REST takes of a profile."""

from pydantic import Field

from enishi.protocol import Body


class Rename(Body):
    """Gives the member who asks another name, in every room; told there with `member_joined` and `presence`."""

    name: str = Field(max_length=1000, description="At most 60 characters.")
