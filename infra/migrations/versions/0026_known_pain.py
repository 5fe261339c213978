"""Red days that a therapist said are known to the team, up to which pain and until when.

New columns that are empty, checks that only became wider: programs of before go on while this runs.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

# table: the check's own name, its column
_WIDER = (("care_act", "clinicianact", "act"), ("last_act", "staffact", "act"))


def upgrade() -> None:
    """Checks that only became wider, or are about columns that are empty, hold for every row: none is looked at."""
    for table, name, column in _WIDER:
        op.execute(
            f"""
            DO $$
            DECLARE checked text;
            BEGIN
                SELECT pg_get_constraintdef(oid) INTO STRICT checked FROM pg_constraint
                WHERE conrelid = '{table}'::regclass AND conname = 'ck_{table}_{name}';
                ALTER TABLE {table} DROP CONSTRAINT ck_{table}_{name};
                EXECUTE 'ALTER TABLE {table} ADD CONSTRAINT ck_{table}_{name} CHECK ('
                    || regexp_replace(substring(checked FROM 7), ' NOT VALID$', '')
                    || ' OR {column} IN (''known_pain'', ''end_known_pain'')) NOT VALID';
            END $$
            """
        )
    op.add_column("care_act", sa.Column("known_up_to", sa.Integer(), nullable=True))
    op.add_column("care_act", sa.Column("known_until", sa.Date(), nullable=True))
    op.execute(
        "ALTER TABLE care_act ADD CONSTRAINT ck_care_act_known_up_to_in_range "
        "CHECK (known_up_to between 5 and 8) NOT VALID"
    )


def downgrade() -> None:
    """Only where nobody has said so: what a therapist said must not be lost. The wider checks stay."""
    said = "SELECT EXISTS (SELECT FROM care_act WHERE act IN ('known_pain', 'end_known_pain'))"
    if op.get_bind().execute(sa.text(said)).scalar_one():
        raise NotImplementedError("A therapist has said that red days are known. Restore a backup instead.")
    op.drop_constraint(op.f("ck_care_act_known_up_to_in_range"), "care_act", type_="check")
    op.drop_column("care_act", "known_until")
    op.drop_column("care_act", "known_up_to")
