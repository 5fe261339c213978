"""Who may come in, and how a clinic is set up: clinics, users, keys, passwords, sign-in."""
