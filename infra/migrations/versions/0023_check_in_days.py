"""A proposal to ask a patient on some days of the week only.

A check that only became wider: programs of before go on while this runs.

Revision ID: 0023
Revises: 0022
"""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A check that only became wider holds for every row there is, so none is looked at."""
    op.execute(
        """
        DO $$
        DECLARE checked text;
        BEGIN
            SELECT pg_get_constraintdef(oid) INTO STRICT checked FROM pg_constraint
            WHERE conrelid = 'alert'::regclass AND conname = 'ck_alert_alertkind';
            ALTER TABLE alert DROP CONSTRAINT ck_alert_alertkind;
            EXECUTE 'ALTER TABLE alert ADD CONSTRAINT ck_alert_alertkind CHECK ('
                || regexp_replace(substring(checked FROM 7), ' NOT VALID$', '')
                || ' OR kind IN (''check_in_days'')) NOT VALID';
        END $$
        """
    )


def downgrade() -> None:
    """The wider check stays: it refuses nothing that the program of before writes."""
