"""An alert for a third red day within four weeks.

A check that only became wider: programs of before go on while this runs.

Revision ID: 0024
Revises: 0023
"""

from alembic import op

revision = "0024"
down_revision = "0023"
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
                || ' OR kind IN (''third_red_in_month'')) NOT VALID';
        END $$
        """
    )


def downgrade() -> None:
    """The wider check stays: it refuses nothing that the program of before writes."""
