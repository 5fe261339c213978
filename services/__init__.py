"""What does Amble do? The rule, the conversation, the carrier, the journey of a text, and the doors to them."""

# As in pyproject.toml, which is not there where the program is installed; a test compares.
VERSION = "0.2.0"
