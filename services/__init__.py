"""Everything that Amble does: the rule, the conversation, the carrier, the journey, and the doors to them."""

# The same as in pyproject.toml, which an installed program does not have; a test compares them.
VERSION = "0.2.0"
