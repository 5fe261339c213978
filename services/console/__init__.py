"""The door for therapists and admins: pages that call the API with the person's own session."""
