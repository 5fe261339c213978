"""Alerts and answers of their own for what patients tell besides a score: a hospital stay, a move, a new number.

HOW gets an answer, too.

Checks that only became wider: programs of before go on while this runs.

Revision ID: 0020
Revises: 0018
"""

from alembic import op

revision = "0020"
down_revision = "0018"
branch_labels = None
depends_on = None

# table: the check's own name, its column, the words that it also lets in
_MORE = (
    (
        "alert", "alertkind", "kind",
        (
            "loss_told", "hospital_told", "injection_told", "pregnancy_told", "medicine_told", "move_told",
            "number_told",
        ),
    ),
    (
        "outbound_text", "textkind", "kind",
        (
            "loss_noted", "hospital_noted", "injection_noted", "pregnancy_noted", "medicine_noted", "move_noted",
            "number_noted", "how",
        ),
    ),
)  # fmt: skip


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


def downgrade() -> None:
    """Nothing to undo: the wider checks stay, and hold for every row there is."""
