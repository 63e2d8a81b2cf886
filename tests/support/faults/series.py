"""Faults of numbered series, and substance."""
