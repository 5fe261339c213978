"""A text in, a reading out. Nothing of it is lost."""
