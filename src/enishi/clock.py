"""What time it is: UTC instants, and identifiers that sort by the moment they were made."""

from datetime import UTC, datetime
from uuid import UUID

import uuid6


def now() -> datetime:
    """The present instant, in UTC, to the millisecond (what the wire and the store keep)."""
    instant = datetime.now(UTC)
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)


def new_id() -> UUID:
    """A fresh UUIDv7 (RFC 9562)."""
    return UUID(bytes=uuid6.uuid7().bytes)
