"""The tables of blobs and of what refers to them, and the only SQL on them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    LargeBinary,
    Row,
    String,
    Table,
    Uuid,
    delete,
    exists,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from enishi.store.tables import DATA, Instant, metadata

blobs = Table(
    "blobs",
    metadata,
    Column("hash", LargeBinary(32), primary_key=True),
    Column("file", Uuid, nullable=False, unique=True),
    Column("size", BigInteger, nullable=False),
    Column("type", String(255), nullable=False, info=DATA),
    Column("made_at", Instant, nullable=False),
    Column("unused", Boolean, nullable=False, index=True),
)

blob_uses = Table(
    "blob_uses",
    metadata,
    Column("hash", ForeignKey("blobs.hash"), primary_key=True),
    Column("kind", String(64), primary_key=True),
    Column("ref", String(128), primary_key=True, info=DATA),
    Index(None, "kind", "ref"),
)

_INSERT: dict[str, Callable[[Table], postgresql.Insert | sqlite.Insert]] = {
    "postgresql": postgresql.insert,
    "sqlite": sqlite.insert,
}
_USED = exists().where(blob_uses.c.hash == blobs.c.hash)


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes by their SHA-256, in a file of their own; `type` is the media type that was said of them at first."""

    hash: bytes
    file: UUID
    size: int
    type: str
    made_at: datetime

    @property
    def name(self) -> str:
        """Where the file is. No two files ever have the same name: one can be removed while the next is written."""
        digest = self.hash.hex()
        return f"{digest[:2]}/{digest}-{self.file.hex}"


def keep(connection: Connection, blob: Blob, kind: str, ref: str) -> Blob:
    """Let something refer to these bytes; returns the blob that holds them, this one or an earlier one."""
    insert = _INSERT[connection.dialect.name]
    new = insert(blobs).values(asdict(blob) | {"unused": False})
    kept = new.on_conflict_do_update(index_elements=[blobs.c.hash], set_={"unused": False}).returning(blobs)
    found = _from_row(connection.execute(kept).one())
    use = insert(blob_uses).values(hash=blob.hash, kind=kind, ref=ref)
    connection.execute(use.on_conflict_do_nothing())
    return found


def release(connection: Connection, kind: str, ref: str) -> None:
    """Let something refer to no bytes any more."""
    gone = delete(blob_uses).where(blob_uses.c.kind == kind, blob_uses.c.ref == ref).returning(blob_uses.c.hash)
    hashes = connection.execute(gone).scalars().all()
    connection.execute(update(blobs).where(blobs.c.hash.in_(hashes), ~_USED).values(unused=True))


def of(connection: Connection, kind: str, ref: str) -> Sequence[Blob]:
    """What something refers to, the oldest first."""
    query = select(blobs).join(blob_uses).where(blob_uses.c.kind == kind, blob_uses.c.ref == ref)
    return [_from_row(row) for row in connection.execute(query.order_by(blobs.c.made_at, blobs.c.hash))]


def take_unused(connection: Connection, limit: int) -> Sequence[Blob]:
    """Forget blobs that nothing refers to; their files can be removed once this is committed."""
    unused = select(blobs.c.hash).where(blobs.c.unused, ~_USED).limit(limit)
    rows = connection.execute(delete(blobs).where(blobs.c.hash.in_(unused)).returning(blobs))
    return [_from_row(row) for row in rows]


def known(connection: Connection, names: Collection[str]) -> set[str]:
    """Which of these names of files belong to a blob."""
    query = select(blobs).where(blobs.c.hash.in_({hash_of(name) for name in names}))
    return {_from_row(row).name for row in connection.execute(query)} & set(names)


def every(connection: Connection) -> Sequence[Blob]:
    """All there are."""
    return [_from_row(row) for row in connection.execute(select(blobs).order_by(blobs.c.hash))]


def forgotten(connection: Connection) -> Sequence[Blob]:
    """Those that nothing refers to, and that nobody will remove."""
    return [_from_row(row) for row in connection.execute(select(blobs).where(~_USED, ~blobs.c.unused))]


def hash_of(name: str) -> bytes:
    """The SHA-256 in the name of a file; raises ValueError where there is none."""
    return bytes.fromhex(name[3:67])


def _from_row(row: Row[tuple[object, ...]]) -> Blob:
    return Blob(**{name: getattr(row, name) for name in Blob.__dataclass_fields__})
