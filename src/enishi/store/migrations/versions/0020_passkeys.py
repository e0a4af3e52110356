"""Passkeys, and the challenges that are signed with them."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "passkeys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member", sa.Uuid(), nullable=False),
        sa.Column("credential", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("uses", sa.BigInteger(), nullable=False),
        sa.Column("system", sa.String(length=32), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_passkeys_member")),
        sa.UniqueConstraint("credential", name=op.f("uq_passkeys_credential")),
    )
    op.create_index(op.f("ix_passkeys_member"), "passkeys", ["member"])
    op.create_table(
        "passkey_challenges",
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("member", sa.Uuid(), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_passkey_challenges")),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_passkey_challenges_member")),
    )
    op.create_index(op.f("ix_passkey_challenges_member"), "passkey_challenges", ["member"])
