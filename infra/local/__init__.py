"""Stand-ins for the outside world on one machine. Never part of a production image."""
