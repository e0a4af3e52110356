"""Until when members are muted in a room; what hosts and stewards did."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("memberships") as table:
        table.add_column(sa.Column("muted_until", sa.BigInteger(), nullable=True))
    op.create_table(
        "audit_log",
        sa.Column("room", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("member", sa.Uuid(), nullable=True),
        sa.Column("value", sa.String(length=16), nullable=True),
        sa.PrimaryKeyConstraint("room", "id", name=op.f("pk_audit_log")),
        sa.ForeignKeyConstraint(["room"], ["rooms.id"], name=op.f("fk_audit_log_room")),
        sa.ForeignKeyConstraint(["by"], ["members.id"], name=op.f("fk_audit_log_by")),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_audit_log_member")),
    )
