"""Row-level security: a door that acts for a clinic sees that clinic's rows only, whatever it asks.

The tables belong to the program's own role, which sees everything: workers need it. A door changes to the role
amble_clinic for the rest of its transaction (services.storage.database.confine) and names the clinic; without a name it
sees nothing.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_CLINIC = "(SELECT nullif(current_setting('amble.clinic', true), '')::uuid)"
_OWN = f"clinic_id = {_CLINIC}"


def _through(table: str, theirs: str, ours: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} AS owner WHERE owner.{theirs} = {ours})"


# Which rows a clinic may see and write, for every table that holds anything of a clinic.
POLICIES = {
    "clinic": f"id = {_CLINIC}",
    **dict.fromkeys(
        (
            "app_user", "settings_version", "patient", "enrolment", "plan_day", "outbound_text", "wording_version",
            "alert", "notice", "event", "subscription", "hook_delivery",
        ),
        _OWN,
    ),
    **{table: _through("app_user", "id", f"{table}.user_id") for table in ("api_key", "browser_session", "invitation", "idempotency_key")},
    **{table: _through("enrolment", "id", f"{table}.enrolment_id") for table in ("day_note", "care_act", "day_order", "ears_score")},
    **{table: _through("outbound_text", "id", f"{table}.text_id") for table in ("send_attempt", "delivery_receipt")},
    "inbound_text": _through("patient", "id", "inbound_text.patient_id"),
    "alert_act": _through("alert", "id", "alert_act.alert_id"),
    "consent_entry": _through("patient", "phone_index", "consent_entry.phone_index"),
}
# The clock is everybody's.
EVERYBODYS = ("rehearsal_clock",)

_ROLE = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'amble_clinic') THEN CREATE ROLE amble_clinic NOLOGIN; END IF;
    IF NOT pg_has_role(current_user, 'amble_clinic', 'SET') THEN
        EXECUTE format('GRANT amble_clinic TO %I WITH SET TRUE', current_user);
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'amble_clinic is missing: as a superuser, run CREATE ROLE amble_clinic NOLOGIN; GRANT amble_clinic TO %;', current_user;
END $$
"""


def upgrade() -> None:
    op.execute(_ROLE)
    op.execute("GRANT USAGE ON SCHEMA public TO amble_clinic")
    for table, sees in POLICIES.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY of_one_clinic ON {table} TO amble_clinic USING ({sees}) WITH CHECK ({sees})")
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO amble_clinic")
    for table in EVERYBODYS:
        op.execute(f"GRANT SELECT ON {table} TO amble_clinic")


def downgrade() -> None:
    for table in POLICIES:
        op.execute(f"DROP POLICY of_one_clinic ON {table}")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    for table in (*POLICIES, *EVERYBODYS):
        op.execute(sa.text(f"REVOKE ALL ON {table} FROM amble_clinic"))
    op.execute("REVOKE USAGE ON SCHEMA public FROM amble_clinic")
