"""A phone is found by each of its spellings, and how a number was checked that nobody knew yet is kept

Mexico's and Argentina's mobile numbers are written in two ways; both have one index from now on. The program of before
goes on meanwhile: what it enrols in such a spelling is found by the same spelling, as before.

Revision ID: 0015
Revises: 0014
"""

import hashlib
import hmac
import re
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_TWO = ((re.compile(r"\+521([0-9]{10})\Z"), r"+52\1"), (re.compile(r"\+549([0-9]{10})\Z"), r"+54\1"))


def upgrade() -> None:
    for table in ("patient", "staff_phone"):
        op.add_column(table, sa.Column("phone_checked_because", sa.LargeBinary(), nullable=True))
    keys = getattr(op.get_bind().dialect, "field_keys", None)
    if keys is not None:
        _find_by_both(keys)


def downgrade() -> None:
    for table in ("staff_phone", "patient"):
        op.drop_column(table, "phone_checked_because")


def _find_by_both(keys: Any) -> None:
    """One index for both spellings, also in the ledger of consent. Where both were enrolled, the second stays as it is."""
    bind = op.get_bind()

    def index(phone: str) -> bytes:
        return hmac.digest(keys.phone_key, phone.encode(), hashlib.sha256)[:16]

    bind.execute(sa.text("ALTER TABLE consent_entry DISABLE TRIGGER consent_entry_is_append_only"))
    for table in ("patient", "staff_phone"):
        # Only these two countries' numbers are of interest, and only opening shows which they are.
        rows = bind.execute(sa.text(f"SELECT phone FROM {table} WHERE phone_index IS NOT NULL"))
        phones = {keys.open(f"{table}.phone", bytes(row.phone)) for row in rows}
        for plain in {_plain(phone) for phone in phones}:
            for other in _others(plain):
                _move(bind, index(other), index(plain))
    bind.execute(sa.text("ALTER TABLE consent_entry ENABLE TRIGGER consent_entry_is_append_only"))


def _plain(phone: str) -> str:
    for pattern, plain in _TWO:
        phone = pattern.sub(plain, phone)
    return phone


def _others(plain: str) -> list[str]:
    return [other for sign in "19" if _plain(other := f"{plain[:3]}{sign}{plain[3:]}") == plain]


def _move(bind: sa.Connection, old: bytes, new: bytes) -> None:
    asked = {"old": old, "new": new}
    bind.execute(sa.text("UPDATE consent_entry SET phone_index = :new WHERE phone_index = :old"), asked)
    bind.execute(sa.text("UPDATE inbound_text SET from_index = :new WHERE from_index = :old"), asked)
    bind.execute(sa.text(
        "UPDATE patient SET phone_index = :new WHERE phone_index = :old AND NOT EXISTS (SELECT FROM patient AS other "
        "WHERE other.clinic_id = patient.clinic_id AND other.phone_index = :new)"), asked)
    bind.execute(sa.text(
        "UPDATE enrolment SET running_phone = :new WHERE running_phone = :old AND NOT EXISTS (SELECT FROM enrolment "
        "AS other WHERE other.line = enrolment.line AND other.running_phone = :new)"), asked)
    bind.execute(sa.text(
        "UPDATE staff_phone SET phone_index = :new WHERE phone_index = :old AND NOT EXISTS (SELECT FROM staff_phone "
        "AS other WHERE other.removed_at IS NULL AND other.phone_index = :new)"), asked)
