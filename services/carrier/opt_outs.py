"""The words that the carrier answers itself, and its names for what it then did."""

# The carrier answers each of these with a goodbye, and delivers nothing more from us until START.
STOP_WORDS = frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"})
# The names in a text's opt_out_type.
STOP, START, HELP = "STOP", "START", "HELP"
