"""Corrections of translations, and the memory that keeps them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("translations") as table:
        table.add_column(sa.Column("corrected_by", sa.Uuid(), nullable=True))
        table.create_foreign_key(op.f("fk_translations_corrected_by"), "members", ["corrected_by"], ["id"])
    op.create_table(
        "memory",
        sa.Column("room", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=35), nullable=False),
        sa.Column("target", sa.String(length=35), nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("translation", sa.Text(), nullable=False),
        sa.Column("message", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["members.id"], name=op.f("fk_memory_made_by")),
        sa.ForeignKeyConstraint(["message"], ["messages.id"], name=op.f("fk_memory_message")),
        sa.ForeignKeyConstraint(["room"], ["rooms.id"], name=op.f("fk_memory_room")),
        sa.PrimaryKeyConstraint("room", "source", "target", "key", name=op.f("pk_memory")),
    )
    op.create_index(op.f("ix_memory_message"), "memory", ["message"])
