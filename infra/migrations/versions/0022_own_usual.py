"""The pain that a clinician signed as a patient's own usual, and words for what version 5 of the rule asks.

New columns that are empty, checks that only became wider: programs of before go on while this runs.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_ACTS = ("sign_usual", "refuse_usual", "end_usual", "fewer_walks")
# table: the check's own name, its column, the words that it also lets in
_MORE = (
    ("alert", "alertkind", "kind", ("no_step", "own_usual", "fewer_walks", "steady_above_plan")),
    ("care_act", "clinicianact", "act", _ACTS),
    ("last_act", "staffact", "act", _ACTS),
)


def upgrade() -> None:
    """Checks that only became wider hold for every row there is, so none is looked at."""
    for table, name, column, words in _MORE:
        more = ", ".join(f"''{word}''" for word in words)
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
                    || ' OR {column} IN ({more})) NOT VALID';
            END $$
            """
        )
    for table in ("enrolment", "care_act"):
        op.add_column(table, sa.Column("own_usual", sa.Integer(), nullable=True))
        op.create_check_constraint(op.f(f"ck_{table}_own_usual_in_range"), table, "own_usual between 0 and 10")


def downgrade() -> None:
    """Only where nobody has signed: what a clinician signed must not be lost. The wider checks stay."""
    signed = "SELECT FROM {} WHERE own_usual IS NOT NULL"
    asked = " OR ".join(f"EXISTS ({signed.format(table)})" for table in ("enrolment", "care_act"))
    if op.get_bind().execute(sa.text(f"SELECT {asked}")).scalar_one():
        raise NotImplementedError("A clinician has signed a patient's own usual. Restore a backup instead.")
    for table in ("care_act", "enrolment"):
        op.drop_constraint(op.f(f"ck_{table}_own_usual_in_range"), table, type_="check")
        op.drop_column(table, "own_usual")
