"""The door for programs: the API for clinics' systems, and webhooks for the carrier."""
