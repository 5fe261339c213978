#!/bin/sh
# The program connects as a plain role: a superuser would pass by every guard of the tables.
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -v password="$AMBLE_PASSWORD" <<SQL
CREATE ROLE amble LOGIN PASSWORD :'password';
CREATE DATABASE amble OWNER amble;
SQL
