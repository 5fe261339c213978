"""What keeps the service running: due and overdue work, metrics, repair, restore, webhooks, retention."""
