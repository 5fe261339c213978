"""Who acts, in an event, where no member of the staff does."""

AMBLE = "amble"
PATIENT = "patient"
