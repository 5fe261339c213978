"""Sweeps that look each minute find what they look for by an index, however many texts and patients there are.

A new column without a value and two indexes: programs of before go on with them. While they are built, which reads
each table once, whoever writes to it waits.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of texts, only those whose end no receipt has told: of the last minutes, and a few that are looked for."""
    op.create_index(
        "ix_outbound_text_no_final_status", "outbound_text", ["sent_at"],
        postgresql_where=sa.text("state in ('accepted', 'sent')"),
    )  # fmt: skip
    op.add_column("enrolment", sa.Column("texts_until", sa.Date(), nullable=True))
    op.create_index(
        "ix_enrolment_texts_until", "enrolment", ["texts_until"], postgresql_where=sa.text("status = 'active'")
    )


def downgrade() -> None:
    """There is no way back: what was written would not fit."""
    raise NotImplementedError("Restore a backup instead.")
