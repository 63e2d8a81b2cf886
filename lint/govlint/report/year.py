"""The year reported on, and the period the report states for its figures.

Years stand everywhere: in breadcrumbs, index numbers, document numbers, names of plans. Only places that speak of this
report count, in the order of how much they are to be trusted. Where characters were lost (20201月1日), nothing is
guessed: such a period is unreadable.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from govlint.patterns import compiled
from govlint.report.parts import Period, ReportingYear

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govlint.report.model import Report

_ONE_DAY = timedelta(days=1)
_FIRST_YEAR, _LAST_YEAR = 2008, 2099
"""The regulation is in force since 2008."""

_RANGE = (
    r"(?:(?<!\d)(?P<year>\d{4})\s{0,9}年\s{0,9})?(?<!\d)(?P<month>\d{1,2})\s{0,9}月"
    r"(?:\s{0,9}(?P<day>\d{1,2})\s{0,9}日?)?\s{0,9}(?:[零0]\s{0,9}[时点])?"
    r"\s{0,9}(?:起|开始)?\s{0,9},?\s{0,9}(?:至|到|[-—–~―]{1,2})\s{0,9}"
    r"(?:(?P<year2>\d{4})\s{0,9}年\s{0,9})?(?P<month2>\d{1,2})\s{0,9}月(?:\s{0,9}(?P<day2>\d{1,2})(?!\d)(?:\s{0,9}日)?)?"
    r"|(?<!\d)(?P<year3>\d{4})\s?(?P<mark>[./-])\s?(?P<month3>\d{1,2})\s?(?P=mark)\s?(?P<day3>\d{1,2})"
    r"\s?起?\s{0,9}(?:至|到|[-—–~―]{1,2})\s{0,9}"
    r"(?P<year4>\d{4})\s?(?P=mark)\s?(?P<month4>\d{1,2})\s?(?P=mark)\s?(?P<day4>\d{1,2})(?!\d)"
)
_CUT_OFF = (
    r"(?:核定|截止|截至|截止到)(?:的?时间点?|时点|日期|节点)?(?:均?为|是|至|到|截至|截止到?|:)?\s{0,9}"
    r"(?P<year>\d{4})\s{0,9}年\s{0,9}(?P<month>\d{1,2})\s{0,9}月\s{0,9}(?P<day>\d{1,2})(?!\d)(?:\s{0,9}日)?"
)
_DAMAGED = r"(?<!\d)(?=\d)[\d年月日\s]{4,20}[起]?\s{0,9}(?:至|到|[-—–~―])\s{0,9}(?=\d)[\d年月日\s]{4,20}"
_FIGURES = (
    "统计期", "统计时", "统计周期", "统计区间", "统计日期", "统计范围", "统计截止", "数据统计", "统计数据", "时间范围",
    "时间跨度", "报告期", "所列数据", "数据期限", "数据的期限", "数据时限", "数据截", "起止", "期限为", "期限自",
    "期限是", "期限从", "时限为", "时限自", "核定时", "本报告", "本年度报告", "年报数据",
)  # fmt: skip
"""What a sentence says that states the period of the report's figures."""
_REPORT_YEAR = r"(?<!\d)(?P<year>20\d\d)\s?年?度?\s?[^。;《》\d]{0,40}?(?:年度报告|年报|信息公开(?:工作)?报告)"
_YEAR = (
    r"《[^》\n]{0,80}》|(?<!\d)(?P<year>20\d\d)\s?年"
    r"(?!度?(?:部门|单位|财政|政府)?[预决]|度?结转|以来|[起底末前]|\s?\d{1,2}\s?月|[^。,;\n]{0,12}(?:修订|施行|印发|出台|颁布))"
)
_LONGEST_ZONE = 4000


def read_year(report: Report) -> ReportingYear | None:
    """The year reported on, from the first source that tells; None if none does."""
    if report.year_option is not None:
        return ReportingYear(report.year_option, 0, 0, "option")
    return (
        _from_titles(report)
        or _from_period(report, _from_overview(report))
        or _from_overview(report, _from_issue_date(report))
        or _from_preamble(report)
        or _from_issue_date(report)
        or _from_page(report)
    )


def read_period(report: Report) -> Period | None:
    """The statistics period that the preamble, section one or (without headings) the first text states, or None.

    A cut-off date alone gives `last` only. Figures that do not make two dates are damaged: both ends are None.
    """
    text = report.text
    for zone_start, zone_end in _zones(report):
        for start, end, stated in _sentences_on_figures(text, zone_start, zone_end):
            found = _stated_period(text, start, end, stated)
            if found is not None:
                return found
    return None


def _sentences_on_figures(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The sentences of the range that speak of the report's figures, or name the last day of the year; for each,
    whether it does the former.
    """
    while start < end:
        stop = text.find("。", start, end)
        stop = end if stop < 0 else stop
        sentence = text[start:stop]
        if "1" in sentence:
            stated = any(sign in sentence for sign in _FIGURES)
            if stated or ("12" in sentence and "31" in sentence and "月" in sentence):
                yield start, stop, stated
        start = stop + 1


def _stated_period(text: str, start: int, end: int, stated: bool) -> Period | None:
    """The period a sentence states: a range of days or months, a cut-off date, or figures too damaged to read.

    A sentence that is not said to state it counts only with a whole year.
    """
    for match in compiled(_RANGE).finditer(text, start, end):
        found = _range(match)
        if found is not None and (stated or _is_whole_year(found.first, found.last)):
            return found
    if not stated:
        return None
    cut_off = compiled(_CUT_OFF).search(text, start, end)
    if cut_off is not None:
        last = _day(int(cut_off["year"]), int(cut_off["month"]), int(cut_off["day"]))
        return Period(cut_off.start("year"), cut_off.end(), None, last)
    for match in compiled(_DAMAGED).finditer(text, start, end):
        if sum(char.isdigit() for char in match[0]) >= 8:
            return Period(match.start(), match.end(), None, None)
    return None


def _range(match: re.Match[str]) -> Period | None:
    """What a match of `_RANGE` says; None if it names no year, or a day at one end only."""
    if match["mark"]:
        first = _day(int(match["year3"]), int(match["month3"]), int(match["day3"]))
        last = _day(int(match["year4"]), int(match["month4"]), int(match["day4"]))
        return Period(match.start(), match.end(), first, last)
    year, year2 = match["year"] or match["year2"], match["year2"] or match["year"]
    if not year or bool(match["day"]) != bool(match["day2"]):
        return None
    first = _day(int(year), int(match["month"]), int(match["day"] or 1))
    last = _day(int(year2), int(match["month2"]), int(match["day2"] or 0))
    return Period(match.start(), match.end(), first, last)


def _zones(report: Report) -> Iterator[tuple[int, int]]:
    """Where a report speaks of itself: the preamble and section one, or the first text if it has no headings."""
    start, end = report.preamble
    if not report.headings:
        end = report.body_end
    if end > start:
        yield start, min(end, start + _LONGEST_ZONE)
    overview = report.section(1)
    if overview is not None:
        yield overview.start, min(overview.end, overview.start + _LONGEST_ZONE)


def _day(year: int, month: int, day: int) -> date | None:
    """The day; day 0 is the last of the month. None if there is no such day."""
    try:
        if day:
            return date(year, month, day)
        return date(year + month // 12, month % 12 + 1, 1) - _ONE_DAY
    except ValueError:
        return None


def _is_whole_year(first: date | None, last: date | None) -> bool:
    return first is not None and first.month == first.day == 1 and last == date(first.year, 12, 31)


# -- the sources of the year -------------------------------------------------------------------------------------


def _from_titles(report: Report) -> ReportingYear | None:
    for title in (report.title, *reversed(report.titles)):
        if title is not None and title.year is not None:
            place = report.text.find(str(title.year), title.start, title.end)
            start, end = (place, place + 4) if place >= 0 else (title.start, title.end)
            return ReportingYear(title.year, start, end, "title")
    return None


def _from_period(report: Report, overview: ReportingYear | None) -> ReportingYear | None:
    """The year of the stated period, unless section one and the date of issue agree on another."""
    period = report.period
    day = None if period is None else period.first or period.last
    if period is None or day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return None
    issued = _from_issue_date(report)
    if overview is not None and issued is not None and day.year != overview.value == issued.value:
        return None
    return ReportingYear(day.year, period.start, period.end, "period")


def _from_overview(report: Report, issued: ReportingYear | None = None) -> ReportingYear | None:
    """The year section one names most often, or nearly so and the date of issue fits it."""
    overview = report.section(1)
    if overview is None:
        return None
    return _most_frequent(report.text, overview.start, overview.end, "overview", issued.value if issued else None)


def _from_preamble(report: Report) -> ReportingYear | None:
    start, end = report.preamble
    if not report.headings:
        end = report.body_end
    end = min(end, start + _LONGEST_ZONE)
    if end <= start:
        return None
    match = compiled(_REPORT_YEAR).search(report.text, start, end)
    if match is not None:
        return ReportingYear(int(match["year"]), match.start("year"), match.end("year"), "preamble")
    return _most_frequent(report.text, start, end, "preamble")


def _most_frequent(text: str, start: int, end: int, source: str, preferred: int | None = None) -> ReportingYear | None:
    """The year named most often outside titles of documents; of equal ones the latest. `preferred` if it is named at
    least half as often.
    """
    places: dict[int, tuple[int, int]] = {}
    counts: Counter[int] = Counter()
    for match in compiled(_YEAR).finditer(text, start, end):
        if match["year"]:
            year = int(match["year"])
            counts[year] += 1
            places.setdefault(year, match.span("year"))
    if not counts:
        return None
    year = max(counts, key=lambda candidate: (counts[candidate], candidate))
    if preferred is not None and counts[preferred] * 2 >= counts[year]:
        year = preferred
    return ReportingYear(year, *places[year], source)


def _from_issue_date(report: Report) -> ReportingYear | None:
    issued = report.issue_date
    if issued is None or issued.value is None:
        return None
    return ReportingYear(issued.value.year - 1, issued.start, issued.end, "issue-date")


def _from_page(report: Report) -> ReportingYear | None:
    dates = sorted(report.page_dates, key=lambda found: not found.is_publication)
    if not dates:
        return None
    return ReportingYear(dates[0].value.year - 1, dates[0].start, dates[0].end, "metadata")
