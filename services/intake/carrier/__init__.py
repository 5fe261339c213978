"""What the carrier brings: webhooks, stored as they came, and the wake-ups that follow."""
