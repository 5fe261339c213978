"""Who treats a patient stands beside the patient in the index, so that a worklist is counted without reading enrolments.

And the clinic, by which each row is let through to its own clinic only (0003). The index is as unique as the constraint
it replaces: programs of before see no difference.

Revision ID: 0006
Revises: 0005
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_NAME = "uq_enrolment_patient_id"


def upgrade() -> None:
    """In one transaction: no moment without the rule that a patient has one enrolment."""
    op.drop_constraint(_NAME, "enrolment", type_="unique")
    op.create_index(_NAME, "enrolment", ["patient_id"], unique=True, postgresql_include=["therapist_id", "clinic_id"])


def downgrade() -> None:
    """The plain constraint."""
    op.drop_index(_NAME, "enrolment")
    op.create_unique_constraint(_NAME, "enrolment", ["patient_id"])
