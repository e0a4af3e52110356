"""What REST takes to make a room."""

from enishi.protocol import Wire


class MakeRoom(Wire):
    """Makes a room; only hosts may."""

    title: str
