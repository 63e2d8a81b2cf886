"""Faults of the narrative against the tables."""
