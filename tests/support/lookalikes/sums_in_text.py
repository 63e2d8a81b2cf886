"""Right sentences that look like faults of figures of the narrative among themselves, and charges."""

from __future__ import annotations

OVERVIEW: tuple[str, ...] = ()
PROBLEMS: tuple[str, ...] = ()
MATTERS: tuple[str, ...] = ()
