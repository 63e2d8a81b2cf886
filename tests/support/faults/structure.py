"""Faults of aspects, results, preamble, periods and years."""
