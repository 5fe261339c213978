-- The roles of Amble's database, made or mended. A superuser runs this on the server, once or as often as they like:
--   psql -v ON_ERROR_STOP=1 -c "SET amble.owner_password = '...'" -c "SET amble.program_password = '...'" -f roles.sql
-- amble_owner    logs in for `amble migrate`, backup and restore. Owns the tables.
-- amble          logs in for everything else. Owns nothing: it reads and writes rows, and no more.
-- amble_program  has the rights of `amble`, and sees all rows; another login of the program is made a member of it.
-- amble_clinic   is what a door changes to: it sees one clinic's rows.
-- Where an installation of before has one login, `amble`, which owns the tables, that one becomes amble_owner and keeps
-- its tables and its open connections; a new `amble` takes its place.
DO $$
DECLARE
    group_role text;
BEGIN
    IF to_regrole('amble') IS NOT NULL AND to_regrole('amble_owner') IS NULL THEN
        ALTER ROLE amble RENAME TO amble_owner;
    END IF;
    FOREACH group_role IN ARRAY ARRAY['amble_program', 'amble_clinic'] LOOP
        IF to_regrole(group_role) IS NULL THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', group_role);
        END IF;
    END LOOP;
    IF to_regrole('amble_owner') IS NULL THEN
        CREATE ROLE amble_owner;
    END IF;
    IF to_regrole('amble') IS NULL THEN
        CREATE ROLE amble;
    END IF;
    EXECUTE format('ALTER ROLE amble_owner LOGIN PASSWORD %L', current_setting('amble.owner_password'));
    EXECUTE format('ALTER ROLE amble LOGIN PASSWORD %L', current_setting('amble.program_password'));
    GRANT amble_program TO amble WITH INHERIT TRUE;
    GRANT amble_clinic TO amble, amble_owner WITH INHERIT FALSE, SET TRUE;
END $$;
