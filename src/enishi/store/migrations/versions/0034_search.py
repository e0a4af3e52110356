"""The index of words that search reads; existing rooms are indexed when the server starts."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_words",
        sa.Column("room", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("word", sa.String(64), nullable=False),
        sa.Column("said", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("room", "language", "word", "said", name=op.f("pk_search_words")),
        sa.ForeignKeyConstraint(["room"], ["rooms.id"], name=op.f("fk_search_words_room")),
    )
    op.create_index(
        op.f("ix_search_words_room_said_language"), "search_words", ["room", "said", "language"], unique=False
    )
    op.create_table(
        "search_progress",
        sa.Column("room", sa.Uuid(), nullable=False),
        sa.Column("upto", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("room", name=op.f("pk_search_progress")),
        sa.ForeignKeyConstraint(["room"], ["rooms.id"], name=op.f("fk_search_progress_room")),
    )
