"""Reactions: emoji that members put to messages."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reactions",
        sa.Column("room", sa.Uuid(), nullable=False),
        sa.Column("message", sa.Uuid(), nullable=False),
        sa.Column("member", sa.Uuid(), nullable=False),
        sa.Column("sign", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_reactions_member")),
        sa.ForeignKeyConstraint(
            ["room", "message"], ["messages.room", "messages.id"], name=op.f("fk_reactions_message")
        ),
        sa.PrimaryKeyConstraint("room", "message", "member", "sign", name=op.f("pk_reactions")),
        sa.UniqueConstraint("room", "seq", name=op.f("uq_reactions_room_seq")),
    )
