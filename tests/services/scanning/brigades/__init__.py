"""Brigades: counting, alerts, measures."""
