"""The migrations that create and change the database."""
