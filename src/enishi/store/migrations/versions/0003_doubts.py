"""Why a translation may be wrong."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("translations", sa.Column("doubts", sa.JSON(), nullable=False, server_default="[]"))
