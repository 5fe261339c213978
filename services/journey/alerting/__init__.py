"""Whom an alert is told, one after the other, until somebody has seen it."""
