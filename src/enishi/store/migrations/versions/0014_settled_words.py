"""Whose words a translation is: those of terms, and corrections that a second member confirmed."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("translations") as table:
        table.add_column(sa.Column("corrected_at", sa.BigInteger(), nullable=True))
        table.add_column(sa.Column("confirmed_by", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("terms", sa.JSON(), nullable=False, server_default="[]"))
        table.create_foreign_key(op.f("fk_translations_confirmed_by"), "members", ["confirmed_by"], ["id"])
    with op.batch_alter_table("memory") as table:
        table.add_column(sa.Column("confirmed_by", sa.Uuid(), nullable=True))
        table.create_foreign_key(op.f("fk_memory_confirmed_by"), "members", ["confirmed_by"], ["id"])
    op.execute(
        "UPDATE memory SET confirmed_by = made_by"
        " WHERE message IS NULL OR made_by IN (SELECT id FROM members WHERE host)"
    )
