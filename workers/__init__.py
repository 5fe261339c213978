"""The door for time: what happens because a moment has come, or because a wake-up says that work is waiting."""
