"""Who comes in: one patient by a form, or many by a list."""
