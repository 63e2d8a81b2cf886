"""Where in a report a user's rule looks: the parts of a report by name, and their text without blanks.

Blanks and line ends stand anywhere in extracted text, so terms and phrases are looked for without them, and a match is
led back to its place.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.document.folding import fold
from govlint.report.formats import SECTION_OF_TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govlint.report.model import Report

TITLE, PREAMBLE = "title", "preamble"
ANYWHERE = "anywhere"
SECTION_NAMES = ("overview", "disclosure", "applications", "review", "problems", "other")
"""The sections one to six, in their order."""
PARTS = (TITLE, PREAMBLE, *SECTION_NAMES)
WHERE = (ANYWHERE, *PARTS)

_ELSEWHERE = ""
_CUT_LINE = 20
"""A line at least this long that no mark ends may go on in the next one: extraction breaks lines anywhere."""
_MARKS = frozenset("。;;!?::.,、|”》)】")


def bare(text: str) -> str:
    """`text` folded and without blanks: the form in which words of users are compared with reports."""
    return "".join(fold(text).text.split())


class Passage:
    """A stretch of running text, or a line of a table, without blanks."""

    __slots__ = ("_offsets", "_ranges", "_report", "is_table", "part", "text")

    def __init__(self, report: Report, part: str, ranges: list[tuple[int, int]], *, is_table: bool = False) -> None:
        self.part = part
        """The part of the report it stands in: one of `PARTS`, or "" for what is in none of them."""
        self.is_table = is_table
        self.text = "".join("".join(report.text[start:end].split()) for start, end in ranges)
        self._report = report
        self._ranges = ranges
        self._offsets: list[int] = []

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The range of the report's text that the range `start`–`end` (not empty) of `text` was made from."""
        if not self._offsets:
            text = self._report.text
            self._offsets = [
                offset for first, last in self._ranges for offset in range(first, last) if not text[offset].isspace()
            ]
        return self._offsets[start], self._offsets[end - 1] + 1


@lru_cache(maxsize=2)
def passages(report: Report) -> tuple[Passage, ...]:
    """The running text of the report, its title first: lines that go on in the next one are one passage."""
    found = [Passage(report, TITLE, [(title.start, title.end)]) for title in report.titles]
    ranges: list[tuple[int, int]] = []
    part, goes_on = _ELSEWHERE, False
    for paragraph in report.paragraphs:
        own = _part_of(report, paragraph.start, paragraph.section)
        if ranges and not (goes_on and own == part):
            found.append(Passage(report, part, ranges))
            ranges = []
        ranges.append((paragraph.start, paragraph.end))
        part = own
        goes_on = len(paragraph.text) >= _CUT_LINE and paragraph.text[-1] not in _MARKS
    if ranges:
        found.append(Passage(report, part, ranges))
    return tuple(found)


@lru_cache(maxsize=2)
def table_passages(report: Report) -> tuple[Passage, ...]:
    """The lines of the three tables, in their order."""
    found = []
    for table in report.tables:
        part = SECTION_NAMES[SECTION_OF_TABLE[table.kind] - 1]
        found += [
            Passage(report, part, [(line.start, line.end)], is_table=True)
            for line in report.lines
            if table.start <= line.start < table.end
        ]
    return tuple(found)


def _part_of(report: Report, start: int, section: int | None) -> str:
    if section is not None:
        return SECTION_NAMES[section - 1]
    first = report.sections[0].heading.start if report.sections else 0
    return PREAMBLE if start < first else _ELSEWHERE


class Stretch:
    """A part of the report as a whole, tables included: where it stands, what it is named by, its text."""

    __slots__ = ("_report", "end", "mark", "start")

    def __init__(self, report: Report, start: int, end: int, mark: tuple[int, int]) -> None:
        self._report = report
        self.start = start
        self.end = end
        self.mark = mark
        """The range that stands for the part where something is missing in it: its heading, or a point."""

    @property
    def text(self) -> str:
        """The text without blanks."""
        return "".join(self._report.text[self.start : self.end].split())


def stretches(report: Report, where: frozenset[str]) -> Iterator[Stretch]:
    """The parts of the report named in `where` that it has; the whole report where nothing is named."""
    if not where:
        title = report.title
        mark = (title.start, title.end) if title is not None else (0, 0)
        yield Stretch(report, 0, len(report.text), mark)
        return
    if TITLE in where:
        for title in report.titles:
            yield Stretch(report, title.start, title.end, (title.start, title.end))
    if PREAMBLE in where and report.sections:
        start, end = report.preamble
        yield Stretch(report, start, end, (start, start))
    starts = sorted({section.heading.start for section in report.sections})
    for section in report.sections:
        if SECTION_NAMES[section.number - 1] in where:
            # Lists in a section that look like headings do not end it.
            after = [start for start in starts if start > section.heading.start]
            end = after[0] if after else max(section.end, report.body_end)
            yield Stretch(report, section.start, end, (section.heading.start, section.heading.end))
