"""Right sentences that look like faults of numbered series, and substance."""

from __future__ import annotations

OVERVIEW: tuple[str, ...] = ()
PROBLEMS: tuple[str, ...] = ()
MATTERS: tuple[str, ...] = ()
