"""What the rules have in common that compare a report with the previous one of the same organ.

`Report.previous` is always an earlier report of the organ when these rules are asked; it need not be that of the year
before, nor of the same name: reforms rename organs, join them and part them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.report.predecessor import has_same_name
from govlint.rule import INFO, PREVIOUS, Arg, NotAssessable, Related, Rule, Text
from govlint_rules.narrative import Figure, Unread, figure_of, suspects, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from govlint.report.model import Report
    from govlint.report.tables import Table

BEFORE_MESSAGE = Text("上一年度报告写的是{figure}", "the previous report has {figure}")
IN_DOUBT, PREVIOUS_IN_DOUBT, PREVIOUS_UNREAD = "figures-in-doubt", "previous-in-doubt", "previous-figures"
"""Reasons: the report's own figures are wrong already, those of the previous one are, those cannot be read."""


class ComparingRule(Rule):
    """Base of the rules that need the previous report."""

    needs = PREVIOUS

    def severity_for(self, report: Report, severity: str | None = None) -> str:
        """The severity of a finding on figures: where the organ was renamed they may have moved with its duties, so
        that a person is only asked to look.
        """
        return INFO if is_renamed(report) else severity or self.severity


def previous_of(report: Report) -> Report:
    """The previous report."""
    assert report.previous is not None, "the rule is only asked with a previous report"
    return report.previous


@lru_cache(maxsize=2)
def is_renamed(report: Report) -> bool:
    """Whether the organ had another name in the previous report."""
    return not has_same_name(report, previous_of(report))


def years_of(report: Report) -> tuple[int, int]:
    """The years of the report and of the previous one."""
    year, before = report.year, previous_of(report).year
    assert year is not None, "reports of unknown years are not compared"
    assert before is not None, "reports of unknown years are not compared"
    return year.value, before.value


def gap(report: Report) -> NotAssessable | None:
    """Why figures do not follow on those of the previous report: years lie between. None if they do."""
    year, before = years_of(report)
    return None if before == year - 1 else NotAssessable("previous-gap", {"other": before})


def trusted(report: Report, kind: str, row: str, column: str, *, is_previous: bool = False) -> Figure | Unread:
    """The figure of one cell, or why it cannot be compared: it cannot be read, or the sums say already that it is
    wrong.
    """
    figure = figure_of(report, kind, ((row, column),))
    if isinstance(figure, Unread):
        return Unread(PREVIOUS_UNREAD) if is_previous else figure
    if (kind, row, column) in suspects(report):
        return Unread(PREVIOUS_IN_DOUBT if is_previous else IN_DOUBT)
    return figure


def cell_range(report: Report, kind: str, row: str, column: str) -> tuple[int, int]:
    """Where a cell stands in the report's text; the label of its row if the cell itself has no place."""
    table: Table = table_of(report, kind)
    cell = table.cell(row, column)
    printed = table.rows[row]
    return (cell.start, cell.end) if cell.start >= 0 else (printed.start, printed.end)


def cell_before(report: Report, kind: str, row: str, column: str, figure: object) -> Related:
    """A cell of the previous report as a related place, told by the message "before"."""
    previous = previous_of(report)
    args: Mapping[str, Arg] = {"figure": str(figure)}
    return Related(*cell_range(previous, kind, row, column), "before", args, previous)
