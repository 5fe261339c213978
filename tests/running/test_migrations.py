"""May programs of two versions run beside each other while one replaces the other?"""

import sqlalchemy as sa

from services.storage.database import Database
from services.storage.migrations import is_current


def _stand_at(database: Database, revision: str) -> None:
    with database.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})


def test_a_newer_shape_is_good_enough_and_an_older_one_is_not(database: Database) -> None:
    assert is_current(database.engine)
    _stand_at(database, "0999")
    assert is_current(database.engine), "the programs of before go on while the new ones come up"
    _stand_at(database, "0001")
    assert not is_current(database.engine)


def test_a_migration_of_an_outbound_table_only_widens_what_is_allowed(database: Database) -> None:
    with database.engine.connect() as connection:
        allowed = connection.execute(
            sa.text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck_outbound_text_textkind'")
        ).scalar_one()
    assert "farewell" in allowed
    assert "care_message" in allowed
