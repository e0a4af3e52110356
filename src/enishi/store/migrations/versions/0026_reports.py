"""Messages that readers reported, as they read them, and how that ended."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reports",
        sa.Column("room", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("message", sa.Uuid(), nullable=False),
        sa.Column("member", sa.Uuid(), nullable=True),
        sa.Column("author", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("read_in", sa.String(length=35), nullable=False),
        sa.Column("read", sa.Text(), nullable=True),
        sa.Column("route", sa.JSON(), nullable=False),
        sa.Column("corrected_by", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.PrimaryKeyConstraint("room", "id", name=op.f("pk_reports")),
        sa.ForeignKeyConstraint(["room"], ["rooms.id"], name=op.f("fk_reports_room")),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_reports_member")),
        sa.ForeignKeyConstraint(["author"], ["members.id"], name=op.f("fk_reports_author")),
        sa.ForeignKeyConstraint(["corrected_by"], ["members.id"], name=op.f("fk_reports_corrected_by")),
        sa.ForeignKeyConstraint(["room", "message"], ["messages.room", "messages.id"], name="fk_reports_message"),
        sa.UniqueConstraint("room", "seq", name=op.f("uq_reports_room_seq")),
    )
