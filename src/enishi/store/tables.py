"""The tables, as SQLAlchemy Core sees them; migrations/ makes them on disk."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
)

_EPOCH = datetime.fromtimestamp(0, UTC)
_MILLISECOND = timedelta(milliseconds=1)


class Instant(TypeDecorator[datetime]):
    """A UTC instant, kept as milliseconds since 1970: SQLite has no type that remembers the zone."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """To milliseconds."""
        return None if value is None else (value - _EPOCH) // _MILLISECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """From milliseconds."""
        return None if value is None else _EPOCH + value * _MILLISECOND


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

members = Table(
    "members",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("language", String(35), nullable=False),
    Column("understands", JSON, nullable=False),
    Column("host", Boolean, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("joined_at", Instant, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("hash", LargeBinary(32), primary_key=True),
    Column("member", ForeignKey("members.id"), nullable=False, index=True),
    Column("seen_at", Instant, nullable=False),
)

rooms = Table(
    "rooms",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("title", Text, nullable=False),
    Column("last", Integer, nullable=False),
    Column("welcome", Boolean, nullable=False),
    Column("made_at", Instant, nullable=False),
)

memberships = Table(
    "memberships",
    metadata,
    Column("room", ForeignKey("rooms.id"), primary_key=True),
    Column("member", ForeignKey("members.id"), primary_key=True, index=True),
    Column("read", Integer, nullable=False),
)

invites = Table(
    "invites",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("hash", LargeBinary(32), nullable=False, unique=True),
    Column("room", ForeignKey("rooms.id"), nullable=False, index=True),
    Column("host", Boolean, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("made_by", ForeignKey("members.id")),
    Column("expires_at", Instant),
    Column("uses_left", Integer),
    Column("revoked_at", Instant),
)

messages = Table(
    "messages",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("room", ForeignKey("rooms.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("author", ForeignKey("members.id"), nullable=False),
    Column("nonce", String(64), nullable=False),
    Column("language", String(35), nullable=False),
    Column("text", Text, nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("edited_at", Instant),
    Column("removed_at", Instant),
    Column("reply_to", ForeignKey("messages.id")),
    Column("spoken", Boolean, nullable=False),
    UniqueConstraint("room", "seq"),
    UniqueConstraint("room", "author", "nonce"),
    Index(None, "room", "changed"),
)

translations = Table(
    "translations",
    metadata,
    Column("message", ForeignKey("messages.id"), primary_key=True),
    Column("language", String(35), primary_key=True),
    Column("room", ForeignKey("rooms.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("of", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("route", JSON, nullable=False),
    Column("doubts", JSON, nullable=False),
    Column("corrected_by", ForeignKey("members.id")),
    UniqueConstraint("room", "seq"),
)

memory = Table(
    "memory",
    metadata,
    Column("room", ForeignKey("rooms.id"), primary_key=True),
    Column("source", String(35), primary_key=True),
    Column("target", String(35), primary_key=True),
    Column("key", LargeBinary(32), primary_key=True),
    Column("text", Text, nullable=False),
    Column("translation", Text, nullable=False),
    Column("message", ForeignKey("messages.id"), index=True),
    Column("made_by", ForeignKey("members.id"), nullable=False),
    Column("made_at", Instant, nullable=False),
)

terms = Table(
    "terms",
    metadata,
    Column("room", ForeignKey("rooms.id"), primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("text", Text, nullable=False),
    Column("language", String(35)),
    Column("translations", JSON, nullable=False),
    Column("made_by", ForeignKey("members.id"), nullable=False),
    Column("made_at", Instant, nullable=False),
)

questions = Table(
    "questions",
    metadata,
    Column("message", ForeignKey("messages.id"), primary_key=True),
    Column("member", ForeignKey("members.id"), primary_key=True),
    Column("room", ForeignKey("rooms.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("of", Integer, nullable=False),
    Column("language", String(35), nullable=False),
    Column("phrase", Text),
    Column("meaning", Text),
    UniqueConstraint("room", "seq"),
)

suggestions = Table(
    "suggestions",
    metadata,
    Column("source", String(35), primary_key=True),
    Column("target", String(35), primary_key=True),
    Column("key", LargeBinary(32), primary_key=True),
    Column("text", Text, nullable=False),
    Column("better", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("message", ForeignKey("messages.id"), primary_key=True),
    Column("language", String(35), primary_key=True),
    Column("of", Integer, nullable=False),
    Column("process", Uuid, nullable=False),
    Column("until", Instant, nullable=False),
)
