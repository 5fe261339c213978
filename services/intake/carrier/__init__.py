"""The carrier's webhooks, stored as they arrive, and the wake-ups that follow."""
