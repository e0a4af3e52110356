"""Profiles, one row for each member who says something of themselves: their table, and the only SQL on it."""

from uuid import UUID

from sqlalchemy import JSON, Column, Connection, ForeignKey, String, Table, Text, delete, insert, select
from typing_extensions import override

from enishi.feature import Source, Words
from enishi.features.profiles.wire import ChangeProfile
from enishi.store.tables import DATA, metadata

profiles = Table(
    "profiles",
    metadata,
    Column("member", ForeignKey("members.id"), primary_key=True),
    Column("pronunciation", Text, nullable=False),
    Column("speaks", JSON, nullable=False, info=DATA),
    Column("saying", Text, nullable=False),
    Column("said_in", String(35)),
    Column("time_zone", String(64), info=DATA),
    Column("place", Text, nullable=False),
)


def put(connection: Connection, member: UUID, profile: ChangeProfile, said_in: str | None) -> None:
    """Keep it in the place of the earlier one; nothing where it says nothing."""
    connection.execute(delete(profiles).where(profiles.c.member == member))
    if profile != ChangeProfile():
        values = profile.model_dump(mode="json") | {"member": member, "said_in": said_in}
        connection.execute(insert(profiles).values(values))


def get(connection: Connection, member: UUID) -> tuple[ChangeProfile, str | None]:
    """The profile of a member, and the language of its saying."""
    row = connection.execute(select(profiles).where(profiles.c.member == member)).mappings().one_or_none()
    return (ChangeProfile.model_validate(dict(row)), row["said_in"]) if row else (ChangeProfile(), None)


class ProfileSource(Source):
    """What members say of themselves tells who they are: it goes with their name."""

    words = tuple(
        Words(column, by=profiles.c.member)
        for column in (profiles.c.pronunciation, profiles.c.saying, profiles.c.place)
    )

    @override
    def disown(self, connection: Connection, member: UUID) -> None:
        self.erase(connection, member)
