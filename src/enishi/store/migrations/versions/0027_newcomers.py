"""Whether rooms limit who is new."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("rooms") as table:
        table.add_column(sa.Column("newcomers", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("rooms") as table:
        table.alter_column("newcomers", server_default=None)
