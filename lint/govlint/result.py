"""What a run found: everything an output needs, and nothing that has to be looked up elsewhere.

All of it is plain data that travels cheaply between processes. There is no sentence in it but those of the rules that
spoke (`Result.rules`); outputs put findings into words, in the language asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from govlint.records import Record
from govlint.rule import ERROR, INFO, SEVERITIES, WARNING, Arg, Text

if TYPE_CHECKING:
    from govlint.page import ReportPage

CHECKED = "checked"
UNREADABLE = "unreadable"
UNSUPPORTED = "unsupported"
NOT_A_REPORT = "not-a-report"
STATUSES = (CHECKED, UNREADABLE, UNSUPPORTED, NOT_A_REPORT)
"""What became of a file. Every status but the first means that it could not be judged."""

PASSED = "passed"
FAILED = "failed"
NOT_APPLICABLE = "not_applicable"
NOT_ASSESSABLE = "not_assessable"
VERDICTS = (PASSED, FAILED, NOT_APPLICABLE, NOT_ASSESSABLE)
"""What a rule has to say of a file as a whole."""

OWN_FILE = "own-file"
"""The status of a file of the user's that is no report: a configuration, a baseline."""

NEVER = "never"
CLEAN_STATUS, FINDINGS_STATUS, FAILURE_STATUS = 0, 1, 2


class Words(Record):
    """What a rule says, in both languages."""

    code: str
    name: str
    title: Text
    messages: Mapping[str, Text]
    help: Text
    basis: tuple[Text, ...]
    """The articles and documents the rule rests on, as sentences."""
    explain: Text
    severity: str
    """That of the rule itself, whatever the run was asked for."""
    event: str = ""
    """For rules that speak of the run itself, what they speak of (`govlint.rule.Rule.event`)."""


class Window(Record):
    """An extract of the file: the characters around a place, and those of the place itself."""

    before: str = ""
    match: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """The extract as it stands in the file."""
        return self.before + self.match + self.after


class RelatedPlace(Record):
    """A second place that a finding speaks of."""

    line: int | None
    column: int | None
    page: int | None
    paragraph: int | None
    grid: tuple[int, int, int] | None
    window: Window
    text: str
    """Key of the rule's messages."""
    args: Mapping[str, Arg]
    path: str = ""
    """The file it is in, where that is another than the file of the finding."""


COMMENT, IGNORE, SELECTION, BASELINE = "comment", "ignore", "selection", "baseline"
SEVERITY, EXCLUSION = "severity", "exclude"
"""How a finding is kept from counting."""


class Suppressed(Record):
    """What keeps a finding from counting."""

    how: str
    """"comment" (of the report), "ignore" (an entry of the configuration), "selection" (rules that the configuration
    leaves out) or "baseline" (of findings that were accepted); of an audited party's configuration also "severity"
    (it lowers the rule) and "exclude" (it leaves the file out)."""
    reason: str = ""
    """Why, in the words of whoever suppressed it; "" if they gave none."""
    path: str = ""
    """The file that says so; "" for the report itself."""
    line: int | None = None
    holds: bool = True
    """Whether it does keep the finding from counting: in an audit, what the audited party wrote does not."""
    level: str = ""
    """Of "severity": that which the finding would have."""


class Replacement(Record):
    """One replacement in the file, with its place as `Diagnostic` has it."""

    start: int
    """Offset of the document's text."""
    end: int
    text: str
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    old: str = ""
    """What stands there now."""


class Repair(Record):
    """What would put a finding right: all of it, or nothing."""

    edits: tuple[Replacement, ...]
    """In document order, none overlapping another."""
    is_safe: bool
    """Whether it may be made without asking; if not, it is only shown."""


class Diagnostic(Record):
    """One finding, with its place in the file as a person can find it."""

    code: str
    severity: str
    variant: str
    """Which of the rule's messages tells it."""
    args: Mapping[str, Arg]
    line: int | None = None
    """Counting starts at 1; None where the file has no lines, or the finding concerns the file as a whole."""
    column: int | None = None
    """Counting starts at 1, in code points of the file as it is."""
    end_line: int | None = None
    end_column: int | None = None
    """The column after the last character."""
    page: int | None = None
    paragraph: int | None = None
    grid: tuple[int, int, int] | None = None
    """Number of the table in the file, row and cell, counted from 1, where the file has tables and no lines."""
    section: int | None = None
    """1–6, or None outside the six sections."""
    region: str = ""
    """Where in the report: "furniture" (of the page), "title", "preamble", "heading" and "text" (of a section), "end",
    or "" if unknown."""
    passage: int | None = None
    """Which paragraph of the section it is in, counted from 1; None outside running text."""
    table: str | None = None
    row: str | None = None
    cell: str | None = None
    expected: str | None = None
    actual: str | None = None
    window: Window = Window()
    related: tuple[RelatedPlace, ...] = ()
    fingerprint: str = ""
    span: tuple[int, int] = (0, 0)
    """The range in the text of the document, for outputs that show the report itself."""
    fix: Repair | None = None
    """What would put it right, where that can be said."""
    suppressed: Suppressed | None = None
    """What keeps it from counting; in an audit, where nothing does, what would."""

    @property
    def is_fixable(self) -> bool:
        """Whether it can be put right without asking."""
        return self.fix is not None and self.fix.is_safe


class Check(Record):
    """What one rule has to say of one file, other than that it passed."""

    code: str
    verdict: str
    why: str = ""
    """Key of `govlint.messages.REASONS` where not assessable: the rule's, or what became of the file or the rule. Where
    not applicable, what the rule needs and was not given; else ""."""
    args: Mapping[str, Arg] = {}


class Unassessed(Record):
    """One relation between figures that could not be judged."""

    relation: str
    table: str
    row: str | None
    column: str | None
    row_label: str
    column_label: str
    why: str
    """Key of `govlint.messages.REASONS`."""
    args: Mapping[str, Arg]


class Relations(Record):
    """How many relations between the figures held, were violated, or could not be judged."""

    held: int = 0
    violated: int = 0
    not_assessable: int = 0

    @property
    def total(self) -> int:
        """How many relations there are."""
        return self.held + self.violated + self.not_assessable

    def plus(self, other: Relations) -> Relations:
        """Both counts together."""
        return Relations(
            self.held + other.held, self.violated + other.violated, self.not_assessable + other.not_assessable
        )


class Counts(Record):
    """How many findings of each severity."""

    errors: int = 0
    warnings: int = 0
    infos: int = 0

    @property
    def total(self) -> int:
        """How many findings there are."""
        return self.errors + self.warnings + self.infos

    @property
    def by_severity(self) -> dict[str, int]:
        """The numbers by severity, the most severe first."""
        return {ERROR: self.errors, WARNING: self.warnings, INFO: self.infos}

    def plus(self, other: Counts) -> Counts:
        """Both counts together."""
        return Counts(self.errors + other.errors, self.warnings + other.warnings, self.infos + other.infos)

    def at_or_above(self, severity: str) -> int:
        """How many findings are at least as severe as `severity`; none are as severe as "never"."""
        if severity == NEVER:
            return 0
        return sum(list(self.by_severity.values())[: SEVERITIES.index(severity) + 1])


def count_severities(severities: Iterator[str] | list[str]) -> Counts:
    """The counts of a series of severities."""
    listed = list(severities)
    return Counts(listed.count(ERROR), listed.count(WARNING), listed.count(INFO))


class Compared(Record):
    """The previous report of the same organ that a report was compared with, or should have been."""

    path: str
    """As given, with `/`."""
    organ: str | None = None
    year: int | None = None
    why: str = ""
    """Key of `govlint.messages.REASONS` where the two could not be compared, ..."""
    args: Mapping[str, Arg] = {}
    """... filled with these; of a file that could not be read what the source layer says."""


class Gone(Record):
    """A finding that was accepted, and is there no more."""

    code: str
    quote: str
    fingerprint: str


class FileResult(Record):
    """What the run found in one file."""

    path: str
    """As given, with `/`."""
    status: str
    organ: str | None = None
    organ_kind: str | None = None
    year: int | None = None
    statutory_format: str | None = None
    issue_date: str | None = None
    """YYYY-MM-DD."""
    relations: Relations = Relations()
    unassessed: tuple[Unassessed, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    """In order of position, then code."""
    codes: tuple[str, ...] = ()
    """The rules that were selected for the file."""
    suppressed: tuple[Diagnostic, ...] = ()
    """Findings that do not count, because somebody said so; in order of position, then code."""
    ignores: tuple[tuple[str, str], ...] = ()
    """The entries of the configuration that were tried on the file, by key and selector, ..."""
    used: tuple[tuple[str, str], ...] = ()
    """... and those of them that suppressed something."""
    gone: tuple[Gone, ...] = ()
    """What the baseline lists, and nothing in the file answers to any more."""
    hidden: Counts = Counts()
    """Findings below the severity asked for: not in `diagnostics`, but they count for the exit status."""
    checks: tuple[Check, ...] = ()
    """The rules that did not pass; every other rule of the run passed."""
    crashed: bool = False
    """Whether a rule, or the reading, failed on this file."""
    timing: Mapping[str, float] = {}
    """Seconds by rule code, and for "reading"; empty unless timing was asked for."""
    page: ReportPage | None = None
    """The report laid out for reading; None unless an output asked for it."""
    excluded_by: str = ""
    """In an audit, the audited party's configuration that would have left the file out of a search; "" if none."""
    compared: Compared | None = None
    """The previous report; None if none was given, or the file is no report itself."""

    @property
    def unasked(self) -> frozenset[str]:
        """The rules that were selected, but need something beside the report that was not given."""
        return frozenset(check.code for check in self.checks if check.verdict == NOT_APPLICABLE and check.why)

    @property
    def counts(self) -> Counts:
        """The findings shown, by severity."""
        return count_severities([diagnostic.severity for diagnostic in self.diagnostics])

    @property
    def is_judged(self) -> bool:
        """Whether the file was read as a report, every rule ran on it, and it was compared with what was given for
        that.
        """
        return self.status == CHECKED and not self.crashed and not (self.compared is not None and self.compared.why)


class Skipped(Record):
    """A file or folder met on the way that was left out, and why: a key of `govlint.messages.SKIPPED`."""

    path: str
    why: str


class Tally(Record):
    """One line of the checklist: a rule, and how many files it passed, failed, did not apply to, could not judge."""

    code: str
    passed: int
    failed: int
    not_applicable: int
    not_assessable: int


class Result:
    """The whole run. Files are in order of their paths."""

    __slots__ = ("baseline", "codes", "families", "files", "notes", "rules", "skipped", "version")

    def __init__(
        self,
        version: str,
        files: Sequence[FileResult],
        codes: tuple[str, ...],
        rules: Mapping[str, Words],
        skipped: tuple[Skipped, ...] = (),
        families: Mapping[str, Text] = {},
        notes: tuple[FileResult, ...] = (),
        baseline: str = "",
    ) -> None:
        self.version = version
        self.files = files
        self.codes = codes
        """The rules that were selected, in order of their codes."""
        self.rules = rules
        """What rules say, by code: those that found something, or all of the run where that was asked for."""
        self.skipped = skipped
        self.families = families
        """What the rules are about whose codes begin alike; empty unless all rules were asked for."""
        self.notes = notes
        """What there is to say of the user's own files (configurations, baselines), which are no reports."""
        self.baseline = baseline
        """The file that lists the findings that were accepted; "" if there is none."""

    def __repr__(self) -> str:
        return f"<Result of {len(self.files)} files: {self.counts}>"

    @property
    def diagnostics(self) -> Iterator[tuple[FileResult, Diagnostic]]:
        """Every finding that counts with its file, sorted by path, position, code."""
        for file in self.spoken_of:
            for diagnostic in file.diagnostics:
                yield file, diagnostic

    @property
    def spoken_of(self) -> Sequence[FileResult]:
        """The reports, and the user's own files that there is something to say of, by path."""
        return tuple(sorted((*self.files, *self.notes), key=lambda file: file.path)) if self.notes else self.files

    @property
    def fixable(self) -> int:
        """How many of the findings can be put right without asking."""
        return sum(diagnostic.is_fixable for _, diagnostic in self.diagnostics)

    @property
    def would_be_suppressed(self) -> int:
        """How many of the findings of an audit the audited party would have kept from counting."""
        marks = (diagnostic.suppressed for _, diagnostic in self.diagnostics)
        return sum(mark is not None and not mark.level for mark in marks)

    @property
    def would_be_lowered(self) -> int:
        """How many of the findings of an audit the audited party would have given a lower severity."""
        marks = (diagnostic.suppressed for _, diagnostic in self.diagnostics)
        return sum(mark is not None and bool(mark.level) for mark in marks)

    @property
    def would_be_excluded(self) -> tuple[FileResult, ...]:
        """The files of an audit that the audited party would have left out of the search."""
        return tuple(file for file in self.files if file.excluded_by)

    @property
    def suppressed(self) -> dict[str, int]:
        """How many findings do not count, by what keeps them from it."""
        found: dict[str, int] = {}
        for file in self.files:
            for diagnostic in file.suppressed:
                assert diagnostic.suppressed is not None, "it is among the suppressed"
                found[diagnostic.suppressed.how] = found.get(diagnostic.suppressed.how, 0) + 1
        return dict(sorted(found.items()))

    @property
    def counts(self) -> Counts:
        """The findings shown, by severity."""
        return count_severities([diagnostic.severity for _, diagnostic in self.diagnostics])

    @property
    def new(self) -> int:
        """How many findings in reports count, shown or not: where there is a baseline, those that it does not list."""
        return sum(file.counts.total + file.hidden.total for file in self.files)

    @property
    def gone(self) -> list[tuple[FileResult, Gone]]:
        """What the baseline lists and is there no more, with the files."""
        return [(file, gone) for file in self.files for gone in file.gone]

    @property
    def hidden(self) -> Counts:
        """The findings not shown because they are below the severity asked for."""
        total = Counts()
        for file in (*self.files, *self.notes):
            total = total.plus(file.hidden)
        return total

    @property
    def relations(self) -> Relations:
        """The relations of all files."""
        total = Relations()
        for file in self.files:
            total = total.plus(file.relations)
        return total

    @property
    def checks(self) -> tuple[Tally, ...]:
        """The checklist: every rule that was selected or spoke, with its verdicts over all files."""
        order = {code: dict.fromkeys(VERDICTS, 0) for code in self.codes}
        for file in self.files:
            for check in file.checks:
                order.setdefault(check.code, dict.fromkeys(VERDICTS, 0))[check.verdict] += 1
            if file.codes and file.codes != self.codes:
                asked = {*file.codes, *(check.code for check in file.checks)}
                for code in order.keys() - asked:
                    order[code][NOT_APPLICABLE] += 1
        return tuple(
            Tally(code, len(self.files) - sum(found.values()), *(found[verdict] for verdict in VERDICTS[1:]))
            for code, found in sorted(order.items())
        )

    def exit_status(self, fail_on: str = WARNING) -> int:
        """0: every file was read and nothing at or above `fail_on` was found; 1: findings at or above it; 2: a file
        could not be read as a report, or a rule failed. 2 wins over 1.
        """
        if not all(file.is_judged for file in self.files):
            return FAILURE_STATUS
        return FINDINGS_STATUS if self.counts.plus(self.hidden).at_or_above(fail_on) else CLEAN_STATUS
