"""Where everything is kept, and the one place that commits."""
