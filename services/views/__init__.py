"""Reads only: what is shown is computed here, and nothing is stored."""
