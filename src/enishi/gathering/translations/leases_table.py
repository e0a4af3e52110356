"""Claims: which process is making which translation, and until when that holds if it does not say so again."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from enishi.gathering.translations import table as translations
from enishi.store.tables import claims


@dataclass(frozen=True, slots=True)
class Claim:
    """`process` brings the form `of` of a message into a language."""

    message: UUID
    of: int
    language: str
    process: UUID
    until: datetime


def take(connection: Connection, claim: Claim, now: datetime) -> Claim | None:
    """Claim a translation; returns the claim that holds: this one, or that of another process, which came first.

    None when nobody has to make it: it is there, or the message has changed or gone.
    """
    connection.execute(delete(claims).where(claims.c.until <= now))
    there = translations.get(connection, claim.message, claim.language)
    if there or not translations.is_present(connection, claim.message, claim.of):
        return None
    earlier = connection.execute(select(claims).where(*_place(claim))).one_or_none()
    if earlier is not None and earlier.of == claim.of and earlier.process != claim.process:
        return Claim(**earlier._mapping)
    connection.execute(delete(claims).where(*_place(claim)))
    connection.execute(insert(claims).values(asdict(claim)))
    return claim


def renew(connection: Connection, held: Iterable[Claim], until: datetime) -> None:
    """Hold these until then, as far as they are still held."""
    for claim in held:
        connection.execute(update(claims).where(*_held(claim)).values(until=until))


def release(connection: Connection, claim: Claim) -> None:
    """Let another process try."""
    connection.execute(delete(claims).where(*_held(claim)))


def _place(claim: Claim) -> tuple[ColumnElement[bool], ...]:
    return claims.c.message == claim.message, claims.c.language == claim.language


def _held(claim: Claim) -> tuple[ColumnElement[bool], ...]:
    return *_place(claim), claims.c.of == claim.of, claims.c.process == claim.process
