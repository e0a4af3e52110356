"""What REST gives of what the house knows of a member."""

from pydantic import Field

from enishi.protocol import Number, Wire


class Known(Wire):
    """So many of one kind: messages, devices and so on."""

    kind: str = Field(description="As the exported file calls it.")
    count: Number
