"""Faults of figures of the narrative among themselves, and charges."""
