"""What stands in for the outside world on one machine? Never part of a production image."""
