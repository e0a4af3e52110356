"""What survives a restart: the languages to fetch, and the policy of the house. Tables, and the only SQL on them."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, String, Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from enishi.features.languages.wire import Policy
from enishi.store.tables import DATA, Instant, metadata

language_orders = Table(
    "language_orders",
    metadata,
    Column("language", String(35), primary_key=True, info=DATA),
    Column("ordered_at", Instant, nullable=False),
)

house_settings = Table(
    "house_settings",
    metadata,
    Column("name", String(64), primary_key=True, info=DATA),
    Column("value", String(64), nullable=False, info=DATA),
)

_POLICY = "language_policy"
_INSERT: dict[str, Callable[[Table], postgresql.Insert | sqlite.Insert]] = {
    "postgresql": postgresql.insert,
    "sqlite": sqlite.insert,
}


def order(connection: Connection, languages: Collection[str], at: datetime) -> None:
    """Have these fetched in this order, until they are here; those that are ordered already stay so."""
    rows = [{"language": each, "ordered_at": at + timedelta(microseconds=n)} for n, each in enumerate(languages)]
    connection.execute(_INSERT[connection.dialect.name](language_orders).on_conflict_do_nothing(), rows)


def ordered(connection: Connection) -> tuple[str, ...]:
    """What is still to be fetched, what was ordered first coming first."""
    query = select(language_orders.c.language).order_by(language_orders.c.ordered_at)
    return tuple(connection.execute(query).scalars())


def done(connection: Connection, language: str) -> None:
    """It is here."""
    connection.execute(delete(language_orders).where(language_orders.c.language == language))


def set_policy(connection: Connection, policy: Policy) -> None:
    """Keep what the host chose."""
    new = _INSERT[connection.dialect.name](house_settings).values(name=_POLICY, value=policy.value)
    connection.execute(new.on_conflict_do_update(index_elements=["name"], set_={"value": policy.value}))


def policy(connection: Connection) -> Policy | None:
    """What the host chose, if anything."""
    query = select(house_settings.c.value).where(house_settings.c.name == _POLICY)
    value = connection.execute(query).scalar_one_or_none()
    return None if value is None else Policy(value)
