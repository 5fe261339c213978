"""Texts to phones of nobody's that were given up are found without walking through all that were ever sent.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One more index."""
    op.create_index("ix_line_text_given_up", "line_text", ["due_at"], postgresql_where=sa.text("state = 'given_up'"))


def downgrade() -> None:
    """Programs of before do without it."""
    op.drop_index("ix_line_text_given_up", table_name="line_text")
