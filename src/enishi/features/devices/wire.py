"""What REST takes and gives of devices, and of the links that add one."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from enishi.protocol import Body, Number, Wire


class Device(Wire):
    """A browser in which a member is at home. What it is called is a guess."""

    id: UUID
    browser: str | None = Field(None, description="Such as `Firefox`.")
    system: str | None = Field(None, description="Such as `Android`.")
    begun_at: datetime
    seen_at: datetime = Field(description="When it was last used, to the hour.")
    this: bool = Field(description="Whether it is the one that asks.")


class MakeDeviceLink(Body):
    """Makes a link that signs one more device in as the member who asks."""

    room: UUID | None = Field(None, description="The room that opens there.")


class DeviceLink(Wire):
    """A link for one use, told once; `qr` is an SVG, where the address of the page is known."""

    link: str
    qr: str | None
    lasts: Number = Field(description="Seconds for which it is good.")


class TakeDeviceLink(Body):
    """Names a link by the secret in its fragment."""

    secret: str = Field(max_length=200)


class DeviceLinkPreview(Wire):
    """Whose device the browser would become."""

    name: str
