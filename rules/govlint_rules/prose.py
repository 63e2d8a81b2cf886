"""What the rules on wording read beside the running text, and whether the words of a file are those of the report."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.report.flow import bare_text, chained

if TYPE_CHECKING:
    from govlint.report.flow import RunningText
    from govlint.report.model import Report

_TRADITIONAL = "國務開會發實對業個為"
_FEWEST_TRADITIONAL = 3
_LONGEST_SYLLABLE = 6
_FEWEST_SYLLABLES = 4


@lru_cache(maxsize=2)
def names_and_headings(report: Report) -> RunningText:
    """Titles, first-level headings and the signature, a line each."""
    places = [(title.start, title.end) for title in report.titles]
    places += [(heading.start, heading.end) for heading in report.headings]
    if report.signatory is not None:
        places.append((report.signatory.start, report.signatory.end))
    return chained(bare_text(start, report.text[start:end]) for start, end in places)


@lru_cache(maxsize=2)
def is_altered_copy(report: Report) -> bool:
    """Whether the file is another site's copy with its characters changed: in traditional script, or with the
    pronunciation written after them. Its words are then not those of the report.
    """
    original = report.document.text
    if sum(char in original for char in _TRADITIONAL) >= _FEWEST_TRADITIONAL:
        return True
    return _has_pronunciation(report.text)


def _has_pronunciation(text: str) -> bool:
    """Whether syllables in Latin letters stand in brackets behind characters again and again: 公(gōng)."""
    found = 0
    at = text.find("(")
    while at >= 0:
        if text[at + 1 : at + 2].islower():
            end = text.find(")", at, at + _LONGEST_SYLLABLE + 2)
            found += end > 0 and text[at + 1 : end].isalpha() and not text[at - 1 : at].isascii()
            if found == _FEWEST_SYLLABLES:
                return True
        at = text.find("(", at + 1)
    return False
