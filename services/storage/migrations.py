"""Brings the database to the newest schema, and says whether it is there."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from services.storage import rights
from services.storage.database import METADATA
from services.storage.sealing import KeyRing

_SCRIPTS = Path(__file__).resolve().parents[2] / "infra" / "migrations"
# Two migrations at once would race; any number of starting programs may ask for the newest schema.
_MIGRATION_LOCK = 7_204_118


def _config(connection: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def migrate(engine: sa.Engine) -> None:
    """Bring the database to the newest schema and its grants to the rule; a no-op where both are up to date.

    The engine logs in as the owner of the tables.
    """
    with engine.begin() as connection:
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        command.upgrade(_config(connection), "head")
        rights.give(connection)


def migrate_at(url: str, keys: KeyRing | None = None) -> None:
    """The same for the database at this address; keys open what a migration must read in order to move it."""
    engine = sa.create_engine(url, hide_parameters=True)
    engine.dialect.field_keys = keys  # type: ignore[attr-defined]
    try:
        migrate(engine)
    finally:
        engine.dispose()


def is_current(engine: sa.Engine) -> bool:
    """Whether every migration that this program brings has been run.

    A revision that this program does not know is newer: migrations only widen, so earlier programs go on working
    meanwhile.
    """
    with engine.connect() as connection:
        scripts = ScriptDirectory.from_config(_config(connection))
        stands = MigrationContext.configure(connection).get_current_revision()
        known = {script.revision for script in scripts.walk_revisions()}
        return stands is not None and (stands == scripts.get_current_head() or stands not in known)


def differences(engine: sa.Engine) -> list[str]:
    """The differences between the tables of the code and those of the migrated database."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [str(difference) for difference in compare_metadata(context, METADATA)]
