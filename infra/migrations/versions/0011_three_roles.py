"""The functions that act for their owner look nowhere but in the tables: a temporary table of the same name is not seen.

What each role may do stands in services/storage/rights.py, and is given after every migration. Nothing here changes for
programs of before.

Revision ID: 0011
Revises: 0010
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_FOR_THEIR_OWNER = ("amble_numbers_out(bytea[], uuid[])", "amble_phone_is_staffs(bytea)", "amble_phone_runs(bytea)")


def upgrade() -> None:
    """Where pg_temp is not named, PostgreSQL looks there first."""
    for function in _FOR_THEIR_OWNER:
        op.execute(f"ALTER FUNCTION {function} SET search_path = pg_catalog, public, pg_temp")


def downgrade() -> None:
    """As they were."""
    for function in _FOR_THEIR_OWNER:
        op.execute(f"ALTER FUNCTION {function} SET search_path = public")
