"""What every request meets: who asks, in which unit of work, within which limits, and how a problem is answered."""
