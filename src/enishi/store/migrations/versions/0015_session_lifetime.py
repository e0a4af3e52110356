"""When a session began: until now each began as its member came in."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sessions", sa.Column("begun_at", sa.BigInteger(), nullable=True))
    op.execute("UPDATE sessions SET begun_at = (SELECT joined_at FROM members WHERE members.id = sessions.member)")
    with op.batch_alter_table("sessions") as table:
        table.alter_column("begun_at", existing_type=sa.BigInteger(), nullable=False)
