"""A phone carrier on this machine, for rehearsals and tests; it knows nothing of Amble."""
