"""What readers did not understand."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "questions",
        sa.Column("message", sa.Uuid(), nullable=False),
        sa.Column("member", sa.Uuid(), nullable=False),
        sa.Column("room", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("phrase", sa.Text(), nullable=True),
        sa.Column("meaning", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_questions_member_members")),
        sa.ForeignKeyConstraint(["message"], ["messages.id"], name=op.f("fk_questions_message_messages")),
        sa.ForeignKeyConstraint(["room"], ["rooms.id"], name=op.f("fk_questions_room_rooms")),
        sa.PrimaryKeyConstraint("message", "member", name=op.f("pk_questions")),
        sa.UniqueConstraint("room", "seq", name=op.f("uq_questions_room_seq")),
    )
