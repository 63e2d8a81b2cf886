"""Right sentences that look like faults of names of the organ and citations."""

from __future__ import annotations

OVERVIEW: tuple[str, ...] = ()
PROBLEMS: tuple[str, ...] = ()
MATTERS: tuple[str, ...] = ()
