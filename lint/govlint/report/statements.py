"""The statements of the running text: whole sentences, as they were written before lines were wrapped.

A `Statement` is a sentence of a passage, up to 。! or ? (a semicolon does not end it), with its quantities and the way
back to `Report.text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govlint.patterns import compiled
from govlint.report.quantities import Quantity, read_quantities

if TYPE_CHECKING:
    from govlint.report.flow import Passage
    from govlint.report.model import Report

_STATEMENT = r"[^。!?]+[。!?]*[”’」』》〉)】\]\"']*"
_MOST_STATEMENTS = 20_000
"""No report has more; a text made to cost time has."""


class Statement:
    """One sentence of the running text."""

    def __init__(self, text: str, passage: Passage, start: int) -> None:
        self.text = text
        """Without blanks, but for those between Latin letters or digits, and without line ends."""
        self.section = passage.section
        """1–6, or None before section one."""
        self.paragraph = passage.first
        """Index in `Report.paragraphs` of the first line of the paragraph it is in."""
        self.has_digits = compiled("[0-9]").search(text) is not None
        """Whether a decimal digit is in `text`."""
        self._passage = passage
        self._start = start
        self._quantities: tuple[Quantity, ...] | None = None

    def __repr__(self) -> str:
        return f"<{self.section} {self.text!r}>"

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities in `text`, their offsets being offsets of it."""
        # a cached property takes a lock, which costs more than reading most sentences
        if self._quantities is None:
            self._quantities = read_quantities(self.text)
        return self._quantities

    def source(self, offset: int) -> int:
        """The offset of `Report.text` of the character at `offset` of `text`."""
        return self._passage.place(self._start + offset)

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The range of `Report.text` behind the range `start`–`end` (not empty) of `text`."""
        return self._passage.range(self._start + start, self._start + end)


def read_statements(report: Report) -> tuple[Statement, ...]:
    """The statements of all passages, in their order."""
    found: list[Statement] = []
    for passage in report.passages:
        for match in compiled(_STATEMENT).finditer(passage.text):
            if len(found) == _MOST_STATEMENTS:
                return tuple(found)
            found.append(Statement(match[0], passage, match.start()))
    return tuple(found)
