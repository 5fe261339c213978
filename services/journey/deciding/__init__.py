"""What the next day is: a report becomes a decision, and the record holds why."""
