"""What time it is: UTC instants, and identifiers that sort by the moment they were made."""

import secrets
import time
from datetime import UTC, datetime
from uuid import UUID


def now() -> datetime:
    """The present instant, in UTC, to the millisecond (what the wire and the store keep)."""
    instant = datetime.now(UTC)
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)


def new_id() -> UUID:
    """A new UUIDv7 (RFC 9562): milliseconds, 12 bits of their fraction (section 6.2, method 3), 62 random bits.

    Python 3.14 has `uuid.uuid7`.
    """
    milliseconds, nanoseconds = divmod(time.time_ns(), 1_000_000)
    fraction = nanoseconds * 4096 // 1_000_000
    return UUID(int=milliseconds << 80 | 7 << 76 | fraction << 64 | 2 << 62 | secrets.randbits(62))
