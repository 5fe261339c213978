"""Two clinics on one phone, the ladder of an alert that nobody has seen, words that somebody must read, full disks.

New columns with a default, new tables, checks and policies that only became wider: programs of before go on while this
runs. An entry of the ledger of before whose phone several clinics have names no clinic, and counts for all.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# table: the check's own name, its column, the words that it also lets in
_MORE = (
    (
        "alert", "alertkind", "kind",
        (
            "stranger_danger", "danger_elsewhere", "cannot_be_texted", "foot_question", "test_walk_short", "foot_drop_known",
            "pain_at_start", "held_by_staff", "held_and_calm", "not_begun", "wrong_person", "death_told", "auto_reply",
            "contradicting_texts", "line_is_taken", "staff_phone_stopped", "left_on_disk",
            "notice_given_up",
        ),
    ),
    ("alert", "severity", "severity", ("hour",)),
    ("outbound_text", "textkind", "kind", ("noted_unread", "foot_question", "wrong_person", "condolence")),
    ("outbound_text", "suppression", "suppression", ("wrong_person",)),
    ("enrolment", "dischargereason", "discharge_reason", ("died", "wrong_number")),
    ("consent_entry", "consentsource", "source", ("stop_elsewhere",)),
)  # fmt: skip
_CLINIC = "(SELECT nullif(current_setting('amble.clinic', true), '')::uuid)"
_OWN = f"clinic_id = {_CLINIC}"
_OF_OURS = "EXISTS (SELECT 1 FROM patient AS owner WHERE {0})"


def _sealed(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _at(name: str, *, optional: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=optional)


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
    _the_ladder()
    _the_lines()
    _the_ledger()
    _the_spools()
    op.add_column("day_note", sa.Column("unread", sa.Boolean(), nullable=False, server_default="false"))
    op.add_column("plan_day", sa.Column("settings_before", JSONB(), nullable=False, server_default="[]"))
    op.add_column("enrolment", sa.Column("first_minutes", sa.Integer(), nullable=True))
    op.create_check_constraint(op.f("ck_enrolment_first_minutes_in_range"), "enrolment", "first_minutes between 1 and 90")


def _the_ladder() -> None:
    op.add_column("clinic", sa.Column("ladder", JSONB(), nullable=False, server_default="{}"))
    op.add_column("alert", sa.Column("inbound_ids", JSONB(), nullable=False, server_default="[]"))
    op.add_column("alert", sa.Column("rung", sa.SmallInteger(), nullable=False, server_default="0"))
    op.add_column("alert", sa.Column("tellings", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("alert", _at("next_rung_at"))
    op.create_index(
        "ix_alert_next_rung_at", "alert", ["next_rung_at"], postgresql_where=sa.text("next_rung_at is not null")
    )
    # What stands open from before is climbed for too; what may wait has its days from now on.
    op.execute(
        """
        UPDATE alert SET next_rung_at = CASE
            WHEN acknowledged_at IS NOT NULL THEN now() + interval '4 hours'
            WHEN snoozed_until IS NOT NULL THEN greatest(snoozed_until, now())
            WHEN severity = 'routine' THEN now() + interval '3 days'
            ELSE greatest(due_at, now()) END
        WHERE closed_at IS NULL AND clinic_id IS NOT NULL AND (acknowledged_at IS NULL OR kind IN
            ('red_flag_emergency', 'red_flag_urgent', 'crisis', 'possible_danger', 'red_rest_used_up'))
        """
    )
    op.add_column("notice", sa.Column("telling", sa.Integer(), nullable=False, server_default="0"))
    op.drop_constraint("uq_notice_alert_id_channel_address", "notice", type_="unique")
    op.create_unique_constraint("uq_notice_alert_id_channel_address_telling", "notice", ["alert_id", "channel", "address", "telling"])
    op.create_index("ix_notice_given_up", "notice", ["due_at"], postgresql_where=sa.text("state = 'given_up'"))
    op.create_table(
        "staff_phone",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("clinic_id", sa.Uuid(), sa.ForeignKey("clinic.id"), nullable=False, index=True),
        sa.Column("label", sa.String(40), nullable=False),
        _sealed("phone"),
        _sealed("phone_index"),
        _at("consented_at"),
        _at("stopped_at"),
        _at("removed_at"),
        _at("created_at", optional=False),
    )
    op.create_index(
        "uq_staff_phone_in_use", "staff_phone", ["phone_index"], unique=True,
        postgresql_where=sa.text("removed_at is null"),
    )  # fmt: skip
    op.create_table(
        "line_text",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("clinic_id", sa.Uuid(), sa.ForeignKey("clinic.id"), nullable=True, index=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("slot", sa.String(60), nullable=False),
        _sealed("phone"),
        _sealed("phone_index"),
        sa.Column("sender", sa.String(64), nullable=False),
        _sealed("body"),
        sa.Column("code", sa.String(4), nullable=True),
        sa.Column("alert_ids", JSONB(), nullable=False, server_default="[]"),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        _at("due_at", optional=False),
        _at("send_before", optional=False),
        _at("lease_until"),
        sa.Column("sid", sa.String(64), nullable=True),
        sa.Column("error_code", sa.Integer(), nullable=True),
        _at("sent_at"),
        _at("seen_at"),
        _at("created_at", optional=False),
        sa.UniqueConstraint("phone_index", "slot", name="uq_line_text_phone_index_slot"),
        sa.CheckConstraint(
            "kind IN ('staff_consent', 'staff_urgent', 'staff_seen', 'stranger_safety')", name="linetextkind"
        ),
        sa.CheckConstraint("state IN ('planned', 'sent', 'given_up')", name="noticestate"),
    )
    op.create_index("ix_line_text_due", "line_text", ["due_at"], postgresql_where=sa.text("state = 'planned'"))
    for table in ("staff_phone", "line_text"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY of_one_clinic ON {table} TO amble_clinic USING ({_OWN}) WITH CHECK ({_OWN})")
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO amble_clinic")


def _the_lines() -> None:
    """Where a phone runs twice on one sender already, only the longest enrolled is held by the index."""
    op.add_column("clinic", sa.Column("sender", sa.String(64), nullable=True))
    op.create_index("uq_clinic_sender", "clinic", ["sender"], unique=True)
    op.add_column("enrolment", sa.Column("line", sa.String(64), nullable=False, server_default=""))
    op.add_column("enrolment", sa.Column("running_phone", sa.LargeBinary(), nullable=True))
    op.add_column("enrolment", _at("foot_asked_at"))
    op.create_index(
        "ix_enrolment_foot_asked_at", "enrolment", ["foot_asked_at"],
        postgresql_where=sa.text("foot_asked_at is not null"),
    )  # fmt: skip
    op.execute(
        """
        UPDATE enrolment SET running_phone = running.phone_index FROM (
            SELECT DISTINCT ON (patient.phone_index) enrolment.id, patient.phone_index
            FROM enrolment JOIN patient ON patient.id = enrolment.patient_id
            WHERE enrolment.status <> 'discharged' AND patient.phone_index IS NOT NULL
            ORDER BY patient.phone_index, enrolment.created_at
        ) AS running WHERE running.id = enrolment.id
        """
    )
    op.create_index(
        "uq_enrolment_line", "enrolment", ["line", "running_phone"], unique=True,
        postgresql_where=sa.text("running_phone is not null"),
    )  # fmt: skip
    op.add_column("inbound_text", sa.Column("clinic_id", sa.Uuid(), sa.ForeignKey("clinic.id"), nullable=True))
    op.add_column("inbound_text", sa.Column("unread", sa.Boolean(), nullable=False, server_default="false"))
    op.add_column("inbound_text", _at("read_at"))
    op.add_column("inbound_text", sa.Column("read_by", sa.String(80), nullable=True))
    theirs = f"({_OWN} OR {_OF_OURS.format('owner.id = inbound_text.patient_id')})"
    op.execute(f"ALTER POLICY of_one_clinic ON inbound_text USING ({theirs}) WITH CHECK ({theirs})")


def _the_ledger() -> None:
    """A clinic sees its own entries. Whether a number said STOP elsewhere is answered by yes or no, and nothing else."""
    op.add_column("consent_entry", sa.Column("clinic_id", sa.Uuid(), sa.ForeignKey("clinic.id"), nullable=True))
    # What was told about a phone that one clinic only has was told to that clinic.
    op.execute("ALTER TABLE consent_entry DISABLE TRIGGER consent_entry_is_append_only")
    op.execute(
        """
        UPDATE consent_entry SET clinic_id = known.clinic_id FROM (
            SELECT phone_index, (array_agg(clinic_id))[1] AS clinic_id FROM patient
            WHERE phone_index IS NOT NULL GROUP BY phone_index HAVING count(*) = 1
        ) AS known WHERE known.phone_index = consent_entry.phone_index
        """
    )
    op.execute("ALTER TABLE consent_entry ENABLE TRIGGER consent_entry_is_append_only")
    of_before = f"clinic_id IS NULL AND {_OF_OURS.format('owner.phone_index = consent_entry.phone_index')}"
    op.execute(f"ALTER POLICY of_one_clinic ON consent_entry USING ({_OWN} OR {of_before}) WITH CHECK ({_OWN})")
    # STOP counts for every clinic, by the entry of the one that it was told to. READY and START of the phone undo it for the clinic that they were told to; what
    # the staff wrote down undoes only a STOP that was told to that clinic.
    op.execute(
        """
        CREATE FUNCTION amble_numbers_out(phones bytea[], clinics uuid[])
        RETURNS TABLE (phone_index bytea, clinic_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
            SELECT DISTINCT asked.phone_index, asked.clinic_id
            FROM unnest(phones, clinics) AS asked (phone_index, clinic_id)
            JOIN consent_entry AS told ON told.phone_index = asked.phone_index AND told.act = 'opted_out'
                AND (told.source <> 'stop_elsewhere' OR told.clinic_id = asked.clinic_id)
            WHERE NOT EXISTS (
                SELECT FROM consent_entry AS undone
                WHERE undone.phone_index = told.phone_index AND undone.act = 'opted_in' AND undone.id > told.id
                AND (undone.clinic_id IS NULL OR undone.clinic_id = asked.clinic_id)
                AND (
                    undone.source <> 'staff' OR told.clinic_id IS NULL
                    OR (told.clinic_id = asked.clinic_id AND told.source <> 'stop_elsewhere')
                )
            )
        $$
        """
    )
    # The table has a column of that name, too.
    op.execute(
        """
        CREATE FUNCTION amble_phone_is_staffs(phone bytea) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
            -- By its place: the table has a column of the parameter's name.
            SELECT EXISTS (SELECT FROM staff_phone WHERE phone_index = $1 AND removed_at IS NULL)
        $$
        """
    )
    op.execute(
        """
        CREATE FUNCTION amble_phone_runs(phone bytea) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
            SELECT EXISTS (SELECT FROM enrolment WHERE running_phone = amble_phone_runs.phone)
        $$
        """
    )


def _the_spools() -> None:
    """No clinic's: its door may ask, as it asks what is behind, and sees none."""
    op.create_table(
        "spool",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("waiting", sa.Integer(), nullable=False),
        _at("waiting_since"),
        sa.Column("refused", sa.Integer(), nullable=False),
        _at("refused_since"),
        _at("told_at", optional=False),
    )
    op.execute("ALTER TABLE spool ENABLE ROW LEVEL SECURITY")
    op.execute("GRANT SELECT ON spool TO amble_clinic")


def downgrade() -> None:
    """There is no way back: what was written would not fit."""
    raise NotImplementedError("Restore a backup instead.")
