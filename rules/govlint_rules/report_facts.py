"""Facts about a report that several rules judge by, and the words for them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.report.sections import titles_of
from govlint.rule import NotAssessable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from govlint.report.model import Report
    from govlint.report.parts import Heading
    from govlint.report.statements import Statement

FIRST_FORMAT_YEAR = 2019
"""The first year whose reports follow a uniform format."""
FIRST_FEE_YEAR = 2021
"""The first year for which the information-processing fee exists, and the uniform format in force."""
LONGEST_SENTENCE = 2000
"""No sentence that a person wrote has more characters; what looks like a longer one is not searched for its sense."""
MOST_SENTENCES = 4000
"""A report has some hundred sentences; of a text without end only so many are searched for their sense."""
NUMERALS = "零一二三四五六"
YEAR_UNKNOWN = NotAssessable("year-unknown")
"""What a rule that depends on the year says where nothing tells it."""


def year_of(report: Report) -> int | None:
    """The year reported on, or None if nothing tells. A year guessed from the tables is no year to judge them by."""
    year = report.year
    return None if year is None or year.source == "tables" else year.value


@lru_cache(maxsize=2)
def sentences_of(report: Report) -> tuple[tuple[int, Statement], ...]:
    """The statements that a person can have written, each with its index in `Report.statements`."""
    return tuple(
        (index, statement)
        for index, statement in enumerate(report.statements[:MOST_SENTENCES])
        if len(statement.text) <= LONGEST_SENTENCE
    )


def before_uniform_format(report: Report) -> bool:
    """Whether the report is of a year for which no uniform format existed."""
    year = year_of(report)
    return year is not None and year < FIRST_FORMAT_YEAR


def section_title(report: Report, number: int) -> str:
    """Number and title of a section as in the uniform format: 五、存在的主要问题及改进情况."""
    return f"{NUMERALS[number]}、{titles_of(report.pack).six[number]}"


def quoted(titles: Iterable[str]) -> str:
    """The titles in quotation marks, one after another."""
    return "".join(f"“{title}”" for title in titles)


def breaks_off(report: Report) -> bool:
    """Whether the text seems to end before the end of the report: neither section five nor section six is there.

    What stands behind them (date, signature) is then missing for the same reason.
    """
    return report.section(5) is None and report.section(6) is None


def old_headings(report: Report) -> tuple[Heading, ...]:
    """The headings of the structure used before 2019, if that is how the report is built; else nothing.

    One old heading, or an annex beside the sections of the uniform format, is not an old structure.
    """
    old = tuple(heading for heading in report.headings if heading.standing == "old")
    if len(old) < 2:
        return ()
    current = {section.number for section in report.sections if section.standing != "old"}
    return old if len(current & {2, 3, 4}) < 2 else ()


def last_section_end(report: Report, number: int) -> int:
    """Where the body of section `number` ends, lists in it that look like headings included: at the next of the six
    sections, or at the end of the report's body.
    """
    section = report.section(number)
    if section is None:
        return report.body_end
    others = [other.heading.start for other in report.sections if other.number != number]
    return min((start for start in others if start > section.start), default=max(section.end, report.body_end))


def is_short_for(short: str, long: str) -> bool:
    """Whether every character of `short` stands in `long`, in the same order."""
    rest = iter(long)
    return all(char in rest for char in short)
