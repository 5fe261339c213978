"""How well a patient can do what matters to them: what that is, and what they told; the texts that ask.

New columns that are empty, checks that only became wider: programs of before go on while this runs.

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

# table: the check's own name, its column, the words that it also lets in
_MORE = (
    ("outbound_text", "textkind", "kind", ("function_question", "function_thanks", "function_again")),
    ("outbound_text", "suppression", "suppression", ("gave_way",)),
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
    op.add_column("enrolment", sa.Column("activity", sa.LargeBinary(), nullable=True))
    op.add_column("day_note", sa.Column("function", sa.Integer(), nullable=True))
    op.create_check_constraint(op.f("ck_day_note_function_in_range"), "day_note", "function between 0 and 10")


def downgrade() -> None:
    """Only where nobody has told: what a patient told must not be lost. The wider checks stay."""
    told = (
        "SELECT EXISTS (SELECT FROM day_note WHERE function IS NOT NULL) "
        "OR EXISTS (SELECT FROM enrolment WHERE activity IS NOT NULL)"
    )
    if op.get_bind().execute(sa.text(told)).scalar_one():
        raise NotImplementedError("Patients have told how well they can do what matters. Restore a backup instead.")
    op.drop_constraint(op.f("ck_day_note_function_in_range"), "day_note", type_="check")
    op.drop_column("day_note", "function")
    op.drop_column("enrolment", "activity")
