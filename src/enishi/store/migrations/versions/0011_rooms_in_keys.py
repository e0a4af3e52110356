"""The room in the primary key of every table of a room, leases in place of claims, and reactions."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0009"
branch_labels = None
depends_on = None

KEYS = {
    "messages": ["room", "id"],
    "translations": ["room", "message", "language"],
    "questions": ["room", "message", "member"],
    "invites": ["room", "id"],
}
"""The new primary keys."""

UNNEEDED = ("translations", "questions")
"""Their messages are in the room, so their own reference to it says nothing more."""


def upgrade() -> None:
    op.drop_table("claims")  # they last for seconds
    with op.batch_alter_table("messages") as table:
        table.drop_constraint(op.f("fk_messages_reply_to"), type_="foreignkey")
    for name in ("translations", "memory", "questions"):
        with op.batch_alter_table(name) as table:
            table.drop_constraint(op.f(f"fk_{name}_message"), type_="foreignkey")
    for name in UNNEEDED:
        with op.batch_alter_table(name) as table:
            table.drop_constraint(op.f(f"fk_{name}_room"), type_="foreignkey")
    with op.batch_alter_table("invites") as table:
        table.drop_index(op.f("ix_invites_room"))
    with op.batch_alter_table("memory") as table:
        table.drop_index(op.f("ix_memory_message"))
    for name, key in KEYS.items():
        with op.batch_alter_table(name) as table:
            table.drop_constraint(op.f(f"pk_{name}"), type_="primary")
            table.create_primary_key(op.f(f"pk_{name}"), key)
    for name, column in (
        ("messages", "reply_to"),
        ("translations", "message"),
        ("memory", "message"),
        ("questions", "message"),
    ):
        with op.batch_alter_table(name) as table:
            table.create_foreign_key(op.f(f"fk_{name}_{column}"), "messages", ["room", column], ["room", "id"])
    op.create_index(op.f("ix_memory_room"), "memory", ["room", "message"])
    _leases()
    _reactions()


def _leases() -> None:
    op.create_table(
        "leases",
        sa.Column("room", sa.Uuid(), nullable=False),
        sa.Column("message", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("process", sa.Uuid(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["room", "message"], ["messages.room", "messages.id"], name=op.f("fk_leases_message")),
        sa.PrimaryKeyConstraint("room", "message", "language", name=op.f("pk_leases")),
    )


def _reactions() -> None:
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
        sa.UniqueConstraint("room", "seq", name=op.f("uq_reactions_room")),
    )
