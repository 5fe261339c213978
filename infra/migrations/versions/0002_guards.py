"""The clock that all parts share, and tables that refuse to be rewritten.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# What is never rewritten, and which of its columns may be sealed anew with another key, or emptied by an erasure.
APPEND_ONLY = {
    "event": (),
    "plan_day": (),
    "consent_entry": ("evidence",),
    "day_note": (),
    "care_act": ("note",),
    "day_order": ("note",),
    "alert_act": ("note",),
    "settings_version": ("reason",),
    "wording_version": (),
}


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
        $$ BEGIN
            IF TG_OP = 'UPDATE' AND current_setting('amble.resealing', true) = 'on'
                AND to_jsonb(NEW) - TG_ARGV::text[] = to_jsonb(OLD) - TG_ARGV::text[] THEN RETURN NEW; END IF;
            RAISE EXCEPTION 'Rows of % are never changed or deleted; add a new one.', TG_TABLE_NAME;
        END $$
        """
    )
    for table, sealed in APPEND_ONLY.items():
        op.execute(
            f"CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION refuse_rewriting({', '.join(sealed)})"
        )


def downgrade() -> None:
    for table in APPEND_ONLY:
        op.execute(f"DROP TRIGGER {table}_is_append_only ON {table}")
    op.execute("DROP FUNCTION refuse_rewriting()")
    op.execute("DROP FUNCTION amble_now()")
