"""The loop: one room for each step. Every step takes the session of its unit of work, and `now`."""
