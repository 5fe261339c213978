"""Which words does the carrier answer itself, and what does it call what it then did?"""

# To each of these it says goodbye, and delivers nothing more from us until START.
STOP_WORDS = frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"})
# As a text's opt_out_type names them.
STOP, START, HELP = "STOP", "START", "HELP"
