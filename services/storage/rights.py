"""Each role's rights on every table, and the rights that a login has beyond the rule or lacks.

The owner of the tables migrates, backs up and restores. The program's login, a member of amble_program, reads and
writes the rows of all clinics; append-only tables it may only add to, except for what an erasure empties and a new key
seals. A door switches to amble_clinic, which may do the same with one clinic's rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from psycopg.sql import SQL, Composable, Composed, Identifier

PROGRAM, CLINIC = "amble_program", "amble_clinic"
_ROWS = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
_ALL_ROWS = "all_rows"
TOO_MUCH = (
    "The login of DATABASE_URL has rights that the program must not have ({}): give the program a login of its own, as "
    "the page for operators says under Upgrade."
)
# Tables that belong to no clinic. Only the owner records which migrations were run; everybody reads the rehearsal's
# clock.
_OF_NOBODY: dict[str, dict[str, frozenset[str]]] = {
    "alembic_version": {PROGRAM: frozenset({"SELECT"}), CLINIC: frozenset()},
    "rehearsal_clock": {PROGRAM: frozenset({"SELECT", "INSERT", "UPDATE"}), CLINIC: frozenset({"SELECT"})},
    "spool": {PROGRAM: _ROWS, CLINIC: frozenset({"SELECT"})},
}

# A table and, if it is append-only, the columns that may be emptied or sealed anew (else NULL).
_TABLES = sa.text(
    """
    SELECT c.oid, c.relname AS name, owner.rolname AS owner, c.relrowsecurity AS secured,
        c.relforcerowsecurity AS forced,
        (SELECT tgargs FROM pg_trigger WHERE tgrelid = c.oid AND tgfoid = to_regproc('refuse_rewriting')) AS resealed,
        (SELECT array_agg(role.rolname ORDER BY role.rolname) FROM pg_policy
            JOIN pg_roles AS role ON role.oid = ANY (polroles)
            WHERE polrelid = c.oid AND polname = 'all_rows') AS seen_by
    FROM pg_class AS c JOIN pg_roles AS owner ON owner.oid = c.relowner
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname
    """
)
# Every right that a role other than the owner has; a column's as `UPDATE (note)`. An empty name means everybody.
_GRANTED = sa.text(
    """
    SELECT relation.oid, coalesce(role.rolname, '') AS role, granted.right FROM pg_class AS relation
    CROSS JOIN LATERAL (
        SELECT grantee, privilege_type AS right FROM aclexplode(relation.relacl)
        UNION ALL
        SELECT acl.grantee, format('%s (%s)', acl.privilege_type, attname)
        FROM pg_attribute CROSS JOIN LATERAL aclexplode(attacl) AS acl WHERE attrelid = relation.oid
    ) AS granted
    LEFT JOIN pg_roles AS role ON role.oid = granted.grantee
    WHERE relation.relkind IN ('r', 'p') AND relation.relnamespace = 'public'::regnamespace
        AND granted.grantee <> relation.relowner
    """
)
_FUNCTIONS = sa.text(
    """
    SELECT p.oid::regprocedure::text AS name, p.prorettype = 'trigger'::regtype AS of_a_trigger,
        ARRAY(SELECT coalesce(role.rolname, '') FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS acl
            LEFT JOIN pg_roles AS role ON role.oid = acl.grantee
            WHERE acl.grantee <> p.proowner) AS granted
    FROM pg_proc AS p WHERE p.pronamespace = 'public'::regnamespace
    """
)


@dataclass(frozen=True, slots=True)
class _Table:
    """A table as the database has it."""

    name: str
    owner: str
    secured: bool
    forced: bool
    seen_by: frozenset[str]
    # None if rows may be rewritten.
    resealed: tuple[str, ...] | None
    granted: dict[str, frozenset[str]]

    def wanted(self, role: str) -> frozenset[str]:
        """The rights that the rule gives this role on the table."""
        if self.name in _OF_NOBODY:
            return _OF_NOBODY[self.name][role]
        if self.resealed is None:
            return _ROWS
        return frozenset({"SELECT", "INSERT", *(f"UPDATE ({column})" for column in self.resealed)})


def _as(role: str) -> Composable:
    """An empty name means everybody."""
    return Identifier(role) if role else SQL("PUBLIC")


def _run(connection: sa.Connection, change: Composed) -> None:
    connection.exec_driver_sql(change.as_string(None))


def _tables(connection: sa.Connection) -> list[_Table]:
    granted: dict[int, dict[str, set[str]]] = {}
    for oid, role, right in connection.execute(_GRANTED):
        granted.setdefault(oid, {}).setdefault(role, set()).add(right)
    return [
        _Table(
            name=row.name,
            owner=row.owner,
            secured=row.secured,
            forced=row.forced,
            seen_by=frozenset(row.seen_by or ()),
            resealed=None if row.resealed is None else tuple(bytes(row.resealed).decode().split("\0")[:-1]),
            granted={role: frozenset(rights) for role, rights in granted.get(row.oid, {}).items()},
        )
        for row in connection.execute(_TABLES)
    ]


def give(connection: sa.Connection) -> None:
    """Give every table and function exactly the rights of the rule; those already right are not touched.

    As the owner, after every migration. While the role amble_program is missing, one login owns and serves everything,
    and it alone sees all rows.
    """
    roles = [role for role in (PROGRAM, CLINIC) if _exists(connection, role)]
    for table in _tables(connection):
        for statement in _changes(table, roles):
            _run(connection, statement)
    for name, of_a_trigger, granted in connection.execute(_FUNCTIONS).all():
        wanted = set() if of_a_trigger else set(roles)
        for role in set(granted) - wanted:
            _run(connection, SQL("REVOKE ALL ON FUNCTION {} FROM {}").format(SQL(name), _as(role)))
        for role in wanted - set(granted):
            _run(connection, SQL("GRANT EXECUTE ON FUNCTION {} TO {}").format(SQL(name), _as(role)))


def _changes(table: _Table, roles: list[str]) -> Iterator[Composed]:
    name, policy = Identifier(table.name), Identifier(_ALL_ROWS)
    see = {table.owner, *(role for role in roles if role == PROGRAM)}
    if table.secured and table.seen_by != see:
        listed = SQL(", ").join(map(Identifier, sorted(see)))
        yield SQL("DROP POLICY IF EXISTS {} ON {}").format(policy, name)
        yield SQL("CREATE POLICY {} ON {} TO {} USING (true) WITH CHECK (true)").format(policy, name, listed)
    if table.secured and not table.forced:
        yield SQL("ALTER TABLE {} FORCE ROW LEVEL SECURITY").format(name)
    for role in set(table.granted) - set(roles):
        yield SQL("REVOKE ALL ON {} FROM {}").format(name, _as(role))
    for role in roles:
        wanted = table.wanted(role)
        if table.granted.get(role, frozenset()) == wanted:
            continue
        yield SQL("REVOKE ALL ON {} FROM {}").format(name, _as(role))
        if wanted:
            rights = SQL(", ").join(map(SQL, sorted(wanted)))
            yield SQL("GRANT {} ON {} TO {}").format(rights, name, _as(role))


def _exists(connection: sa.Connection, role: str) -> bool:
    return bool(connection.execute(sa.text("SELECT to_regrole(:role) IS NOT NULL"), {"role": role}).scalar_one())


_TOO_MANY = sa.text(
    """
    WITH tables AS (
        SELECT oid, relowner FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
    ), mine AS (SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE pg_has_role(current_user, oid, 'MEMBER'))
    SELECT
        (SELECT bool_or(rolsuper) FROM mine) AS "is a superuser",
        (SELECT bool_or(rolbypassrls) FROM mine) AS "passes by row-level security",
        EXISTS (SELECT FROM tables WHERE pg_has_role(current_user, relowner, 'MEMBER')) AS "owns tables",
        EXISTS (SELECT FROM tables CROSS JOIN mine WHERE has_table_privilege(rolname, oid, 'TRUNCATE'))
            AS "can TRUNCATE",
        EXISTS (SELECT FROM mine WHERE has_schema_privilege(rolname, 'public', 'CREATE')) AS "can make tables",
        EXISTS (SELECT FROM mine WHERE to_regclass('event') IS NOT NULL
            AND has_table_privilege(rolname, to_regclass('event'), 'UPDATE, DELETE')) AS "can rewrite events"
    """
)


def too_many(connection: sa.Connection) -> list[str]:
    """Rights of this login that the program's login must not have, each in a few words: `owns tables`."""
    row = connection.execute(_TOO_MANY).one()
    return [words for words, holds in row._mapping.items() if holds]


def too_few(connection: sa.Connection) -> list[str]:
    """Rights that this login lacks to be the program's, each as the line that a superuser runs."""
    if too_many(connection):
        return []
    (login,) = connection.execute(sa.text("SELECT current_user")).one()
    lines = []
    for role, how, option in ((PROGRAM, "USAGE", "INHERIT TRUE"), (CLINIC, "SET", "INHERIT FALSE, SET TRUE")):
        member = sa.text("SELECT CASE WHEN to_regrole(:role) IS NULL THEN false ELSE pg_has_role(:role, :how) END")
        if not connection.execute(member, {"role": role, "how": how}).scalar_one():
            line = SQL("GRANT {} TO {} WITH {};").format(SQL(role), Identifier(login), SQL(option))
            lines.append(line.as_string(None))
    return lines


def not_given(connection: sa.Connection) -> bool:
    """Whether the tables exist and this login has no rights on them: it was made after the last migration."""
    statement = "SELECT NOT coalesce(has_table_privilege(to_regclass('public.alembic_version'), 'SELECT'), true)"
    return bool(connection.execute(sa.text(statement)).scalar_one())


def owns_everything(connection: sa.Connection) -> bool:
    """Whether this login owns every table and so sees every row; on an empty database, whether it may create tables."""
    statement = sa.text(
        "SELECT coalesce(bool_and(pg_has_role(relowner, 'USAGE')), "
        "has_schema_privilege('public', 'CREATE')) FROM pg_class "
        "WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
    )
    return bool(connection.execute(statement).scalar_one())


def unseen(connection: sa.Connection) -> list[str]:
    """The tables whose rows their own owner cannot see: backups, migrations and functions would miss them."""
    return [
        table.name
        for table in _tables(connection)
        if table.secured and table.forced and table.owner not in table.seen_by
    ]
