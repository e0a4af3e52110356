"""The people whose private room a room is, as one key."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rooms", sa.Column("between", sa.String(length=64), nullable=True))
    op.create_index(op.f("ix_rooms_between"), "rooms", ["between"], unique=True)
