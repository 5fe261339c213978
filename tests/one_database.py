"""How does each test get an empty, migrated database? The rows of the test before are deleted, and little else.

To delete the few rows of a test takes a tenth of the time that it takes to copy a template and to connect anew. A
database whose tables, rights, functions or revision a test has changed is thrown away, and so is one that cannot be
emptied.
"""

from types import TracebackType
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg import sql

from infra.local.servers import EmbeddedServers

_NAME = "of_a_test"
_REVISION = "alembic_version"
# What was deleted stays on the pages until the vacuum daemon comes by, and reading gets slower with every test.
_TESTS_A_COPY = 60
_CATALOGS = (
    "pg_class", "pg_attribute", "pg_attrdef", "pg_constraint", "pg_trigger", "pg_proc", "pg_policy", "pg_namespace",
    "pg_type", "pg_sequence", "pg_db_role_setting", "pg_authid", "pg_auth_members", "pg_default_acl",
)  # fmt: skip


class OneDatabase:
    """A copy of a template, emptied after each test, and copied anew where that would not be the same.

    url is by the program's login, and does not change.
    """

    def __init__(self, servers: EmbeddedServers, template: str) -> None:
        self._servers, self._template = servers, template
        self.url = servers.url_of(_NAME)
        self._kept: set[int] = set()
        self._engines: list[sa.Engine] = []

    def __enter__(self) -> "OneDatabase":
        self._copy()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._throw_away()

    def keep_connections_of(self, engine: sa.Engine) -> None:
        """Connections of this engine live on from test to test; all others end with their test."""
        sa.event.listen(engine, "connect", lambda made, _: self._kept.add(made.info.backend_pid))
        self._engines.append(engine)

    def empty(self) -> None:
        """Make the database what it was before the test."""
        self._tests += 1
        if self._tests == _TESTS_A_COPY or not self._emptied():
            self.copy_anew()

    def copy_anew(self) -> None:
        """For a test that asks what PostgreSQL has counted of the rows: those of earlier tests are counted too."""
        self._throw_away()
        self._copy()

    def copied_to(self, name: str) -> str:
        """Its address, once a database of that name is a copy of this one, which nobody may use meanwhile."""
        self._root.close()
        self._end_engines()
        return self._servers.create_database(name, template=_NAME)

    def _copy(self) -> None:
        self._tests = 0
        self._servers.create_database(_NAME, template=self._template)
        address = self._servers.superuser_url.rsplit("/", 1)[0]
        self._root = psycopg.connect(f"{address}/{_NAME}", autocommit=True)
        # Deleted is deleted: no trigger of the program's, no key to another table, has a say.
        self._root.execute("SET session_replication_role = replica")
        self._root.execute("SET lock_timeout = '2s'")
        tables = [name for (name,) in self._ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        filled = [
            name for name in tables if self._ask(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(name)))
        ]
        assert filled == [_REVISION], f"A migration fills {filled}; emptying would lose that."
        emptying = [sql.SQL("DELETE FROM {}").format(sql.Identifier(name)) for name in tables if name != _REVISION]
        self._emptying = sql.SQL(";").join(emptying)
        self._shape = self._seen_shape()

    def _throw_away(self) -> None:
        self._root.close()
        self._servers.drop_database(_NAME)
        self._end_engines()

    def _end_engines(self) -> None:
        self._kept.clear()
        for engine in self._engines:
            engine.dispose()

    def _emptied(self) -> bool:
        """Whether no row and no stranger is left; false if the test changed more than rows."""
        try:
            self._end_strangers()
            self._root.execute(self._emptying)
            self._ask(
                "SELECT setval(schemaname || '.' || sequencename, 1, false) FROM pg_sequences WHERE last_value > 0"
            )
            return self._seen_shape() == self._shape
        except psycopg.Error:
            return False

    def _end_strangers(self) -> None:
        strangers = (
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND pid <> ALL(%s)"
        )
        self._root.execute(strangers, [list(self._kept)])

    def _seen_shape(self) -> list[Any]:
        """How much stands in each catalogue, and the newest change to it; the revision likewise, which is kept."""
        kept = (*_CATALOGS, _REVISION)
        each = [f"SELECT count(*), coalesce(max(xmin::text::bigint), 0) FROM {table}" for table in kept]
        return self._ask(" UNION ALL ".join(each))

    def _ask(self, statement: Any) -> list[Any]:
        return self._root.execute(statement).fetchall()
