"""The door for therapists: server-rendered pages. Empty until there are pages; it stands so that no wall moves then."""
