"""What a person answered to a text that waited to be read, a morning's net, and whether texts may train the ear.

New tables, an index of few rows, checks that only became wider: programs of before go on while this runs. A text may
have a second note, by whoever read it; building that rule reads day_note once, and whoever writes to it waits.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# table: the check's own name, its column, the words that it also lets in
_MORE = (
    ("outbound_text", "textkind", "kind", ("morning_net", "why")),
    ("outbound_text", "suppression", "suppression", ("words_unread",)),
)
_OWN = "clinic_id = (SELECT nullif(current_setting('amble.clinic', true), '')::uuid)"
_ANSWERS = ("nothing", "score", "danger", "crisis", "call", "text", "settled", "taken_back")


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
    _answers()
    _consent()
    op.create_index(
        "ix_inbound_text_to_read", "inbound_text", ["clinic_id", "id"],
        postgresql_where=sa.text("unread and read_at is null"),
    )  # fmt: skip
    _second_notes()


def _answers() -> None:
    words = ", ".join(f"'{word}'" for word in _ANSWERS)
    op.create_table(
        "text_answer",
        sa.Column("id", sa.BigInteger(), sa.Identity(), primary_key=True),
        sa.Column("clinic_id", sa.Uuid(), sa.ForeignKey("clinic.id"), nullable=False),
        sa.Column("patient_id", sa.Uuid(), sa.ForeignKey("patient.id"), nullable=False),
        sa.Column("inbound_id", sa.BigInteger(), sa.ForeignKey("inbound_text.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(40), nullable=False),
        sa.Column("pain", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("inbound_id", "number", name=op.f("uq_text_answer_inbound_id_number")),
        sa.CheckConstraint(f"answer IN ({words})", name=op.f("ck_text_answer_readanswer")),
        sa.CheckConstraint("pain between 0 and 10", name=op.f("ck_text_answer_pain_in_range")),
        sa.CheckConstraint("(answer = 'score') = (pain is not null)", name=op.f("ck_text_answer_pain_of_a_score")),
    )
    op.create_index("ix_text_answer_clinic_id_at", "text_answer", ["clinic_id", "at"])
    _of_one_clinic("text_answer")


def _consent() -> None:
    op.create_table(
        "ear_consent",
        sa.Column("id", sa.BigInteger(), sa.Identity(), primary_key=True),
        sa.Column("clinic_id", sa.Uuid(), sa.ForeignKey("clinic.id"), nullable=False, index=True),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    _of_one_clinic("ear_consent")


def _of_one_clinic(table: str) -> None:
    """A door sees its clinic's rows, and adds to them only."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY of_one_clinic ON {table} TO amble_clinic USING ({_OWN}) WITH CHECK ({_OWN})")
    op.execute(f"GRANT SELECT, INSERT ON {table} TO amble_clinic")
    op.execute(
        f"CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
    )


def _second_notes() -> None:
    """One first note a text, as before; what settles a note is written once for a text, too."""
    op.create_index(
        "uq_day_note_first_of_text", "day_note", ["inbound_id", "enrolment_id"], unique=True,
        postgresql_where=sa.text("settles is null"),
    )  # fmt: skip
    op.create_index(
        "uq_day_note_again_of_text", "day_note", ["inbound_id", "enrolment_id", "settles"], unique=True,
        postgresql_where=sa.text("settles is not null"),
    )  # fmt: skip
    op.drop_constraint("uq_day_note_inbound_id_enrolment_id", "day_note", type_="unique")


def downgrade() -> None:
    """Only where nobody has answered anything: what people answered must not be lost. The wider checks stay."""
    asked = "SELECT EXISTS (SELECT FROM text_answer) OR EXISTS (SELECT FROM ear_consent)"
    if op.get_bind().execute(sa.text(asked)).scalar_one():
        raise NotImplementedError("Somebody has answered a text. Restore a backup instead.")
    op.drop_index("uq_day_note_again_of_text", "day_note")
    op.drop_index("uq_day_note_first_of_text", "day_note")
    op.create_unique_constraint(op.f("uq_day_note_inbound_id_enrolment_id"), "day_note", ["inbound_id", "enrolment_id"])
    op.drop_index("ix_inbound_text_to_read", "inbound_text")
    op.drop_table("ear_consent")
    op.drop_table("text_answer")
