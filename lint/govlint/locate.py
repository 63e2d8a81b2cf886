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
_LONGEST_MATCH = 240
_HEAD, _TAIL = 160, 60
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
        after = after._replace(column=after.column + 1)
    return Span(first, last + 1, document.place(first), after)


def window_of(document: Document, start: int, end: int) -> Window:
    """The characters of the file in the range `start`–`end`, and those around it: within its line, or beyond where the
    line is too short to be found again.
    """
    text = document.text
    match = text[start:end] if end - start <= _LONGEST_MATCH else _shortened(text, start, end)
    before, match, after = map(_line_ends, (text[max(0, start - AROUND) : start], match, text[end : end + AROUND]))
    line_before = before[before.rfind("\n") + 1 :]
    line_after = after.partition("\n")[0]
    if len(line_before) + len(match) + len(line_after) >= _ENOUGH:
        before, after = line_before, line_after
    return Window(before, match, after)


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _shortened(text: str, start: int, end: int) -> str:
    return f"{text[start : start + _HEAD]}{ELLIPSIS}{text[end - _TAIL : end]}"


class Locator:
    """Finds the part of one report that an offset of its text lies in."""

    __slots__ = (
        "_body_end",
        "_furniture",
        "_headings",
        "_numbers",
        "_paragraphs",
        "_preamble_end",
        "_report",
        "_starts",
        "_titles",
    )

    def __init__(self, report: Report) -> None:
        self._report = report
        self._titles = [(title.start, title.end) for title in report.titles]
        self._furniture = {item.start for item in report.furniture.values()}
        self._headings = [(heading.start, heading.end) for heading in report.headings]
        self._preamble_end = report.sections[0].heading.start if report.sections else 0
        self._body_end = report.body_end
        self._paragraphs = report.paragraphs
        self._starts = [paragraph.start for paragraph in self._paragraphs]
        self._numbers = _numbers([paragraph.section for paragraph in self._paragraphs])

    def part(self, start: int) -> Part:
        """The part that `start` lies in."""
        section = self._report.section_at(start)
        if start in self._furniture:
            return Part(section, FURNITURE, None)
        for first, last in self._headings:
            if first <= start < last:
                return Part(section, HEADING, None)
        index = bisect_right(self._starts, start) - 1
        if index >= 0 and start <= self._paragraphs[index].end and self._paragraphs[index].section == section:
            if section is not None:
                return Part(section, TEXT, self._numbers[index])
            return Part(None, PREAMBLE, self._numbers[index])
        if section is None:
            if any(first <= start <= last for first, last in self._titles):
                return Part(None, TITLE, None)
            if start >= self._body_end:
                return Part(None, END, None)
            if start < self._preamble_end:
                return Part(None, PREAMBLE, None)
        return Part(section, "", None)


def _numbers(sections: list[int | None]) -> list[int]:
    """The number of each paragraph among those of its section, counted from 1."""
    counts: dict[int | None, int] = {}
    numbers = []
    for section in sections:
        counts[section] = counts.get(section, 0) + 1
        numbers.append(counts[section])
    return numbers
