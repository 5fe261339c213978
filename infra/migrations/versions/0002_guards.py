"""The clock that all parts share, and tables that refuse to be rewritten.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = (
    "event",
    "plan_day",
    "consent_entry",
    "day_note",
    "care_act",
    "alert_act",
    "settings_version",
    "wording_version",
)


def upgrade() -> None:
    op.execute(
        """
        CREATE FUNCTION amble_now() RETURNS timestamptz LANGUAGE sql STABLE AS
        $$ SELECT now() + coalesce((SELECT turned_by FROM rehearsal_clock), interval '0') $$
        """
    )
    op.execute(
        """
        CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'Rows of % are never changed or deleted; add a new one.', TG_TABLE_NAME; END $$
        """
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
        )


def downgrade() -> None:
    for table in APPEND_ONLY:
        op.execute(f"DROP TRIGGER {table}_is_append_only ON {table}")
    op.execute("DROP FUNCTION refuse_rewriting()")
    op.execute("DROP FUNCTION amble_now()")
