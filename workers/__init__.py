"""The door for time: work that is done because a moment has come, or because a wake-up arrived."""
