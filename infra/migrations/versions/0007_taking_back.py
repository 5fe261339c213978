"""What the staff did can be taken back until the patient is told of it: how the patient stood before is kept.

A new table, and one word more in three checks: programs of before go on while this runs.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_MORE = (
    ("care_act", "clinicianact", "act", "taken_back"),
    ("plan_day", "taken", "taken", "restored"),
    ("alert_act", "act", "act", "reopened"),
)
_OWN = "clinic_id = (SELECT nullif(current_setting('amble.clinic', true), '')::uuid)"


def upgrade() -> None:
    """Checks that only became wider hold for every row there is, so none is looked at."""
    for table, name, column, word in _MORE:
        op.execute(
            f"""
            DO $$
            DECLARE checked text;
            BEGIN
                SELECT pg_get_constraintdef(oid) INTO STRICT checked FROM pg_constraint
                WHERE conrelid = '{table}'::regclass AND conname = 'ck_{table}_{name}';
                ALTER TABLE {table} DROP CONSTRAINT ck_{table}_{name};
                EXECUTE 'ALTER TABLE {table} ADD CONSTRAINT ck_{table}_{name} CHECK ('
                    || substring(checked FROM 7) || ' OR {column} = ''{word}'') NOT VALID';
            END $$
            """
        )
    op.create_table(
        "last_act",
        sa.Column("enrolment_id", sa.Uuid(), sa.ForeignKey("enrolment.id"), primary_key=True),
        sa.Column("clinic_id", sa.Uuid(), sa.ForeignKey("clinic.id"), nullable=False, index=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("before", JSONB(), nullable=False),
        sa.Column("after", JSONB(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "act IN ('clear', 'pause', 'resume', 'hold', 'start_over', 'order', 'discharge', 'resolve')",
            name="staffact",
        ),
    )
    op.execute("ALTER TABLE last_act ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY of_one_clinic ON last_act TO amble_clinic USING ({_OWN}) WITH CHECK ({_OWN})")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON last_act TO amble_clinic")


def downgrade() -> None:
    """There is no way back: what was written would not fit."""
    raise NotImplementedError("Restore a backup instead.")
