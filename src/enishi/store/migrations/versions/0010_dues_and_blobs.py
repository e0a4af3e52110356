"""What happens by itself at an instant; and files that belong to what people say."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dues",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("ref", sa.String(length=128), nullable=False),
        sa.Column("room", sa.Uuid(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("try_at", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["room"], ["rooms.id"], name=op.f("fk_dues_room")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dues")),
    )
    op.create_index(op.f("ix_dues_done_at_try_at"), "dues", ["done_at", "try_at"])
    op.create_index(op.f("ix_dues_kind_ref"), "dues", ["kind", "ref"])
    op.create_table(
        "blobs",
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("file", sa.Uuid(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.String(length=255), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("unused", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_blobs")),
        sa.UniqueConstraint("file", name=op.f("uq_blobs_file")),
    )
    op.create_index(op.f("ix_blobs_unused"), "blobs", ["unused"])
    op.create_table(
        "blob_uses",
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("ref", sa.String(length=128), nullable=False),
        sa.ForeignKeyConstraint(["hash"], ["blobs.hash"], name=op.f("fk_blob_uses_hash")),
        sa.PrimaryKeyConstraint("hash", "kind", "ref", name=op.f("pk_blob_uses")),
    )
    op.create_index(op.f("ix_blob_uses_kind_ref"), "blob_uses", ["kind", "ref"])
