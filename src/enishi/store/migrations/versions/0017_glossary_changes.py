"""What was changed in glossaries, and which are locked."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "glossary_changes",
        sa.Column("room", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("room", "id", name=op.f("pk_glossary_changes")),
        sa.ForeignKeyConstraint(["room"], ["rooms.id"], name=op.f("fk_glossary_changes_room")),
        sa.ForeignKeyConstraint(["made_by"], ["members.id"], name=op.f("fk_glossary_changes_made_by")),
    )
    op.create_table(
        "glossary_locks",
        sa.Column("room", sa.Uuid(), nullable=False),
        sa.Column("locked_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("room", name=op.f("pk_glossary_locks")),
        sa.ForeignKeyConstraint(["room"], ["rooms.id"], name=op.f("fk_glossary_locks_room")),
    )
