"""What the fuzzing process is told of the clinic that it asks about."""

# `;` parts them: the clinic's own ids, by the name of the field or of the place in the address.
KNOWN_IDS, STARTED_AT = "AMBLE_FUZZ_IDS", "AMBLE_FUZZ_NOW"
