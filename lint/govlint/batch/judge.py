"""What the rules about sets have to say of a set of reports, as ordinary findings of its files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from govlint.batch.near import likeness, near_copies
from govlint.engine import RULE_CRASHED, crash_of
from govlint.fingerprint import Fingerprints
from govlint.result import Diagnostic, Window
from govlint.rule import INFO, SEVERITIES
from govlint.sets.facts import OVERVIEW, PROBLEMS, Spot
from govlint.sets.group import SET, Alike, ReportSet, SetFinding, SetRule

if TYPE_CHECKING:
    import duckdb

    from govlint.engine import Settings
    from govlint.registry import Registry
    from govlint.sets.facts import SetMember
    from govlint.sets.register import Register


def set_codes(registry: Registry) -> tuple[str, ...]:
    """The codes of the rules about sets."""
    return tuple(code for code in registry.codes if registry.entries[code].needs == SET)


def judge_set(
    members: Iterable[SetMember],
    register: Register | None = None,
    *,
    registry: Registry,
    codes: Iterable[str] | None = None,
    levels: Mapping[str, str] | None = None,
    least: str = INFO,
    year: int | None = None,
    alike: Sequence[Alike] | None = None,
) -> list[tuple[str, Diagnostic]]:
    """What the set rules among `codes` (all of them if not given) find in `members`, with the path of the file each
    finding belongs to: a member's, or the register's. In order of path, position and code.

    `levels` are severities by code, `least` the least severe findings wanted; `year` is the one year whose completeness
    is judged, where it is not each that has many reports. `alike` are the pairs of near copies among the members in
    order of their paths, where they have been found already; else they are looked for. A rule that fails is told at the
    first file, and ends nothing.
    """
    group = ReportSet(
        sorted(members, key=lambda member: member.path),
        register,
        likeness=likeness,
        alike=find_alike if alike is None else lambda _: alike,
        year=year,
    )
    return _judged(group, registry, set_codes(registry) if codes is None else codes, levels or {}, least)


def _judged(
    group: ReportSet, registry: Registry, codes: Iterable[str], levels: Mapping[str, str], least: str
) -> list[tuple[str, Diagnostic]]:
    wanted = SEVERITIES[: SEVERITIES.index(least) + 1]
    found: list[SetFinding] = []
    for code in codes:
        if registry.entries[code].needs == SET:
            try:
                rule = registry.rule(code)
                if isinstance(rule, SetRule):
                    found.extend(rule.check_set(group))
            except Exception as problem:  # whatever a rule does wrong, the others must still run
                found.extend(_crash(registry, code, problem, group))
    found.sort(
        key=lambda finding: (finding.path, finding.spot.start, finding.spot.line or 0, finding.code, finding.key)
    )
    fingerprints: dict[str, Fingerprints] = {}
    diagnostics = []
    for finding in found:
        severity = levels.get(finding.code, finding.severity)
        diagnostic = _diagnostic(finding, severity, fingerprints.setdefault(finding.path, Fingerprints("")))
        if severity in wanted:
            diagnostics.append((finding.path, diagnostic))
    return diagnostics


def judge_store(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    *,
    register: Register | None = None,
    year: int | None = None,
) -> Iterator[tuple[str, Diagnostic]]:
    """The same for the reports of a store, whose facts are read as rules need them: `connection` has the tables `files`
    and `set_facts` of `govlint.batch.views`. The rules and severities are those of `settings`.
    """
    from govlint.batch.stored import StoredMembers

    members = StoredMembers(connection)
    group = ReportSet(members, register, likeness=likeness, alike=lambda _: members.alike(), year=year)
    yield from _judged(group, settings.registry, settings.codes, settings.levels, settings.least)


def find_alike(members: Sequence[SetMember]) -> list[Alike]:
    """The pairs of members that say nearly the same in section one or in section five."""
    found = []
    for name in (OVERVIEW, PROBLEMS):
        parts = [member.part(name) for member in members]
        pairs = near_copies([part.text for part in parts], [part.sketch for part in parts])
        found += [Alike(pair.first, pair.second, name, pair.likeness) for pair in pairs]
    return found


def _crash(registry: Registry, code: str, problem: Exception, group: ReportSet) -> Iterator[SetFinding]:
    """What the pack has to say of a rule that failed, at the first file of the set."""
    told = registry.rule_for(RULE_CRASHED)
    if told is not None and group.members:
        exception, where = crash_of(problem)
        args = {"rule": code, "exception": exception, "where": where}
        yield SetFinding(told.code, told.severity, group.members[0].path, Spot(), args=args, key=(code,))


def _diagnostic(finding: SetFinding, severity: str, fingerprints: Fingerprints) -> Diagnostic:
    spot = finding.spot
    facts = (finding.code, finding.variant, finding.table or "", finding.row or "", finding.cell or "", *finding.key)
    return Diagnostic(
        finding.code,
        severity,
        finding.variant,
        finding.args,
        spot.line,
        spot.column,
        spot.end_line,
        spot.end_column,
        spot.page,
        spot.paragraph,
        spot.grid,
        spot.section,
        spot.region,
        spot.passage,
        finding.table,
        finding.row,
        finding.cell,
        finding.expected,
        finding.actual,
        Window("", spot.match, ""),
        (),
        fingerprints.among(facts),
        (spot.start, spot.end),
    )
