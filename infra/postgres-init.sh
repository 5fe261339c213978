#!/bin/sh
# The program connects as a plain role: a superuser would pass by every guard of the tables. A door that acts for one
# clinic changes to the role amble_clinic, which sees that clinic's rows only.
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -v password="$AMBLE_PASSWORD" <<SQL
CREATE ROLE amble LOGIN PASSWORD :'password';
CREATE ROLE amble_clinic NOLOGIN;
GRANT amble_clinic TO amble;
CREATE DATABASE amble OWNER amble;
-- As on any disk without moving parts: an index is worth asking.
ALTER DATABASE amble SET random_page_cost = 1.1;
SQL
