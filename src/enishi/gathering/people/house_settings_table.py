"""What owners chose for the whole house, by name: the table, and the only SQL on it."""

from sqlalchemy import Column, Connection, String, Table, delete, insert, select

from enishi.store.tables import DATA, metadata

house_settings = Table(
    "house_settings",
    metadata,
    Column("name", String(64), primary_key=True, info=DATA),
    Column("value", String(64), nullable=False, info=DATA),
)


def put(connection: Connection, name: str, value: str | None) -> None:
    """Keep what was chosen in the place of what was before; None for nothing."""
    connection.execute(delete(house_settings).where(house_settings.c.name == name))
    if value is not None:
        connection.execute(insert(house_settings).values(name=name, value=value))


def get(connection: Connection, name: str) -> str | None:
    """What was chosen, if anything."""
    query = select(house_settings.c.value).where(house_settings.c.name == name)
    return connection.execute(query).scalar_one_or_none()
