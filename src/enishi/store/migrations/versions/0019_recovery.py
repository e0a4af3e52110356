"""Recovery phrases."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recovery_phrases",
        sa.Column("member", sa.Uuid(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("member", name=op.f("pk_recovery_phrases")),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_recovery_phrases_member")),
        sa.UniqueConstraint("hash", name=op.f("uq_recovery_phrases_hash")),
    )
