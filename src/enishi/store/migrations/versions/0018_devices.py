"""Devices: sessions get an id and the name of their browser; links that add a device."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sessions", sa.Column("id", sa.Uuid(), nullable=True))
    op.add_column("sessions", sa.Column("browser", sa.String(length=32), nullable=True))
    op.add_column("sessions", sa.Column("system", sa.String(length=32), nullable=True))
    sessions = sa.table("sessions", sa.column("hash", sa.LargeBinary), sa.column("id", sa.Uuid))
    connection = op.get_bind()
    for found in connection.execute(sa.select(sessions.c.hash)).scalars().all():
        connection.execute(sa.update(sessions).where(sessions.c.hash == found).values(id=uuid4()))
    with op.batch_alter_table("sessions") as table:
        table.alter_column("id", existing_type=sa.Uuid(), nullable=False)
        table.create_unique_constraint(op.f("uq_sessions_id"), ["id"])
    op.create_table(
        "device_links",
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("member", sa.Uuid(), nullable=False),
        sa.Column("session", sa.Uuid(), nullable=False),
        sa.Column("room", sa.Uuid(), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_device_links")),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_device_links_member")),
    )
    op.create_index(op.f("ix_device_links_member"), "device_links", ["member"])
