"""Faults of privacy, and what a page or a template left."""
