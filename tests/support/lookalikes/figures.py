"""Right sentences that look like faults of the narrative against the tables."""

from __future__ import annotations

OVERVIEW: tuple[str, ...] = ()
PROBLEMS: tuple[str, ...] = ()
MATTERS: tuple[str, ...] = ()
