"""Pictures of members."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("members", sa.Column("picture", sa.String(length=64), nullable=True))
    op.create_table(
        "pictures",
        sa.Column("member", sa.Uuid(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("member", name=op.f("pk_pictures")),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_pictures_member")),
    )
