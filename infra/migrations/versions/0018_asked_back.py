"""Who was asked whether they want no more texts, and alerts of their own for what patients tell besides a score.

A new column, an index of few rows, checks that only became wider: programs of before go on while this runs.

Revision ID: 0018
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0016"
branch_labels = None
depends_on = None

# table: the check's own name, its column, the words that it also lets in
_MORE = (
    ("alert", "alertkind", "kind", ("may_be_leaving", "said_the_same")),
    ("outbound_text", "textkind", "kind", ("stop_question", "caution_question")),
    ("consent_entry", "consentsource", "source", ("stop_unanswered",)),
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
    op.add_column("enrolment", sa.Column("stop_asked_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_enrolment_stop_asked_at", "enrolment", ["stop_asked_at"],
        postgresql_where=sa.text("stop_asked_at is not null"),
    )  # fmt: skip


def downgrade() -> None:
    """Only where nobody waits for the answer: whoever did not answer must get no more texts. The wider checks stay."""
    asked = "SELECT EXISTS (SELECT FROM enrolment WHERE stop_asked_at IS NOT NULL)"
    if op.get_bind().execute(sa.text(asked)).scalar_one():
        raise NotImplementedError("Somebody was asked whether they want no more texts. Wait for a day, or answer.")
    op.drop_index("ix_enrolment_stop_asked_at", "enrolment")
    op.drop_column("enrolment", "stop_asked_at")
