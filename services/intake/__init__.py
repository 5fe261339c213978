"""The door for machines: admins' systems over the API, the carrier over webhooks."""
