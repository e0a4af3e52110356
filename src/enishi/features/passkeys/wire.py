"""What REST takes and gives of passkeys; what browsers and authenticators say is WebAuthn's own JSON."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from enishi.protocol import Body, Wire


class Passkey(Wire):
    """A passkey by which a member can sign in."""

    id: UUID
    system: str | None = Field(None, description="Where it was made, such as `Android`.")
    made_at: datetime
    used_at: datetime | None = None


class GivePasskey(Body):
    """What `navigator.credentials` answered: a new passkey, or the use of one (`PublicKeyCredential.toJSON()`)."""

    credential: dict[str, Any]
