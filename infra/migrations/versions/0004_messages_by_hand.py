"""Therapists write to patients: a kind of text more, and a reason more why a text did not leave.

Only widens what is allowed, so that programs of before go on while this runs.

Revision ID: 0004
Revises: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_MORE = (
    ("textkind", "kind", "care_message"),
    ("suppression", "suppression", "taken_back"),
)


def upgrade() -> None:
    """The checks take one word more each."""
    for name, column, word in _MORE:
        op.execute(
            f"""
            DO $$
            DECLARE checked text;
            BEGIN
                SELECT pg_get_constraintdef(oid) INTO STRICT checked FROM pg_constraint
                WHERE conrelid = 'outbound_text'::regclass AND conname = 'ck_outbound_text_{name}';
                ALTER TABLE outbound_text DROP CONSTRAINT ck_outbound_text_{name};
                EXECUTE 'ALTER TABLE outbound_text ADD CONSTRAINT ck_outbound_text_{name} CHECK ('
                    || substring(checked FROM 7) || ' OR {column} = ''{word}'')';
            END $$
            """
        )


def downgrade() -> None:
    """There is no way back: what was written would not fit."""
    raise NotImplementedError("Restore a backup instead.")
