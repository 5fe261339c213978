"""A dose that a clinician sets from the next day on, and over how many walks.

A new column without a value, and checks that only became wider: programs of before go on while this runs.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

# table: the check's own name, its column, the words that it also lets in
_MORE = (
    ("care_act", "clinicianact", "act", ("set_dose",)),
    ("last_act", "staffact", "act", ("set_dose",)),
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
    op.add_column("care_act", sa.Column("walks", sa.Integer(), nullable=True))
    op.execute("ALTER TABLE care_act ADD CONSTRAINT ck_care_act_walks_in_range CHECK (walks between 1 and 20) NOT VALID")


def downgrade() -> None:
    """Only where nobody has set a dose: by it plans were decided. The wider checks stay."""
    if op.get_bind().execute(sa.text("SELECT EXISTS (SELECT FROM care_act WHERE walks IS NOT NULL)")).scalar_one():
        raise NotImplementedError("A dose was set. Restore a backup instead.")
    op.drop_constraint(op.f("ck_care_act_walks_in_range"), "care_act", type_="check")
    op.drop_column("care_act", "walks")
