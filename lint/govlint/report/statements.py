"""The statements of the running text: whole sentences, as they were written before lines were wrapped.

A page or a PDF breaks lines in the middle of sentences, puts page numbers between the halves and leaves blanks inside
words. A `Statement` is a sentence without all that, up to 。! or ? (a semicolon does not end it), its quantities, and
the way back to `Report.text`.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from govlint.patterns import compiled
from govlint.report.numerals import ordinal_end
from govlint.report.quantities import Quantity, read_quantities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govlint.report.model import Report
    from govlint.report.parts import Paragraph

_STATEMENT = r"[^。!?]+[。!?]*[”’」』》〉)】\]\"']*"
_LINE_ENDS = "。!?;:…”’」』》〉】\"'"
_SHORTEST_WRAPPED = 16
"""A line of fewer characters was not cut by the width of a page."""
_MOST_STATEMENTS = 20_000
"""No report has more; a text made to cost time has."""
_WIDEST_GAP = 160
"""So many characters (page numbers, furniture) may stand between the two halves of a sentence."""


class Statement:
    """One sentence of the running text."""

    def __init__(
        self, text: str, first: int, segments: tuple[tuple[int, int], ...], section: int | None, paragraph: int
    ) -> None:
        self.text = text
        """Without blanks, but for those between Latin letters or digits, and without line ends."""
        self.section = section
        """1–6, or None before section one."""
        self.paragraph = paragraph
        """Index in `Report.paragraphs` of the paragraph it starts in, or of the first line of that paragraph."""
        self._first = first
        self._segments = segments

    def __repr__(self) -> str:
        return f"<{self.section} {self.text!r}>"

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities in `text`, their offsets being offsets of it."""
        return read_quantities(self.text)

    def source(self, offset: int) -> int:
        """The offset of `Report.text` of the character at `offset` of `text`."""
        place = self._first + offset
        at = bisect_right(self._segments, (place, 1 << 62)) - 1
        start, source = self._segments[at]
        return source + place - start

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The range of `Report.text` behind the range `start`–`end` (not empty) of `text`."""
        return self.source(start), self.source(end - 1) + 1


def read_statements(report: Report) -> tuple[Statement, ...]:
    """The statements of all paragraphs, in their order."""
    found: list[Statement] = []
    for first, lines in _passages(report.paragraphs):
        text, segments = _joined(lines)
        for match in compiled(_STATEMENT).finditer(text):
            if len(found) == _MOST_STATEMENTS:
                return tuple(found)
            if match[0].strip():
                found.append(Statement(match[0], match.start(), segments, lines[0].section, first))
    return tuple(found)


def _passages(paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[int, list[Paragraph]]]:
    """The paragraphs, each with the lines that go on with it, and the index of the first of them."""
    first, lines = 0, list(paragraphs[:1])
    for index in range(1, len(paragraphs)):
        if _goes_on(paragraphs[index - 1], paragraphs[index]):
            lines.append(paragraphs[index])
            continue
        yield first, lines
        first, lines = index, [paragraphs[index]]
    if lines:
        yield first, lines


def _goes_on(line: Paragraph, below: Paragraph) -> bool:
    """Whether the sentence at the end of `line` goes on in the line below."""
    return (
        line.text[-1] not in _LINE_ENDS
        and len(line.text) >= _SHORTEST_WRAPPED
        and line.section == below.section
        and 0 < below.start - line.end <= _WIDEST_GAP
        and not ordinal_end(below.text)
    )


def _joined(lines: list[Paragraph]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The lines as one text without blanks, and where each piece of it starts, there and in the report."""
    if len(lines) == 1 and " " not in lines[0].text and "\t" not in lines[0].text:
        return lines[0].text, ((0, lines[0].start),)
    pieces: list[str] = []
    segments: list[tuple[int, int]] = []
    length = 0
    last = ""
    for line in lines:
        for match in compiled(r"\S+").finditer(line.text):
            text = match[0]
            if last and last.isascii() and last.isalnum() and text[0].isascii() and text[0].isalnum():
                pieces.append(" ")
                segments.append((length, line.start + match.start() - 1))
                length += 1
            pieces.append(text)
            segments.append((length, line.start + match.start()))
            length += len(text)
            last = text[-1]
    return "".join(pieces), tuple(segments)
