"""What may each login of the database do, and is that exactly the rule? Tried by hand, and read from PostgreSQL itself."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from services.command_line.doctor_roles import rights_of_login
from services.storage import rights
from services.storage.database import METADATA, Database
from services.storage.migrations import migrate
from tests.clinic import ClinicInTests
from tests.doors.conftest import START

# The rule, written once more: what is never rewritten, and what of it an erasure empties and a new key seals.
ADDED_TO_ONLY = {
    "event": (),
    "plan_day": (),
    "consent_entry": ("evidence",),
    "day_note": (),
    "care_act": ("note",),
    "day_order": ("note",),
    "alert_act": ("note",),
    "settings_version": ("reason",),
    "wording_version": (),
    "erasure": (),
    "text_answer": (),
    "ear_consent": (),
}
ROWS = {"SELECT", "INSERT", "UPDATE", "DELETE"}
OF_NOBODY = {
    "alembic_version": ({"SELECT"}, set()),
    "rehearsal_clock": ({"SELECT", "INSERT", "UPDATE"}, {"SELECT"}),
    "spool": (ROWS, {"SELECT"}),
}
FORBIDDEN = [
    "TRUNCATE event",
    "TRUNCATE outbound_text CASCADE",
    "ALTER TABLE event DISABLE TRIGGER event_is_append_only",
    "ALTER TABLE event DISABLE TRIGGER ALL",
    "ALTER TABLE patient ADD COLUMN more text",
    "ALTER TABLE patient NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE patient DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE event OWNER TO amble",
    "DROP POLICY of_one_clinic ON patient",
    "CREATE POLICY more ON patient USING (true)",
    "DROP TABLE event",
    "DROP TRIGGER event_is_append_only ON event",
    "CREATE TRIGGER own BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()",
    "DROP FUNCTION refuse_rewriting() CASCADE",
    "ALTER FUNCTION amble_numbers_out(bytea[], uuid[]) SECURITY INVOKER",
    "CREATE OR REPLACE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
    "CREATE FUNCTION own() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE TABLE own (id int)",
    "CREATE SCHEMA own",
    "CREATE ROLE own",
    "SET session_replication_role = replica",
    "SET ROLE amble_owner",
    "SET SESSION AUTHORIZATION amble_owner",
    "SET ROLE postgres",
    "UPDATE event SET actor = 'nobody'",
    "DELETE FROM event",
    "UPDATE plan_day SET minutes = 90",
    "DELETE FROM consent_entry",
    "UPDATE alembic_version SET version_num = '0001'",
    "SELECT pg_read_file('/etc/passwd')",
    "COPY event TO PROGRAM 'cat'",
]


@pytest.fixture
def walked(clinic: ClinicInTests) -> ClinicInTests:
    """A clinic whose patient has told something."""
    patient = clinic.begin()
    clinic.turn_to(START.replace(hour=23) + timedelta(days=1))
    clinic.text(patient, "3")
    return clinic


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_neither_the_programs_login_nor_a_door_may(database: Database, statement: str) -> None:
    for role in ("SELECT 1", "SET ROLE amble_program", "SET ROLE amble_clinic"):
        with database.engine.connect() as connection:
            connection.execute(sa.text(role))
            with pytest.raises(sa.exc.DBAPIError, match=r"permission denied|must be owner|must be able"):
                connection.execute(sa.text(statement))


def test_a_door_that_changes_its_role_back_has_the_programs_rights_and_no_more(walked: ClinicInTests) -> None:
    """The doors have no login of their own: what is confined may be undone from within. ADR 29 says so."""
    with walked.database.engine.connect() as connection:
        for statement in (
            "TRUNCATE event",
            "SET ROLE amble_owner",
            "DELETE FROM event",
            "UPDATE event SET actor = 'x'",
        ):
            connection.execute(sa.text("SELECT set_config('role', 'amble_clinic', true)"))
            assert connection.execute(sa.text("SELECT count(*) FROM patient")).scalar_one() == 0
            connection.execute(sa.text("RESET ROLE"))
            assert connection.execute(sa.text("SELECT current_user")).scalar_one() == "amble"
            with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
                connection.execute(sa.text(statement))
            connection.rollback()


def test_row_level_security_binds_the_owner_too_and_nobody_passes_by_it(owner: sa.Engine) -> None:
    tables = sa.text(
        "SELECT relname, relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner) AS owner FROM pg_class "
        "WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    )
    roles = sa.text(
        "SELECT rolname FROM pg_roles WHERE rolname LIKE 'amble%' AND (rolsuper OR rolbypassrls OR rolcreaterole)"
    )
    with owner.connect() as connection:
        rows = connection.execute(tables).all()
        assert connection.execute(roles).all() == []
    assert {row.relname for row in rows if not row.relforcerowsecurity} == {"rehearsal_clock", "alembic_version"}
    assert all(row.relrowsecurity == row.relforcerowsecurity for row in rows)
    assert {row.owner for row in rows} == {"amble_owner"}


def _held(connection: sa.Connection, table: str, role: str) -> set[str]:
    """Every right of the role, by PostgreSQL's own word: on the table, or on columns where not on the table."""
    kinds = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"]
    if (connection.dialect.server_version_info or (0,)) >= (17,):
        kinds.append("MAINTAIN")
    asked = {"role": role, "table": table}
    whole = {
        kind for kind in kinds
        if connection.execute(sa.text(f"SELECT has_table_privilege(:role, :table, '{kind}')"), asked).scalar_one()
    }  # fmt: skip
    columns = sa.text(
        "SELECT kind || ' ' || attname FROM pg_attribute CROSS JOIN unnest(CAST(:kinds AS text[])) AS kind "
        "WHERE attrelid = to_regclass(:table) AND attnum > 0 AND has_column_privilege(:role, attrelid, attnum, kind)"
    )
    some = sorted({"SELECT", "INSERT", "UPDATE", "REFERENCES"} - whole)
    return whole | set(connection.execute(columns, {**asked, "kinds": some}).scalars())


def test_every_table_has_exactly_the_rights_of_the_rule(owner: sa.Engine) -> None:
    with owner.connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        assert {table.name for table in METADATA.sorted_tables} <= set(tables)
        for table in tables:
            program = clinic = ROWS
            if table in ADDED_TO_ONLY:
                program = clinic = {"SELECT", "INSERT", *(f"UPDATE {column}" for column in ADDED_TO_ONLY[table])}
            if table in OF_NOBODY:
                program, clinic = OF_NOBODY[table]
            assert _held(connection, table, "amble") == program, table
            assert _held(connection, table, "amble_program") == program, table
            assert _held(connection, table, "amble_clinic") == clinic, table
            assert _held(connection, table, "public") == set(), table


def test_functions_that_act_for_their_owner_are_for_our_roles_and_see_no_table_of_the_callers(
    owner: sa.Engine, walked: ClinicInTests
) -> None:
    listed = sa.text(
        "SELECT proname, proconfig, has_function_privilege('public', oid, 'EXECUTE') AS everybodys, prosecdef "
        "FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    )
    with owner.connect() as connection:
        functions = connection.execute(listed).all()
    assert {row.proname for row in functions if row.everybodys} == set()
    for_their_owner = [row for row in functions if row.prosecdef]
    assert {"amble_numbers_out", "amble_phone_is_staffs", "amble_phone_runs"} <= {
        row.proname for row in for_their_owner
    }
    assert all(row.proconfig == ["search_path=pg_catalog, public, pg_temp"] for row in for_their_owner)
    with walked.database.unit_of_work() as session:
        phone = session.execute(sa.text("SELECT running_phone FROM enrolment")).scalar_one()
        session.execute(sa.text("CREATE TEMPORARY TABLE enrolment (running_phone bytea)"))
        assert session.execute(sa.text("SELECT amble_phone_runs(:phone)"), {"phone": phone}).scalar_one() is True
        session.rollback()


def test_a_table_of_a_later_migration_gets_its_rights_by_itself(owner: sa.Engine, database: Database) -> None:
    with owner.begin() as connection:
        connection.execute(sa.text("CREATE TABLE later (id int, clinic_id uuid, note text)"))
        connection.execute(sa.text("ALTER TABLE later ENABLE ROW LEVEL SECURITY"))
        connection.execute(
            sa.text(
                "CREATE TRIGGER later_is_append_only BEFORE UPDATE OR DELETE ON later "
                "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting(note)"
            )
        )
        connection.execute(sa.text("GRANT ALL ON later TO PUBLIC"))
    migrate(owner)
    with owner.begin() as connection:
        for role in ("amble", "amble_clinic"):
            assert _held(connection, "later", role) == {"SELECT", "INSERT", "UPDATE note"}
        assert _held(connection, "later", "public") == set()
        connection.execute(sa.text("INSERT INTO later (id) VALUES (1)"))
    with database.engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM later")).scalar_one() == 1


def test_a_second_migration_changes_no_right_and_locks_no_table(owner: sa.Engine, database: Database) -> None:
    with database.unit_of_work() as session:
        # Whoever changes a table's rights or its policies would wait for this one.
        session.execute(sa.text("SELECT count(*) FROM patient"))
        with owner.connect() as connection:
            connection.execute(sa.text("SET lock_timeout = '1s'"))
            marks = sa.text("SELECT sum(xmin::text::bigint) FROM pg_class WHERE relnamespace = 'public'::regnamespace")
            before = connection.execute(marks).scalar_one()
            rights.give(connection)
            assert connection.execute(marks).scalar_one() == before


def test_a_migration_that_moves_rows_moves_those_of_every_clinic(owner: sa.Engine, walked: ClinicInTests) -> None:
    other = ClinicInTests(walked.database, walked.now, name="B", sender="+15005550007")
    other.begin()
    with owner.begin() as connection:
        connection.execute(sa.text("ALTER TABLE patient ADD COLUMN moved text"))
        assert connection.execute(sa.text("UPDATE patient SET moved = zone")).rowcount == 2
        connection.execute(sa.text("ALTER TABLE event DISABLE TRIGGER event_is_append_only"))
        events = connection.execute(sa.text("SELECT count(*) FROM event")).scalar_one()
        assert connection.execute(sa.text("UPDATE event SET actor = actor")).rowcount == events > 0
        connection.rollback()


def test_what_an_owner_does_not_see_is_said_and_mended(owner: sa.Engine) -> None:
    with owner.begin() as connection:
        connection.execute(sa.text("DROP POLICY all_rows ON consent_entry"))
        assert rights.unseen(connection) == ["consent_entry"]
        assert rights_of_login(connection)[0] is False
        rights.give(connection)
        assert rights.unseen(connection) == []
