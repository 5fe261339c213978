"""Reads patients' texts and words ours, without side effects."""
