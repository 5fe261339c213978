"""When a lost call was first looked for in vain on the carrier's list: nothing counts as absent after one look.

A new column that may be empty: programs of before go on while this runs.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Calls of before were never looked for in vain."""
    op.add_column("send_attempt", sa.Column("not_listed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """What is in doubt is looked for twice anew."""
    op.drop_column("send_attempt", "not_listed_at")
