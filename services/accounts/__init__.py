"""Clinics, users, keys, passwords and sign-in."""
