"""From the ranges that rules speak in to places a person can find.

Two questions, two answers: where in the file (line and column, page, paragraph, and an extract with the match in it),
and where in the report (section and paragraph, or the part outside the sections).
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from govlint.records import Record
from govlint.result import Window

if TYPE_CHECKING:
    from govlint.document.model import Document, Place
    from govlint.report.model import Report

AROUND = 20
"""Characters of an extract on either side of the match."""
_ENOUGH = 12
"""An extract shorter than this, in code points, also shows the lines around its own."""
LONGEST_MATCH = 240
HEAD, _TAIL = 160, 60
"""What an extract shows of a longer match: its beginning and its end."""
ELLIPSIS = "…"

FURNITURE, TITLE, PREAMBLE, HEADING, TEXT, END = "furniture", "title", "preamble", "heading", "text", "end"


class Span(Record):
    """A range of the file."""

    start: int
    """Offset of the document's text."""
    end: int
    first: Place
    last: Place
    """The place after the last character."""


class Part(Record):
    """A part of the report, as `Diagnostic` has it."""

    section: int | None
    region: str
    passage: int | None


NOWHERE = Part(None, "", None)


def span_of(report: Report, start: int, end: int) -> Span:
    """The range of the file behind the range `start`–`end` of the report's text."""
    document = report.document
    first = report.source(start)
    if end <= start:
        place = document.place(first)
        return Span(first, first, place, place)
    last = report.source(end - 1)
    after = document.place(last)
    if after.column is not None:
        after = tuple.__new__(type(after), (after.line, after.column + 1, *after[2:]))
    return Span(first, last + 1, document.place(first), after)


def window_of(document: Document, start: int, end: int) -> Window:
    """The characters of the file in the range `start`–`end`, and those around it: within its line, or beyond where the
    line is too short to be found again.
    """
    text = document.text
    match = text[start:end] if end - start <= LONGEST_MATCH else _shortened(text, start, end)
    before, match, after = map(_line_ends, (text[max(0, start - AROUND) : start], match, text[end : end + AROUND]))
    line_before = before[before.rfind("\n") + 1 :]
    line_after = after.partition("\n")[0]
    if len(line_before) + len(match) + len(line_after) >= _ENOUGH:
        before, after = line_before, line_after
    return Window(before, match, after)


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _shortened(text: str, start: int, end: int) -> str:
    return f"{text[start : start + HEAD]}{ELLIPSIS}{text[end - _TAIL : end]}"


class _Ranges:
    """Ranges in document order, to be found by an offset in them."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, ranges: list[tuple[int, int]]) -> None:
        ordered = sorted(ranges)
        self._starts = [start for start, _ in ordered]
        self._ends = [end for _, end in ordered]

    def index(self, offset: int) -> int | None:
        """Number of the range (in order of their starts) that holds `offset`, or ends there; None if none does."""
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset <= self._ends[index] else None


class Locator:
    """Finds the part of one report that an offset of its text lies in."""

    __slots__ = (
        "_body_end",
        "_furniture",
        "_headings",
        "_numbers",
        "_of_section",
        "_paragraphs",
        "_sections",
        "_titles",
    )

    def __init__(self, report: Report) -> None:
        paragraphs = report.paragraphs
        self._of_section = [section.number for section in report.sections]
        self._sections = _Ranges([(section.heading.start, section.end - 1) for section in report.sections])
        self._furniture = {item.start for item in report.furniture.values()}
        self._headings = _Ranges([(heading.start, heading.end - 1) for heading in report.headings])
        self._titles = _Ranges([(title.start, title.end) for title in report.titles])
        self._paragraphs = _Ranges([(paragraph.start, paragraph.end) for paragraph in paragraphs])
        self._numbers = _numbers([paragraph.section for paragraph in paragraphs])
        self._body_end = report.body_end

    def part(self, start: int) -> Part:
        """The part that `start` lies in."""
        index = self._sections.index(start)
        section = None if index is None else self._of_section[index]
        if start in self._furniture:
            return Part(section, FURNITURE, None)
        if self._headings.index(start) is not None:
            return Part(section, HEADING, None)
        if section is None and self._titles.index(start) is not None:
            return Part(None, TITLE, None)
        if section is None and start >= self._body_end:
            return Part(None, END, None)
        paragraph = self._paragraphs.index(start)
        if section is None:
            return Part(None, PREAMBLE, None if paragraph is None else self._numbers[paragraph])
        return Part(section, "", None) if paragraph is None else Part(section, TEXT, self._numbers[paragraph])


def _numbers(sections: list[int | None]) -> list[int]:
    """The number of each paragraph among those of its section, counted from 1."""
    counts: dict[int | None, int] = {}
    numbers = []
    for section in sections:
        counts[section] = counts.get(section, 0) + 1
        numbers.append(counts[section])
    return numbers
