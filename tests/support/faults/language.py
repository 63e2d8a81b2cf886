"""Faults of words and punctuation."""
