"""Who blocked whom, and since when."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "blocks",
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("member", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("by", "member", name=op.f("pk_blocks")),
        sa.ForeignKeyConstraint(["by"], ["members.id"], name=op.f("fk_blocks_by")),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_blocks_member")),
    )
    op.create_index(op.f("ix_blocks_member"), "blocks", ["member"], unique=False)
