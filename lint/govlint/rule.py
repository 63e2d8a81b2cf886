"""What a rule is, and what it may say.

A rule is one class in a rule pack: its law, its words, its examples and its check stand together. The machine knows
rules only through the attributes declared here. Everything a rule yields is data (codes, ranges, named arguments);
no text in any language is made before the output layer asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from govlint.named import NamedTuple

if TYPE_CHECKING:
    from govlint.report.model import Report

ERROR = "error"
WARNING = "warning"
INFO = "info"
SEVERITIES = (ERROR, WARNING, INFO)
"""Most severe first."""

Arg = str | int | None

PREVIOUS, SET = "previous", "set"
"""What a rule needs that compares a report with the previous one of the same organ, or with all that are judged
together."""


class Text(NamedTuple):
    """One sentence or paragraph in both languages; placeholders in braces are filled from a finding's arguments."""

    zh: str
    en: str

    def fill(self, lang: str, args: Mapping[str, Any]) -> str:
        """The text in `lang` ("zh" or "en") with `args` in place of its placeholders."""
        template = self.zh if lang == "zh" else self.en
        return template.format_map(args) if args else template.replace("{{", "{").replace("}}", "}")


class Related(NamedTuple):
    """A second place that a finding speaks of. `start` and `end` are offsets of `Report.text`; `text` is a key of the
    rule's `messages`, filled with `args`.
    """

    start: int
    end: int
    text: str
    args: Mapping[str, Arg]
    report: Report | None = None
    """The report that the place is in, where it is another than the one that is checked."""


class Edit(NamedTuple):
    """One replacement in the file: the range `start`–`end` of `Report.text` becomes `text`. An edit that leaves nothing
    of a line takes the line away, its end included.
    """

    start: int
    end: int
    text: str


class Fix(NamedTuple):
    """What would put a finding right. The edits belong together: all are made, or none."""

    edits: tuple[Edit, ...]
    """In document order, none overlapping another. They never touch a figure or a fact."""
    is_safe: bool
    """Whether it may be made without asking; if not, it is only shown."""


def replacing(start: int, end: int, text: str, *, is_safe: bool = False) -> Fix:
    """The fix that puts `text` in the place of one range."""
    return Fix((Edit(start, end, text),), is_safe)


def deleting(ranges: Iterable[tuple[int, int]], *, is_safe: bool = False) -> Fix:
    """The fix that takes some ranges away."""
    return Fix(tuple(Edit(start, end, "") for start, end in ranges), is_safe)


class Finding:
    """One thing a rule found: where, and the named facts its message is made from. Ranges are offsets of
    `Report.text`, end exclusive; an empty range is a point (where something is missing).
    """

    __slots__ = (
        "actual",
        "args",
        "cell",
        "code",
        "end",
        "expected",
        "fix",
        "related",
        "row",
        "section",
        "severity",
        "start",
        "table",
        "variant",
    )

    def __init__(
        self,
        code: str,
        severity: str,
        start: int,
        end: int,
        *,
        variant: str = "default",
        args: Mapping[str, Arg] | None = None,
        section: int | None = None,
        table: str | None = None,
        row: str | None = None,
        cell: str | None = None,
        expected: str | None = None,
        actual: str | None = None,
        related: Iterable[Related] = (),
        fix: Fix | None = None,
    ) -> None:
        self.code = code
        self.severity = severity
        self.start = start
        self.end = end
        self.variant = variant
        """Which of the rule's messages tells this finding."""
        self.args: Mapping[str, Arg] = args or {}
        self.section = section
        """Number of the section, 1–6, or None; the engine fills it in from the range when a rule leaves it out."""
        self.table = table
        """"disclosure", "applications" or "review", or None outside tables."""
        self.row = row
        self.cell = cell
        """Row and column label as in the statutory format."""
        self.expected = expected
        self.actual = actual
        self.related = tuple(related)
        self.fix = fix

    def __repr__(self) -> str:
        return f"<{self.code} {self.severity} {self.start}-{self.end} {self.variant} {dict(self.args)!r}>"


class NotApplicable(NamedTuple):
    """A rule's word that a report gives it nothing to judge (the rule is about another year, kind of organ, …)."""


class NotAssessable(NamedTuple):
    """A rule's word that it could not judge: `why` is a key of `govlint.messages.REASONS`, filled with `args`."""

    why: str
    args: Mapping[str, Arg] = {}


class Judged(NamedTuple):
    """A rule's word on one relation between figures, which counts among the relations of the report. What a relation
    that is violated means to a reader is a finding of its own.
    """

    state: str
    """"held", "violated" or "not-assessable"."""
    relation: str
    table: str
    row: str | None
    column: str | None
    row_label: str
    column_label: str
    why: str = ""
    """Key of `govlint.messages.REASONS` where not assessable, filled with `args`."""
    args: Mapping[str, Arg] = {}


Verdict = Finding | NotApplicable | NotAssessable | Judged


class Example(NamedTuple):
    """A report on which a rule must speak, or be silent.

    Either `text` is a whole document, or `changes` are replacements made in the clean report `base` (a file of the
    rule pack's `examples/`); each `old` must occur there. In a bad example the range where the rule must speak is
    marked ⟦…⟧ (⟦⟧ marks a point), in `text` or in a replacement. `organ_kind` and `year` are the overrides of the
    command line. `previous_base` is the clean report that the report is compared with as the previous one, changed by
    `previous_changes`; "" if there is none. The example of a rule about a set of reports has further reports in
    `others`, and perhaps a register of organs; marks may stand in any of them.
    """

    changes: tuple[tuple[str, str], ...] = ()
    base: str = "department-2023"
    text: str = ""
    organ_kind: str | None = None
    year: int | None = None
    previous_base: str = ""
    previous_changes: tuple[tuple[str, str], ...] = ()
    others: tuple[Example, ...] = ()
    register: str = ""
    """The lines of a register in CSV."""


_REST = Example()[2:]


def change(*changes: tuple[str, str], base: str = "department-2023") -> Example:
    """An example made of changes to the clean report `base`."""
    # A pack has a thousand examples, which are made whenever its rules are: the constructor costs five times as much.
    return tuple.__new__(Example, (changes, base, *_REST))


def pair(
    *changes: tuple[str, str],
    before: tuple[tuple[str, str], ...] = (),
    base: str = "department-2024",
    previous: str = "department-2023",
) -> Example:
    """An example made of changes to the clean report `base`, which is compared with the clean report `previous` and
    the changes `before` to that.
    """
    return Example(changes=changes, base=base, previous_base=previous, previous_changes=before)


Value = int | bool | tuple[str, ...]


class Parameter(NamedTuple):
    """A threshold of a rule that a user may set: what a supervising office would sensibly decide otherwise, never what
    the law or the form has decided.
    """

    name: str
    """Lower-case words joined by hyphens, as it stands in a configuration."""
    default: Value
    """A whole number, true or false, or words; its type is that of every value."""
    about: Text
    """What it decides, in a line."""
    low: int = 1
    high: int = 100_000
    """The limits of a whole number."""
    since: str = "0.1.0"
    """Version that first had it."""


class Rule:
    """Base of all rules. Subclasses set the attributes and implement `check`."""

    code: str
    """GL plus three digits; never changes its meaning, never reused."""
    name: str
    """Lower-case words joined by hyphens; as good as the code wherever a rule is named."""
    since: str = "0.1.0"
    """Version that first had the rule."""
    severity: str
    """Severity unless a finding says otherwise."""
    title: Text
    """What must hold, in a line."""
    explain: Text
    """What the rule looks at, and why it matters, in a short paragraph."""
    messages: Mapping[str, Text]
    """What a finding says; the key is the finding's variant. One sentence each."""
    help: Text
    """What to do about it."""
    basis: tuple[str, ...] = ()
    """Keys of the pack's law/ folder: the articles and documents the rule rests on."""
    related: tuple[str, ...] = ()
    """Codes of rules near this one."""
    fix: str = ""
    """"yes" where some of its findings can be put right without asking (`govlint fix`), "suggest" where some say what
    would put them right; each finding says for itself."""
    event: str = ""
    """For rules that speak of the run itself, the event of the machine that they put into words: "unreadable",
    "unsupported", "not-a-report", "rule-crashed", "unused-suppression". Empty for all others."""
    needs: str = ""
    """What must be given beside the report for the rule to be asked: "previous" (`Report.previous`), "set" (all the
    reports that are judged together, see `govlint.sets`), or "" for nothing. The catalogue tells it, so that the rule's
    module is not even imported where it is not given."""
    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    """What a user may set of it."""
    given: Mapping[str, Value] = {}
    """What a user has set, by name."""

    def check(self, report: Report) -> Iterable[Verdict]:
        """What the rule has to say of `report`; nothing means checked and found right."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"<rule {self.code} {self.name}>"

    def tuned(self, given: Mapping[str, Value]) -> Rule:
        """The same rule with some of its parameters set; this one stays as it is."""
        other: Rule = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other.given = given
        return other

    def number(self, name: str) -> int:
        """The value of a parameter that is a whole number, or true or false. KeyError if there is none of that name."""
        value = self._value(name)
        assert isinstance(value, int), f"{self.code} {name}"
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """The value of a parameter that holds words. KeyError if there is none of that name."""
        value = self._value(name)
        assert isinstance(value, tuple), f"{self.code} {name}"
        return value

    def _value(self, name: str) -> Value:
        for parameter in self.parameters:
            if parameter.name == name:
                return self.given.get(name, parameter.default)
        raise KeyError(name)

    def finding(self, start: int, end: int, *, severity: str | None = None, **facts: Any) -> Finding:
        """A finding of this rule; `facts` are the keyword arguments of `Finding`."""
        return Finding(self.code, severity or self.severity, start, end, **facts)
