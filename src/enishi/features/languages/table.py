"""What survives a restart: the languages to fetch, in a table with the only SQL on it; and the policy of the house."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, String, Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from enishi.features.languages.wire import Policy
from enishi.gathering.people import house_settings_table
from enishi.store.tables import DATA, Instant, metadata

language_orders = Table(
    "language_orders",
    metadata,
    Column("language", String(35), primary_key=True, info=DATA),
    Column("ordered_at", Instant, nullable=False),
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
    house_settings_table.put(connection, _POLICY, policy.value)


def policy(connection: Connection) -> Policy | None:
    """What the host chose, if anything."""
    value = house_settings_table.get(connection, _POLICY)
    return None if value is None else Policy(value)
