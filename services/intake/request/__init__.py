"""What every request passes through: caller, unit of work, limits, idempotency and problems."""
