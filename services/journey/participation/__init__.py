"""Who takes part: consent, rest and return, the sender that a phone runs on, and what a screen forbids."""
