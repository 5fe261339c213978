"""What is kept for a time only is found, and who was erased is listed without saying who.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_OWN = "clinic_id = (SELECT nullif(current_setting('amble.clinic', true), '')::uuid)"


def upgrade() -> None:
    """Only wider: a program of before runs on. What its readings quote is forgotten by the sweep, from now on too."""
    op.create_table(
        "erasure",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("clinic_id", sa.Uuid(), sa.ForeignKey("clinic.id"), nullable=False, index=True),
        sa.Column("patient_hash", sa.LargeBinary(), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.execute("ALTER TABLE erasure ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY of_one_clinic ON erasure TO amble_clinic USING ({_OWN}) WITH CHECK ({_OWN})")
    op.execute("GRANT SELECT, INSERT ON erasure TO amble_clinic")
    op.execute(
        "CREATE TRIGGER erasure_is_append_only BEFORE UPDATE OR DELETE ON erasure "
        "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
    )
    # Whoever was erased before there was a list is listed too; the hash stands beside each of their texts.
    op.execute(
        """
        INSERT INTO erasure (id, clinic_id, patient_hash, erased_at)
        SELECT gen_random_uuid(), patient.clinic_id, told.from_index, patient.erased_at
        FROM patient JOIN LATERAL (
            SELECT from_index FROM inbound_text WHERE inbound_text.patient_id = patient.id LIMIT 1
        ) AS told ON true WHERE patient.erased_at IS NOT NULL
        """
    )
    op.add_column("inbound_text", sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_inbound_text_strangers", "inbound_text", ["heard_at"],
        postgresql_where=sa.text("patient_id is null and heard_at is not null and forgotten_at is null"),
    )
    op.create_index("ix_inbound_text_quotes", "inbound_text", ["id"], postgresql_where=sa.text("reading ? 'why'"))
    op.create_index("ix_hook_delivery_done", "hook_delivery", ["created_at"], postgresql_where=sa.text("state <> 'planned'"))


def downgrade() -> None:
    """There is no way back: the list of erasures must not be lost."""
    raise NotImplementedError("Restore a backup instead.")
