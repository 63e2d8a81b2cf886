"""One document: every selected rule runs on it, and what they find is made ready for the outputs.

A rule that fails is contained: it becomes a finding of the rule that the pack names for the event "rule-crashed", and
every other rule still runs. The engine knows no rule by its code.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from govlint.fingerprint import Fingerprints
from govlint.locate import HEADING, NOWHERE, TITLE, Locator, Part, span_of, window_of
from govlint.pack import BUILT_IN
from govlint.pipeline import by_severity, in_order, with_marks, with_severities, without_repeats
from govlint.records import Record
from govlint.registry import load_registry
from govlint.report.model import Report
from govlint.result import (
    BASELINE,
    CHECKED,
    EXCLUSION,
    FAILED,
    NOT_A_REPORT,
    NOT_APPLICABLE,
    NOT_ASSESSABLE,
    Check,
    Compared,
    Counts,
    Diagnostic,
    FileResult,
    Gone,
    RelatedPlace,
    Relations,
    Repair,
    Suppressed,
    Unassessed,
    Window,
    count_severities,
)
from govlint.rule import INFO, PREVIOUS, SEVERITIES, Arg, Finding, Judged, NotApplicable, NotAssessable

if TYPE_CHECKING:
    from govlint.comparison import Given
    from govlint.config.entries import Ignore
    from govlint.document.model import Document
    from govlint.registry import Registry, Stamp
    from govlint.rule import Fix, Related, Rule, Value
    from govlint.suppress import Fault, Judgement

Outcome = TypeVar("Outcome")

RULE_CRASHED = "rule-crashed"
"""The event of a rule, or of the reading, that failed."""
UNUSED_SUPPRESSION = "unused-suppression"
"""The event of a suppression that suppresses nothing, or is wrong."""
READING = "reading"
"""What the work that no single rule does is called in crashes and in timings."""
_LONGEST_EXCEPTION = 300
_LISTED = 6
"""How many of the rules that failed for the same cause are named."""


class Baseline(Record):
    """The findings that were accepted once, by file."""

    path: str
    """The file that lists them, as it is printed."""
    reasons: Mapping[str, Mapping[str, str]]
    """By absolute path of the report (in the case that counts): for each fingerprint why it was accepted, or ""."""
    quotes: Mapping[str, tuple[str, str]]
    """For each fingerprint the rule, and a quotation by which a person finds it."""
    holds: bool = True
    """Whether what it lists does not count: not in an audit, if the audited party wrote it."""

    def of(self, path: str) -> Mapping[str, str]:
        """The accepted findings of the report at `path`, with the reasons."""
        return self.reasons.get(os.path.normcase(os.path.abspath(path)), {})


class Settings(Record):
    """What a run asks of every file. Travels to worker processes."""

    codes: tuple[str, ...]
    """The rules that run, ascending."""
    ignored: frozenset[str] = frozenset()
    """Rules that say nothing even of the run itself."""
    levels: Mapping[str, str] = {}
    """Severity by code, where it is not the rule's own."""
    least: str = INFO
    """The least severe findings that are shown."""
    year: int | None = None
    organ_kind: str | None = None
    package: str = BUILT_IN
    """The rule pack."""
    timing: bool = False
    pages: bool = False
    """Whether the result is to hold the report laid out for reading."""
    rules: tuple[str, ...] = ()
    """Files of rules, and packs beside that one."""
    stamps: tuple[Stamp, ...] = ()
    """Those of `rules`: a run has the rules that it began with."""
    parameters: Mapping[str, Mapping[str, Value]] = {}
    """What the user has set of the rules, by code and name."""
    words: bool = False
    """Whether the result is to hold what every rule says, not only those that found something."""
    ignores: tuple[Ignore, ...] = ()
    """What the configuration suppresses."""
    left_out: Mapping[str, Suppressed] = {}
    """In an audit, the rules that the audited party's configuration does not run, with where it says so."""
    lowered: Mapping[str, Suppressed] = {}
    """In an audit, the rules to which the audited party's configuration gives a severity, with where it says so."""
    excluded_by: str = ""
    """In an audit, the audited party's configuration that would have left the files out of a search."""
    known: Baseline | None = None
    """The findings that were accepted."""
    today: str = ""
    """The date of the run, as YYYY-MM-DD: suppressions may end."""
    needs_reason: bool = False
    """Whether suppressions count only where they say why."""
    is_audit: bool = False
    """Whether the audited party's suppressions are only told."""

    @property
    def registry(self) -> Registry:
        """The rules that there are to run."""
        return load_registry(self.package, self.rules, self.stamps)


def check_document(document: Document, settings: Settings, previous: Given | None = None) -> FileResult:
    """The verdict of the selected rules on one document, compared with the `previous` report of the same organ if one
    is given.
    """
    started = perf_counter()
    report = Report(document, settings.registry.pack, year=settings.year, organ_kind=settings.organ_kind)
    return check_report(report, settings, previous, started)


def check_report(
    report: Report, settings: Settings, previous: Given | None = None, started: float | None = None
) -> FileResult:
    """The verdict of the selected rules on one report, whose reading began at `started`; `previous` as for
    `check_document`.
    """
    examination = _Examination(settings.registry, settings)
    if started is not None:
        examination.note_time(READING, started)
    status = NOT_A_REPORT if examination.finds_no_report(report) else CHECKED
    if status == CHECKED:
        if previous is not None:
            examination.compare(report, previous)
        examination.run_rules(report)
    return examination.result(report, status)


def result_of_event(
    path: str, status: str, event: str, reason: str, args: Mapping[str, Arg], settings: Settings
) -> FileResult:
    """The result for a file that could not be read: the finding of the rule for `event`, and no other verdict."""
    finding = _event_finding(settings.registry, event, {**args, "reason": reason}, reason)
    return _unjudged(path, status, status, finding, settings)


def result_of_crash(path: str, exception: str, place: str, settings: Settings) -> FileResult:
    """The result for a file on which not a rule but the machine itself failed."""
    finding = _event_finding(settings.registry, RULE_CRASHED, _crash_args(READING, exception, place))
    return _unjudged(path, CHECKED, RULE_CRASHED, finding, settings).replace(crashed=True)


def crash_of(problem: BaseException) -> tuple[str, str]:
    """The exception as a line of text, and the `file:line` of the code that raised it."""
    text = " ".join(f"{type(problem).__name__}: {problem}".split())[:_LONGEST_EXCEPTION]
    place, trace = "", problem.__traceback__
    while trace is not None:
        place = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return text, place


class _Examination:
    """The work on one document: findings, verdicts and failures as they come."""

    def __init__(self, registry: Registry, settings: Settings) -> None:
        self._registry = registry
        self._settings = settings
        self._findings: list[Finding] = []
        self._judged: list[Judged] = []
        self._checks: dict[str, Check] = {}
        self._crashes: dict[tuple[str, str], list[str]] = {}
        """What failed, by exception and place: one fault in the reading fails many rules, and is told once."""
        self._compared: Compared | None = None
        self._timing: dict[str, float] = {}

    def finds_no_report(self, report: Report) -> bool:
        """Whether the rule for that says that the document is no report at all. Then no other rule is asked."""
        rule = self._registry.rule_for(NOT_A_REPORT)
        if rule is None or rule.code in self._settings.ignored:
            return False
        self._run(rule, report)
        return bool(self._findings)

    def compare(self, report: Report, previous: Given) -> None:
        """Gives `report` its previous report, if the file given is one."""
        started = perf_counter()
        self._compared = self._contained(READING, partial(_compare, report, previous, self._registry), None)
        self.note_time(READING, started)

    def run_rules(self, report: Report) -> None:
        """Runs every selected rule but those that put an event of the machine into words, and those that need what was
        not given.
        """
        for code in self._settings.codes:
            need = self._registry.entries[code].needs
            if not report.offers(need):
                self._checks[code] = self._unmet(code, need)
                continue
            rule = self._contained(code, partial(_rule, self._registry, code, self._settings), None)
            if rule is None:
                self._checks[code] = Check(code, NOT_ASSESSABLE, RULE_CRASHED)
            elif not rule.event:
                self._run(rule, report)

    def _unmet(self, code: str, need: str) -> Check:
        """The verdict of a rule that lacks what it needs: nothing to judge where that was not given, not assessable
        where what was given is of no use.
        """
        if need == PREVIOUS and self._compared is not None:
            return Check(code, NOT_ASSESSABLE, self._compared.why, self._compared.args)
        return Check(code, NOT_APPLICABLE, f"no-{need}")

    def result(self, report: Report, status: str) -> FileResult:
        """What was found, placed in the file."""
        findings = in_order(with_severities(without_repeats(self._findings), self._settings.levels))
        placed = self._placed(report, findings)
        result = FileResult(report.document.path, status)
        if status == CHECKED:
            placed, result = self._suppressed(report, findings, placed, result)
        counting = [diagnostic for diagnostic in placed if not (diagnostic.suppressed and diagnostic.suppressed.holds)]
        loud = {diagnostic.code for diagnostic in counting}
        for diagnostic in placed:
            if diagnostic.code not in loud:
                self._checks.pop(diagnostic.code, None)  # all that the rule found is suppressed
        shown, below = by_severity(counting, self._settings.least)
        if status == CHECKED:
            result = self._contained(READING, partial(_with_facts, result, report, self._judged), result)
            if self._settings.pages:
                result = self._contained(READING, partial(_with_page, result, report), result)
        else:
            unjudged = (code for code in self._settings.codes if code not in self._checks)
            self._checks.update((code, Check(code, NOT_ASSESSABLE, status)) for code in unjudged)
        crashes, crashes_below = self._crash_diagnostics()
        return result.replace(
            diagnostics=(*crashes, *shown),
            suppressed=tuple(
                diagnostic for diagnostic in placed if diagnostic.suppressed and diagnostic.suppressed.holds
            ),
            hidden=count_severities([diagnostic.severity for diagnostic in below]).plus(crashes_below),
            checks=tuple(check for _, check in sorted(self._checks.items())),
            crashed=bool(self._crashes),
            timing=self._timing,
            compared=self._compared,
        )

    def note_time(self, what: str, started: float) -> None:
        """Adds the time since `started` to that of `what`, where timing was asked for."""
        if self._settings.timing:
            self._timing[what] = self._timing.get(what, 0.0) + perf_counter() - started

    def _run(self, rule: Rule, report: Report) -> None:
        """Runs one rule. What it said before it failed stands."""
        found, state, why, args = False, "", "", _NO_ARGS
        started = perf_counter()
        try:
            for verdict in rule.check(report) or ():
                if isinstance(verdict, Finding):
                    self._findings.append(verdict)
                    found = True
                elif isinstance(verdict, NotAssessable):
                    state, why, args = NOT_ASSESSABLE, verdict.why, verdict.args
                elif isinstance(verdict, NotApplicable) and not state:
                    state = NOT_APPLICABLE
                elif isinstance(verdict, Judged):
                    self._judged.append(verdict)
                    if verdict.state == "not-assessable":
                        state, why, args = NOT_ASSESSABLE, verdict.why, verdict.args
        except Exception as problem:  # whatever a rule does wrong, the others must still run
            self._note_crash(rule.code, problem)
            state, why, args = NOT_ASSESSABLE, RULE_CRASHED, _NO_ARGS
        self.note_time(rule.code, started)
        if found:
            self._checks[rule.code] = Check(rule.code, FAILED)
        elif state:
            self._checks[rule.code] = Check(rule.code, state, why, args)

    def _contained(self, what: str, work: Callable[[], Outcome], otherwise: Outcome) -> Outcome:
        """What `work` returns, or `otherwise` if it fails; then the failure is noted."""
        try:
            return work()
        except Exception as problem:  # a fault of the machine in one file is told, and ends nothing
            self._note_crash(what, problem)
            return otherwise

    def _note_crash(self, what: str, problem: Exception) -> None:
        failed = self._crashes.setdefault(crash_of(problem), [])
        if what not in failed:
            failed.append(what)

    def _placed(self, report: Report, findings: list[Finding]) -> list[Diagnostic]:
        if not findings:
            return []
        nowhere: Callable[[int], Part] = _nowhere
        locate = self._contained(READING, partial(_locator, report), nowhere)
        no_edges: Iterable[int] = ()
        edges = self._contained(READING, partial(_edges, report), no_edges)
        fingerprints = Fingerprints(report.text, edges)
        return [_diagnostic(report, finding, locate(finding.start), fingerprints) for finding in findings]

    def _suppressed(
        self, report: Report, findings: list[Finding], placed: list[Diagnostic], result: FileResult
    ) -> tuple[list[Diagnostic], FileResult]:
        """The findings with what suppresses them, and those about the suppressions themselves."""
        settings = self._settings
        if report.document.comments or settings.ignores:
            asked = self._asked(report)
            judgement = self._contained(READING, partial(_judge, report, findings, placed, settings, asked), None)
            if judgement is not None:
                placed = with_marks(placed, judgement.marks)
                if not self._crashes:  # a rule that failed did not say all that it had to say
                    faults = _fault_diagnostics(judgement.faults, settings)
                    if faults:
                        self._checks[faults[0].code] = Check(faults[0].code, FAILED)
                        placed = sorted([*placed, *faults], key=lambda diagnostic: diagnostic.span[0])
                    result = result.replace(ignores=judgement.tried, used=judgement.used)
        if settings.left_out:
            placed = with_marks(placed, [settings.left_out.get(diagnostic.code) for diagnostic in placed])
        known = settings.known.of(report.document.path) if settings.known else {}
        if settings.known and known:
            says = {key: Suppressed(BASELINE, why, settings.known.path, None, settings.known.holds)
                    for key, why in known.items()}  # fmt: skip
            placed = with_marks(placed, [says.get(diagnostic.fingerprint) for diagnostic in placed])
            if not self._crashes:
                found = {diagnostic.fingerprint for diagnostic in placed}
                gone = (Gone(*settings.known.quotes[key], key) for key in known if key not in found)
                result = result.replace(gone=tuple(entry for entry in gone if entry.code in self._asked(report)))
        if settings.lowered:
            placed = with_marks(placed, [_lowering(settings.lowered, diagnostic) for diagnostic in placed])
        return placed, result

    def _asked(self, report: Report) -> tuple[str, ...]:
        """The rules that were selected and had what they need."""
        entries = self._registry.entries
        return tuple(code for code in self._settings.codes if report.offers(entries[code].needs))

    def _crash_diagnostics(self) -> tuple[tuple[Diagnostic, ...], Counts]:
        findings = [
            _event_finding(self._registry, RULE_CRASHED, _crash_args(_listed(failed), exception, place))
            for (exception, place), failed in self._crashes.items()
        ]
        for finding in findings:
            if finding is not None:
                self._checks[finding.code] = Check(finding.code, FAILED)
        return _event_diagnostics(findings, self._settings)


_NO_ARGS: Mapping[str, Arg] = {}


def _rule(registry: Registry, code: str, settings: Settings) -> Rule:
    """The rule with that code, as the user has set it."""
    rule = registry.rule(code)
    return rule.tuned(settings.parameters[code]) if code in settings.parameters else rule


def _lowering(lowered: Mapping[str, Suppressed], diagnostic: Diagnostic) -> Suppressed | None:
    """What gives the finding a lower severity, if something does."""
    says = lowered.get(diagnostic.code)
    is_lower = says is not None and SEVERITIES.index(says.level) > SEVERITIES.index(diagnostic.severity)
    return says if is_lower else None


def with_exclusion(result: FileResult, path: str) -> FileResult:
    """The result of a file in an audit that the audited party's configuration at `path` would have left out."""
    says = Suppressed(EXCLUSION, "", path, None, False)
    marked = with_marks(result.diagnostics, [says] * len(result.diagnostics))
    return result.replace(diagnostics=tuple(marked), excluded_by=path)


def _with_facts(result: FileResult, report: Report, judged: Sequence[Judged]) -> FileResult:
    """The result with what the report says of itself, and how its figures relate; `judged` are the relations that
    rules brought along.
    """
    organ, year, issued = report.organ, report.year, report.issue_date
    outcomes = report.outcomes
    states = [outcome.state for outcome in outcomes] + [verdict.state for verdict in judged]
    return result.replace(
        organ=organ.name if organ else None,
        organ_kind=organ.kind or None if organ else None,
        year=year.value if year else None,
        statutory_format=report.format.name,
        issue_date=issued.value.isoformat() if issued and issued.value else None,
        relations=Relations(states.count("held"), states.count("violated"), states.count("not-assessable")),
        unassessed=tuple(
            Unassessed(
                outcome.relation,
                outcome.table,
                outcome.row,
                outcome.column,
                outcome.row_label,
                outcome.column_label,
                outcome.why,
                outcome.why_args,
            )
            for outcome in outcomes
            if outcome.state == "not-assessable"
        )
        + tuple(Unassessed(*verdict[1:]) for verdict in judged if verdict.state == "not-assessable"),
    )


def _with_page(result: FileResult, report: Report) -> FileResult:
    from govlint.page import page_of

    return result.replace(page=page_of(report))


def _locator(report: Report) -> Callable[[int], Part]:
    return Locator(report).part


def _compare(report: Report, previous: Given, registry: Registry) -> Compared:
    from govlint.comparison import compare

    return compare(report, previous, registry)


def _judge(
    report: Report,
    findings: Sequence[Finding],
    placed: Sequence[Diagnostic],
    settings: Settings,
    asked: Sequence[str],
) -> Judgement:
    from govlint.suppress import judge

    return judge(
        report.document,
        report.text,
        findings,
        placed,
        registry=settings.registry,
        codes=asked,
        ignores=settings.ignores,
        today=settings.today,
        needs_reason=settings.needs_reason,
        is_audit=settings.is_audit,
    )


def _fault_diagnostics(faults: Sequence[Fault], settings: Settings) -> list[Diagnostic]:
    """What the pack's rule for that event has to say of suppressions that are of no use."""
    fingerprints = Fingerprints("")
    diagnostics = []
    for fault in faults:
        finding = unused_finding(fault.variant, fault.args, settings)
        if finding is not None:
            facts = (finding.code, finding.variant, fault.text)
            line, column = fault.place.line, fault.place.column
            diagnostics.append(
                Diagnostic(
                    finding.code,
                    finding.severity,
                    finding.variant,
                    finding.args,
                    line,
                    column,
                    line,
                    column,
                    window=Window("", fault.text, ""),
                    fingerprint=fingerprints.among(facts),
                    span=(max(0, fault.offset), max(0, fault.offset)),
                )
            )
    return diagnostics


def unused_finding(variant: str, args: Mapping[str, Arg], settings: Settings) -> Finding | None:
    """What the pack's rule for the event says of a suppression of no use; None if it is not asked, or in an audit,
    which is not about the files of the audited party.
    """
    rule = None if settings.is_audit else settings.registry.rule_for(UNUSED_SUPPRESSION)
    if rule is None or rule.code not in settings.codes:
        return None
    finding = rule.finding(0, 0, variant=variant if variant in rule.messages else "default", args=args)
    return with_severities([finding], settings.levels)[0]


def _edges(report: Report) -> Iterable[int]:
    """Where titles and headings begin and end."""
    titles = [edge for title in report.titles for edge in (title.start, title.end)]
    return titles + [edge for heading in report.headings for edge in (heading.start, heading.end)]


def _nowhere(_offset: int) -> Part:
    return NOWHERE


def _diagnostic(report: Report, finding: Finding, part: Part, fingerprints: Fingerprints) -> Diagnostic:
    section = part.section if finding.section is None else finding.section
    span = span_of(report, finding.start, finding.end)
    return Diagnostic(
        finding.code,
        finding.severity,
        finding.variant,
        finding.args,
        span.first.line,
        span.first.column,
        span.last.line,
        span.last.column,
        span.first.page,
        span.first.paragraph,
        span.first.grid,
        section,
        part.region,
        part.passage,
        finding.table,
        finding.row,
        finding.cell,
        finding.expected,
        finding.actual,
        window_of(report.document, span.start, span.end),
        tuple(_related_place(report, related) for related in finding.related),
        fingerprints.of(finding, section, is_of_line=part.region in (TITLE, HEADING)),
        (span.start, span.end),
        _repair(report, finding.fix) if finding.fix else None,
    )


def _repair(report: Report, fix: Fix) -> Repair | None:
    from govlint.repair import repair_of

    return repair_of(report, fix)


def _related_place(report: Report, related: Related) -> RelatedPlace:
    other = related.report or report
    span = span_of(other, related.start, related.end)
    window = window_of(other.document, span.start, span.end)
    return RelatedPlace(*span.first, window, related.text, related.args, other.name if other is not report else "")


def _event_finding(registry: Registry, event: str, args: Mapping[str, Arg], variant: str = "default") -> Finding | None:
    """What the pack's rule for `event` has to say, or None if it has no such rule. The words for `variant` are used
    where the rule has them.
    """
    rule = registry.rule_for(event)
    if rule is None:
        return None
    return rule.finding(0, 0, variant=variant if variant in rule.messages else "default", args=args)


def _event_diagnostics(findings: Iterable[Finding | None], settings: Settings) -> tuple[tuple[Diagnostic, ...], Counts]:
    """Findings of the run itself, which have no place in the file: those that are shown, and the counts of others."""
    spoken = [finding for finding in findings if finding is not None and finding.code not in settings.ignored]
    shown, below = by_severity(with_severities(spoken, settings.levels), settings.least)
    fingerprints = Fingerprints("")
    diagnostics = tuple(_event_diagnostic(finding, fingerprints) for finding in shown)
    return diagnostics, count_severities([finding.severity for finding in below])


def _event_diagnostic(finding: Finding, fingerprints: Fingerprints) -> Diagnostic:
    facts = (finding.code, finding.variant, str(finding.args.get("rule", "")))
    return Diagnostic(
        finding.code,
        finding.severity,
        finding.variant,
        finding.args,
        expected=finding.expected,
        actual=finding.actual,
        fingerprint=fingerprints.among(facts),
    )


def _listed(failed: list[str]) -> str:
    more = len(failed) - _LISTED
    return ", ".join(failed[:_LISTED]) + (f" … (+{more})" if more > 0 else "")


def _crash_args(rule: str, exception: str, place: str) -> dict[str, Arg]:
    return {"rule": rule, "exception": exception, "where": place}


def _unjudged(path: str, status: str, why: str, finding: Finding | None, settings: Settings) -> FileResult:
    """The result for a file on which no rule ran; `why` is a key of `govlint.messages.REASONS`."""
    diagnostics, hidden = _event_diagnostics([finding], settings)
    checks = {code: Check(code, NOT_ASSESSABLE, why) for code in settings.codes}
    if finding is not None:
        checks[finding.code] = Check(finding.code, FAILED)
    ordered = tuple(check for _, check in sorted(checks.items()))
    return FileResult(path, status, diagnostics=diagnostics, hidden=hidden, checks=ordered)
