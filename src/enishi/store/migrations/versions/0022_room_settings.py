"""What hosts say about their rooms; when members wrote last in rooms where they wait between two messages."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

ADDED = ("description", "state", "writers", "inviters", "slow", "quiet")


def upgrade() -> None:
    with op.batch_alter_table("rooms") as table:
        table.add_column(sa.Column("description", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("described_in", sa.String(length=35), nullable=True))
        table.add_column(sa.Column("state", sa.String(length=16), nullable=False, server_default="open"))
        table.add_column(sa.Column("writers", sa.String(length=16), nullable=False, server_default="member"))
        table.add_column(sa.Column("inviters", sa.String(length=16), nullable=False, server_default="host"))
        table.add_column(sa.Column("slow", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("quiet", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("rooms") as table:
        for name in ADDED:
            table.alter_column(name, server_default=None)
    with op.batch_alter_table("memberships") as table:
        table.add_column(sa.Column("wrote_at", sa.BigInteger(), nullable=True))
