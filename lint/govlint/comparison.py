"""The previous report that a report is compared with: read, and judged fit for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govlint.records import Record
from govlint.report.model import Report
from govlint.report.predecessor import why_not
from govlint.result import NOT_A_REPORT, Compared
from govlint.rule import Arg, Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from govlint.document.model import Document
    from govlint.registry import Registry


class Given(Record):
    """A file that was given as the previous report."""

    name: str
    """As it is printed."""
    document: Document | None = None
    """None if it could not be read."""
    event: str = ""
    """What then became of it: "unreadable" or "unsupported", ..."""
    reason: str = ""
    details: Mapping[str, Arg] = {}
    """... and why, as the source layer says it."""


def compare(report: Report, given: Given, registry: Registry) -> Compared:
    """What `report` is compared with. Where the file given is fit for it, `report.previous` is set to its report."""
    if given.document is None:
        return Compared(given.name, why=f"previous-{given.event}", args={"reason": given.reason, **given.details})
    previous = Report(given.document, registry.pack, organ_kind=report.organ_kind_option, name=given.name)
    organ, year = previous.organ, previous.year
    compared = Compared(given.name, organ.name if organ else None, year.value if year else None)
    if _is_no_report(previous, registry):
        return compared.replace(why="previous-not-a-report")
    problem = why_not(report, previous)
    if problem is not None:
        return compared.replace(why=problem[0], args=problem[1])
    report.previous = previous
    return compared


def _is_no_report(report: Report, registry: Registry) -> bool:
    rule = registry.rule_for(NOT_A_REPORT)
    return rule is not None and any(isinstance(verdict, Finding) for verdict in rule.check(report))
