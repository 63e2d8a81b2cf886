"""What rules share that say what would put a finding right."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from govlint.rule import Edit, Fix, replacing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from govlint.report.model import Report

_WIDE = str.maketrans("(),:;", "（），：；")
_QUOTES = (("“", "”"), ("《", "》"), ("「", "」"))
_FARTHEST = 120


def as_printed(report: Report, start: int, end: int, text: str) -> str:
    """`text` with marks of the width that those of the range have in the file."""
    raw = report.raw(start, end)
    return text.translate(_WIDE) if any(mark in raw for mark in "（），：；") else text


def suggestion(report: Report, start: int, end: int, printed: str, right: str) -> Fix | None:
    """What would put `right` in the place of `printed`, if that is what stands in the range, in one piece."""
    if report.text[start:end] != printed:
        return None
    return replacing(start, end, as_printed(report, start, end, right))


def suggestions(report: Report, ranges: Iterable[tuple[int, int]], printed: str, right: str) -> Fix | None:
    """As `suggestion`, for every range; None if one of them is in pieces."""
    found = [suggestion(report, start, end, printed, right) for start, end in sorted(set(ranges))]
    edits: list[Edit] = []
    for fix in found:
        if fix is None:
            return None
        edits += fix.edits
    apart = all(before.end <= after.start for before, after in pairwise(edits))
    return Fix(tuple(edits), False) if edits and apart else None


def is_cited(report: Report, start: int, end: int) -> bool:
    """Whether the range stands in a quotation or a title, whose words are not the report's own."""
    text = report.text
    first, last = max(0, start - _FARTHEST), min(len(text), end + _FARTHEST)
    for opening, closing in _QUOTES:
        opened = text.rfind(opening, first, start)
        if opened >= 0 and text.rfind(closing, opened, start) < 0 and text.find(closing, end, last) >= 0:
            return True
    return False
