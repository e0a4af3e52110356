"""Roles in rooms, in place of hosts of everything; owners of the house; who came by which invite.

Who was a host was one everywhere: they are hosts of each of their rooms, and own the house.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("memberships") as table:
        table.add_column(sa.Column("role", sa.String(length=16), nullable=False, server_default="member"))
        table.add_column(sa.Column("invite", sa.Uuid(), nullable=True))
    op.execute("UPDATE memberships SET role = 'host' WHERE member IN (SELECT id FROM members WHERE host)")
    with op.batch_alter_table("memberships") as table:
        table.alter_column("role", server_default=None)
    with op.batch_alter_table("members") as table:
        table.alter_column("host", new_column_name="owner")
    with op.batch_alter_table("invites") as table:
        table.add_column(sa.Column("owner", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("invites") as table:
        table.alter_column("owner", server_default=None)
