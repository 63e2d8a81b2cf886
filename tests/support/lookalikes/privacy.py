"""Right sentences that look like faults of privacy, and what a page or a template left."""

from __future__ import annotations

OVERVIEW: tuple[str, ...] = ()
PROBLEMS: tuple[str, ...] = ()
MATTERS: tuple[str, ...] = ()
