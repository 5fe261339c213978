"""The actor that an event names when no member of staff acted."""

AMBLE = "amble"
PATIENT = "patient"
