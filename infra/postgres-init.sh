#!/bin/sh
# The roles of /amble/roles.sql and the database. It may be run again: an installation of before gets its roles by
#   docker compose exec postgres sh /docker-entrypoint-initdb.d/10-amble.sh
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres \
    -v owner="$AMBLE_OWNER_PASSWORD" -v program="$AMBLE_PROGRAM_PASSWORD" -v superuser="$POSTGRES_PASSWORD" <<SQL
SELECT set_config('amble.owner_password', :'owner', false), set_config('amble.program_password', :'program', false)
\g /dev/null
\i ${AMBLE_ROLES:-/amble/roles.sql}
-- No other role may have the superuser's password.
ALTER ROLE CURRENT_USER PASSWORD :'superuser';
SELECT 'CREATE DATABASE amble OWNER amble_owner' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'amble')
\gexec
-- As on any disk without moving parts: an index is worth asking.
ALTER DATABASE amble SET random_page_cost = 1.1;
SQL
