"""People come in by sessions and programs by keys; the trail names the key; a clinic's forgetting has a first day.

New columns with a default or empty: programs of before go on while this runs. Their keys of people open nothing
afterwards: whoever was never invited and used a key is a program from now on, without the right to steer.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody's patients are forgotten later than before: what a clinic set already is in force."""
    kind = sa.Column("kind", sa.String(40), nullable=False, server_default="person")
    op.add_column("app_user", kind)
    op.create_check_constraint(op.f("ck_app_user_kind"), "app_user", "kind IN ('person', 'program')")
    op.add_column("api_key", sa.Column("issued_by", sa.Uuid(), sa.ForeignKey("app_user.id"), nullable=True))
    for name in ("mailed_at", "mail_failed_at"):
        op.add_column("invitation", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.add_column("event", sa.Column("key_id", sa.String(16), nullable=True))
    op.add_column("event", sa.Column("on_behalf_of", sa.String(80), nullable=True))
    op.add_column("clinic", sa.Column("erase_from", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE clinic SET erase_from = now() WHERE erase_after_days IS NOT NULL")
    _whose_keys()
    # Keys, tokens and secrets stood in answers that were kept for a repeat.
    op.execute(
        r"""
        UPDATE idempotency_key SET answer = NULL WHERE route IN ('POST /v1/clinics', 'POST /v1/users')
        OR route LIKE 'POST /v1/webhooks%' OR route ~ '^POST /v1/users/[^/]*/(keys|invitations)'
        """
    )


def _whose_keys() -> None:
    op.execute(
        """
        UPDATE app_user SET kind = 'program' WHERE role = 'operator' OR (
            password_hash IS NULL AND oidc_subject IS NULL
            AND NOT EXISTS (SELECT FROM invitation WHERE invitation.user_id = app_user.id)
            AND EXISTS (SELECT FROM api_key WHERE api_key.user_id = app_user.id
                AND api_key.revoked_at IS NULL AND api_key.last_used_at IS NOT NULL)
        )
        """
    )
    op.execute(
        """
        UPDATE api_key SET revoked_at = now() FROM app_user
        WHERE app_user.id = api_key.user_id AND app_user.kind = 'person' AND api_key.revoked_at IS NULL
        """
    )
    op.execute("UPDATE api_key SET scopes = scopes - 'steer' WHERE scopes ? 'steer'")


def downgrade() -> None:
    """There is no way back: what was written would not fit."""
    raise NotImplementedError("Restore a backup instead.")
