"""What REST takes to make a room."""

from enishi.protocol import Body


class MakeRoom(Body):
    """Makes a room; only hosts may."""

    title: str
