"""Up to which number a room is to be read afresh, since words of somebody who was erased are gone from it."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rooms", sa.Column("renewed", sa.Integer(), nullable=False, server_default="0"))
