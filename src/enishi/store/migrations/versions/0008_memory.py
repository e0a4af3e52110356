"""A memory that may be brought from elsewhere, and suggestions that are found by their words."""

import unicodedata
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("memory") as table:
        table.alter_column("message", existing_type=sa.Uuid(), nullable=True)
    kept = op.get_bind().execute(sa.text("SELECT text, source, better, target, made_at FROM suggestions ORDER BY id"))
    newest = {(row.source, row.target, _key(row.text)): row for row in kept}
    op.drop_table("suggestions")
    suggestions = op.create_table(
        "suggestions",
        sa.Column("source", sa.String(length=35), nullable=False),
        sa.Column("target", sa.String(length=35), nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("better", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("source", "target", "key", name=op.f("pk_suggestions")),
    )
    op.bulk_insert(suggestions, [{**row._mapping, "key": key} for (*_, key), row in newest.items()])


def _key(text: str) -> bytes:
    """What the store finds words by, as it was when this was written."""
    return sha256(" ".join(unicodedata.normalize("NFC", text).split()).encode()).digest()
