"""Whether who joins a room reads only what is said from then on; and from where on each member reads."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rooms", sa.Column("from_joining", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("memberships", sa.Column("sees_after", sa.Integer(), nullable=False, server_default="0"))
