"""What members say of themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "profiles",
        sa.Column("member", sa.Uuid(), nullable=False),
        sa.Column("pronunciation", sa.Text(), nullable=False),
        sa.Column("speaks", sa.JSON(), nullable=False),
        sa.Column("saying", sa.Text(), nullable=False),
        sa.Column("said_in", sa.String(length=35), nullable=True),
        sa.Column("time_zone", sa.String(length=64), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("member", name=op.f("pk_profiles")),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_profiles_member")),
    )
