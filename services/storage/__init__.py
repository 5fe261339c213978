"""Reading and writing the database, and the only place that commits."""
