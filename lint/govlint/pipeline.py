"""From what the rules found to what counts: small pure functions, applied in the order in which they stand here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from govlint.rule import SEVERITIES, Finding

if TYPE_CHECKING:
    from govlint.result import Diagnostic, Suppressed

Counted = TypeVar("Counted", Finding, "Diagnostic")


def without_repeats(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, but of those that say the same of the same range only the first."""
    found: dict[tuple[str, int, int, str], Finding] = {}
    for finding in findings:
        found.setdefault((finding.code, finding.start, finding.end, finding.variant), finding)
    return list(found.values())


def with_severities(findings: Iterable[Finding], levels: Mapping[str, str]) -> list[Finding]:
    """The findings with the severities that the user gave to their codes."""
    return [
        finding if levels.get(finding.code, finding.severity) == finding.severity else _at(finding, levels)
        for finding in findings
    ]


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by position, then code; ties are broken by what else they say, so that the order is always one."""
    return sorted(findings, key=lambda finding: (finding.start, finding.code, finding.end, finding.variant))


def with_marks(diagnostics: Sequence[Diagnostic], marks: Sequence[Suppressed | None]) -> list[Diagnostic]:
    """The findings with what suppresses them. What holds a finding back counts for more than what does not, and what
    was said first for more than what was said later.
    """
    return [
        diagnostic.replace(suppressed=mark)
        if mark and (diagnostic.suppressed is None or (mark.holds and not diagnostic.suppressed.holds))
        else diagnostic
        for diagnostic, mark in zip(diagnostics, marks, strict=True)
    ]


def by_severity(findings: Sequence[Counted], least: str) -> tuple[list[Counted], list[Counted]]:
    """The findings at least as severe as `least`, and the others."""
    shown = SEVERITIES[: SEVERITIES.index(least) + 1]
    return (
        [finding for finding in findings if finding.severity in shown],
        [finding for finding in findings if finding.severity not in shown],
    )


def _at(finding: Finding, levels: Mapping[str, str]) -> Finding:
    return Finding(
        finding.code,
        levels[finding.code],
        finding.start,
        finding.end,
        variant=finding.variant,
        args=finding.args,
        section=finding.section,
        table=finding.table,
        row=finding.row,
        cell=finding.cell,
        expected=finding.expected,
        actual=finding.actual,
        related=finding.related,
        fix=finding.fix,
    )
