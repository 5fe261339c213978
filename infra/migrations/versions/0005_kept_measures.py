"""What was counted of a large clinic is kept a while, so that looking at it is quick.

A new table only, which programs of before do not know.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_OWN = "clinic_id = (SELECT nullif(current_setting('amble.clinic', true), '')::uuid)"


def upgrade() -> None:
    """A clinic sees and writes its own rows only, as everywhere (0003)."""
    op.create_table(
        "kept_measures",
        sa.Column("clinic_id", sa.Uuid(), sa.ForeignKey("clinic.id"), primary_key=True),
        sa.Column("since", sa.Date(), primary_key=True),
        sa.Column("until", sa.Date(), primary_key=True),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counted", JSONB(), nullable=False),
    )
    op.execute("ALTER TABLE kept_measures ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY of_one_clinic ON kept_measures TO amble_clinic USING ({_OWN}) WITH CHECK ({_OWN})")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON kept_measures TO amble_clinic")


def downgrade() -> None:
    """Everything in it can be counted again."""
    op.drop_table("kept_measures")
