"""The room in the primary key of every table of a room, leases in place of claims, and reactions."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("claims")  # they last for seconds
    _rekey("messages", ["room", "id"], refers="reply_to", was="fk_messages_reply_to")
    _rekey("translations", ["room", "message", "language"], refers="message", was="fk_translations_message")
    _rekey("questions", ["room", "message", "member"], refers="message", was="fk_questions_message_messages")
    _rekey(
        "memory",
        ["room", "source", "target", "key"],
        refers="message",
        was="fk_memory_message",
        index="ix_memory_message",
    )
    _rekey("invites", ["room", "id"], index="ix_invites_room")
    op.create_index(op.f("ix_memory_room_message"), "memory", ["room", "message"])
    _leases()
    _reactions()


def _rekey(name: str, key: list[str], *, refers: str = "", was: str = "", index: str = "") -> None:
    """Give a table another primary key, and its reference to a message the room; each table is made anew once.

    `was` is the name of the reference, `index` one that the new key makes unneeded.
    """
    cascades = op.get_bind().dialect.name != "sqlite"
    if cascades and name == "messages":
        op.execute("ALTER TABLE messages DROP CONSTRAINT pk_messages CASCADE")  # with every reference to it
    with op.batch_alter_table(name) as table:
        if index:
            table.drop_index(op.f(index))
        if refers and not cascades:
            table.drop_constraint(op.f(was), type_="foreignkey")
        if not (cascades and name == "messages"):
            table.drop_constraint(op.f(f"pk_{name}"), type_="primary")
        table.create_primary_key(op.f(f"pk_{name}"), key)
        if refers:
            table.create_foreign_key(op.f(f"fk_{name}_{refers}"), "messages", ["room", refers], ["room", "id"])


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
        sa.UniqueConstraint("room", "seq", name=op.f("uq_reactions_room_seq")),
    )
