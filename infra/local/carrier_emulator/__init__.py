"""What would the phone network do? A carrier on this machine, for rehearsals and tests; it knows nothing of Amble."""
