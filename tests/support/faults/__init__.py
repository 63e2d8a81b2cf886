"""Every fault that the generated tests put into clean reports, by topic."""

from __future__ import annotations

from tests.support.faults import figures, form, identity, language, privacy, series, structure, sums_in_text
from tests.support.faults.form import NOT_REPORTS, UNREADABLE
from tests.support.faults.registry import FAULTS, Fault

__all__ = ["FAULTS", "NOT_REPORTS", "UNREADABLE", "Fault"]

TOPICS = (form, figures, identity, language, privacy, series, structure, sums_in_text)
"""The modules whose import registers the faults."""
