"""Faults of names of the organ and citations."""
