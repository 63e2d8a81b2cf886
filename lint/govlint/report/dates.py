"""Dates as reports print them, and the dates of issue: lines that hold a date and nothing else."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.report.numerals import numeral_value, year_value
from govlint.report.parts import IssueDate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govlint.report.model import Report
    from govlint.report.parts import Line

_DATE = compiled(
    r"(?<![\d.])(?P<year>(?:19|20)\d\d)"
    r"(?:\s{0,9}年\s{0,9}(?P<month>\d{1,2})\s{0,9}月\s{0,9}(?P<day>\d{1,2})\s{0,9}日"
    r"|\s?(?P<mark>[./-])\s?(?P<month2>\d{1,2})\s?(?P=mark)\s?(?P<day2>\d{1,2})(?!\d|[./-]\d))"
)
"""A date in figures. Those of a damaged date (20201月1日) do not match."""
_DATE_IN_WORDS = (
    r"(?<!\d)(?P<year>(?:19|20)\d\d|[一二][〇○零Oo0一二三四五六七八九]{3})\s{0,9}年\s{0,9}"
    r"(?P<month>\d{1,2}|[元正一二三四五六七八九十]{1,2})\s{0,9}月\s{0,9}"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十廿]{1,3})\s{0,9}[日号](?P<mark>)"
)
"""A date with Chinese numerals, in whole or in part. Seldom needed, so compiled when it is."""
_LABEL = r"(?:成文|落款|编制|报告|发文|印发|制作)?(?:日期|时间)\s*:\s*"
_OPENING = "([【〔〈<? "
_CLOSING = ")]】〕〉>。. "
_FIRST = frozenset("12一二日时成落编报发印制" + _OPENING)
"""What a line with nothing but a date in it starts with."""
_LAST = frozenset("日号0123456789" + _CLOSING)
_LONGEST = 40
_LEAST_TEXT = 15
_SENTENCE_ENDS = "。!?;:"


class WrittenDate(NamedTuple):
    """A date as it is printed; offsets are those of the text it was found in."""

    start: int
    end: int
    year: int
    month: int
    day: int
    form: str
    """As `IssueDate.form`."""

    @property
    def value(self) -> date | None:
        """The day, or None if there is no such day."""
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def written_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[WrittenDate]:
    """Every date in `text` between the offsets, in order; damaged ones are passed over."""
    end = len(text) if end is None else end
    in_figures = False
    for match in _DATE.finditer(text, start, end):
        in_figures = True
        yield _written(match)
    if not in_figures and 0 <= text.find("年", start, end) < text.find("月", start, end):
        yield from map(_written, compiled(_DATE_IN_WORDS).finditer(text, start, end))


def parse_date_line(text: str) -> WrittenDate | None:
    """The date if `text` is a date and nothing else (brackets and 日期: apart), else None."""
    if not 8 <= len(text) <= _LONGEST or text[0] not in _FIRST or text[-1] not in _LAST:
        return None
    label = compiled(_LABEL).match(text) if ":" in text else None
    start = label.end() if label else 0
    start += len(text[start:]) - len(text[start:].lstrip(_OPENING))
    match = _DATE.match(text, start)
    if match is None and "月" in text:
        match = compiled(_DATE_IN_WORDS).match(text, start)
    return None if match is None or text[match.end() :].strip(_CLOSING) else _written(match)


def dates_at_edge(text: str) -> list[WrittenDate]:
    """The dates that open or end a line with something beside them (an organ, a title), in brackets or without."""
    return [
        written
        for written in written_dates(text)
        if not text[: written.start].strip(_OPENING) or not text[written.end :].strip(_CLOSING)
    ]


def _written(match: re.Match[str]) -> WrittenDate:
    """What a match of one of the two patterns says."""
    year, mark = match["year"], match["mark"]
    month, day = (match["month2"], match["day2"]) if mark else (match["month"], match["day"])
    if month in ("元", "正"):
        form = "first-month"
    elif not (year.isdecimal() and month.isdecimal() and day.isdecimal()):
        form = "chinese"
    elif mark:
        form = "dotted" if mark == "." else "dashed"
    elif any(char.isspace() for char in match[0]):
        form = "spaced"
    elif month[0] == "0" or day[0] == "0":
        form = "padded"
    else:
        form = "standard"
    number = 1 if form == "first-month" else numeral_value(month)
    return WrittenDate(match.start(), match.end(), year_value(year), number, numeral_value(day), form)


def read_dates(report: Report) -> tuple[IssueDate, ...]:
    """Every stand-alone date line outside the page's furniture, the date beside the signing organ, and a date in
    brackets behind the title.

    A date line before the title is that of the page or of a covering notice, and none of this report.
    """
    found = _date_lines(report) + _dates_beside(report)
    if not found:
        return ()
    found.sort()
    text_starts = report.preamble[0]
    body_end = report.body_end
    dates = []
    for offset, written in found:
        start, end = offset + written.start, offset + written.end
        position = "end" if start >= body_end else "title" if start < text_starts else "inside"
        raw = report.text[start:end]
        dates.append(IssueDate(start, end, raw, written.value, written.form, position, *written[2:5]))
    return tuple(dates)


def _date_lines(report: Report) -> list[tuple[int, WrittenDate]]:
    """Dates that fill their lines, with the offset of the line."""
    first = report.titles[0].start if report.titles else 0
    found = []
    for line in report.lines:
        text = line.text
        if text[0] in _FIRST and 8 <= len(text) <= _LONGEST and line.start >= first:
            written = parse_date_line(text)
            if written is not None and line.index not in report.furniture and not _breaks_sentence(report, line):
                found.append((line.start, written))
    return found


def _breaks_sentence(report: Report, line: Line) -> bool:
    """Whether a line break made the date a line: the line before is running text that does not end there."""
    if not line.index or line.start >= report.body_end:
        return False
    before = report.lines[line.index - 1]
    if len(before.text) <= _LEAST_TEXT or before.text[-1] in _SENTENCE_ENDS or before.index in report.furniture:
        return False
    ranges = [title[:2] for title in report.titles] + [heading[:2] for heading in report.headings]
    return not any(start <= before.start < end for start, end in ranges)


def _dates_beside(report: Report) -> list[tuple[int, WrittenDate]]:
    """Dates that share a line with the signing organ, or stand in brackets behind the title."""
    signatory = report.signatory
    titles = report.titles
    ranges = [(title.start, title.end) for title in titles[-1:]]
    if signatory is not None:
        ranges.append((signatory.start, signatory.end))
    found = []
    for start, end in ranges:
        for line in report.lines:
            if line.end > start and line.start < end and parse_date_line(line.text) is None:
                found += [(line.start, written) for written in dates_at_edge(line.text)]
    return found
