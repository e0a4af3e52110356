"""Suggestions belong to the client that made them. Those of before wait for an owner to confirm them."""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

PLACE = ["source", "target", "key"]


def upgrade() -> None:
    connection = op.get_bind()
    columns = sa.text("SELECT source, target, key, text, better, made_at FROM suggestions ORDER BY made_at")
    before = connection.execute(columns).all()
    op.drop_table("suggestions")
    made = op.create_table(
        "suggestions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client", sa.LargeBinary(length=32), nullable=False),
        sa.Column("source", sa.String(length=35), nullable=False),
        sa.Column("target", sa.String(length=35), nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("better", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_by", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
        sa.ForeignKeyConstraint(["confirmed_by"], ["members.id"], name=op.f("fk_suggestions_confirmed_by")),
        sa.UniqueConstraint("client", *PLACE, name=op.f("uq_suggestions_client_source_target_key")),
    )
    op.create_index(op.f("ix_suggestions_source_target_key"), "suggestions", PLACE)
    rows = [{"id": UUID(int=number), "client": b"", **row._mapping} for number, row in enumerate(before, 1)]
    if rows:
        connection.execute(sa.insert(made), rows)
