"""The door for therapists: pages, rendered here, that ask the same API as everybody with the person's own session."""
