"""The examples of rules, tried: a bad one must make its rule speak exactly where it is marked, and no other rule at
error or warning level; a good one must leave its rule silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from govlint.readers.contract import read_document
from govlint.records import Record
from govlint.report.model import Report
from govlint.rule import INFO, SET, Arg, Example, Finding, Rule, Text
from govlint.source.read import read_stream

if TYPE_CHECKING:
    from govlint.registry import Registry
    from govlint.result import Diagnostic

OPEN, CLOSE = "⟦", "⟧"

_NOT_IN_BASE = Text("示例报告里没有“{old}”", "“{old}” does not stand in the clean report")
_MARKS = Text("⟦ 和 ⟧ 不成对", "a mark is not closed")
_SILENT = Text("规则没有发现问题", "the rule found nothing")
_ELSEWHERE = Text("规则指出的是 {found},标出的是 {marked}", "the rule spoke at {found}, and marked is {marked}")
_OTHERS = Text("还有别的规则指出问题:{codes}", "other rules spoke too: {codes}")
_SPOKE = Text("规则不该说话,却指出了 {found}", "the rule should be silent, but spoke at {found}")
_MARKED = Text("正确示例不用标记", "a good example marks nothing")
_CRASHED = Text("{code} 检查时出错:{problem}", "{code} failed: {problem}")
_NO_WORDS = Text(
    "{code} 没有“{variant}”的说法,或缺少其中的值", "{code} has no message {variant}, or lacks a value of it"
)
_NOWHERE = Text("无处", "nowhere")
_MOST_SHOWN = 3


class Outcome(Record):
    """What came of one example."""

    code: str
    kind: str
    """"bad" or "good"."""
    number: int
    """From 1, among the examples of its kind."""
    problems: tuple[tuple[Text, dict[str, Arg]], ...]
    """What is wrong, with the values to fill in; nothing if it came out right."""


class MarkError(ValueError):
    """An example that cannot be tried: `text` says why, filled with `args`."""

    def __init__(self, text: Text, args: dict[str, Arg]) -> None:
        super().__init__(text.fill("en", args))
        self.text = text
        self.arguments = args


def marked(registry: Registry, code: str, example: Example) -> tuple[str, list[tuple[int, int]]]:
    """The report of an example of the rule `code` without its marks, and the ranges that were marked. MarkError if
    the example does not fit its clean report, or a mark is not closed.
    """
    text = example.text or registry.example_report(code, example.base)
    return without_marks(_changed(text, example.changes))


def _changed(text: str, changes: Iterable[tuple[str, str]]) -> str:
    for old, new in changes:
        if old not in text:
            raise MarkError(_NOT_IN_BASE, {"old": old})
        text = text.replace(old, new, 1)
    return text


def without_marks(text: str) -> tuple[str, list[tuple[int, int]]]:
    """`text` without its marks, and the ranges that they enclosed."""
    pieces = re.split(f"[{OPEN}{CLOSE}]", text)
    if len(pieces) % 2 == 0:
        raise MarkError(_MARKS, {})
    ranges, offset = [], 0
    for number, piece in enumerate(pieces):
        if number % 2:
            ranges.append((offset, offset + len(piece)))
        offset += len(piece)
    return "".join(pieces), ranges


def report_of(registry: Registry, text: str, example: Example, previous: Report | None = None) -> Report:
    """The report with that text, read as the example wants it, and compared with `previous`."""
    document = read_document(read_stream(text.encode(), "report.txt"))
    return Report(document, registry.pack, year=example.year, organ_kind=example.organ_kind, previous=previous)


def previous_of(registry: Registry, code: str, example: Example) -> Report | None:
    """The previous report of an example of the rule `code`; None if it has none. MarkError if it cannot be made."""
    if not example.previous_base:
        return None
    text = _changed(registry.example_report(code, example.previous_base), example.previous_changes)
    document = read_document(read_stream(text.encode(), "previous.txt"))
    return Report(document, registry.pack, organ_kind=example.organ_kind, name="previous.txt")


class Trial:
    """The rules of a registry, tried on examples."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        rules = [registry.rule(code) for code in registry.codes]
        self._judging = [rule for rule in rules if type(rule).check is not Rule.check]
        """The rules that look at a report; of the others some put an event of the machine into words."""
        self._set_codes = [rule.code for rule in rules if rule.needs == SET]

    def findings(self, report: Report) -> Iterator[Finding]:
        """What every rule says, as the engine asks them: a document that is no report is asked no further."""
        for event_rule in (rule for rule in self._judging if rule.event):
            spoken = list(findings_of(event_rule, report))
            if spoken:
                yield from spoken
                return
        for rule in self._judging:
            if not rule.event:
                yield from findings_of(rule, report)

    def outcomes(self, codes: Iterable[str]) -> Iterator[Outcome]:
        """Every example of the rules with those codes, tried."""
        for code in codes:
            rule = self._registry.rule(code)
            for kind, examples in (("bad", rule.bad), ("good", rule.good)):
                for number in range(1, len(examples) + 1):
                    yield self.outcome(rule, kind, number)

    def outcome(self, rule: Rule, kind: str, number: int) -> Outcome:
        """Example `number` (from 1) of that kind, tried."""
        example = (rule.bad if kind == "bad" else rule.good)[number - 1]
        return Outcome(rule.code, kind, number, tuple(self._problems(rule, kind, example)))

    def _problems(self, rule: Rule, kind: str, example: Example) -> Iterator[tuple[Text, dict[str, Arg]]]:
        try:
            if rule.needs == SET:
                yield from self._problems_in_set(rule, kind, example)
                return
            text, ranges = marked(self._registry, rule.code, example)
            report = report_of(self._registry, text, example, previous_of(self._registry, rule.code, example))
            found = list(self.findings(report) if kind == "bad" else findings_of(rule, report))
        except MarkError as problem:
            yield problem.text, problem.arguments
            return
        except Exception as problem:  # a rule may do anything wrong
            yield _CRASHED, {"code": rule.code, "problem": f"{type(problem).__name__}: {problem}"}
            return
        own = [finding for finding in found if finding.code == rule.code]
        for finding in own:
            if not has_words(rule, finding):
                yield _NO_WORDS, {"code": rule.code, "variant": finding.variant}
        if kind == "good":
            if ranges:
                yield _MARKED, {}
            if own:
                yield _SPOKE, {"found": _listed(report, [place(report, finding) for finding in own])}
            return
        spoken = sorted(place(report, finding) for finding in own)
        if not own:
            yield _SILENT, {}
        elif ranges and spoken != sorted(ranges):
            yield _ELSEWHERE, {"found": _listed(report, spoken), "marked": _listed(report, ranges)}
        others = sorted({finding.code for finding in disturbing(rule, found)})
        if others:
            yield _OTHERS, {"codes": ", ".join(others)}

    def _problems_in_set(self, rule: Rule, kind: str, example: Example) -> Iterator[tuple[Text, dict[str, Arg]]]:
        found, marks = set_findings(self._registry, self._set_codes if kind == "bad" else [rule.code], rule, example)
        own = sorted((path, diagnostic.span) for path, diagnostic in found if diagnostic.code == rule.code)
        for _, diagnostic in found:
            finding = Finding(
                diagnostic.code, diagnostic.severity, 0, 0, variant=diagnostic.variant, args=diagnostic.args
            )
            if diagnostic.code == rule.code and not has_words(rule, finding):
                yield _NO_WORDS, {"code": rule.code, "variant": diagnostic.variant}
        if kind == "good":
            if marks:
                yield _MARKED, {}
            if own:
                yield _SPOKE, {"found": str(own)}
            return
        if not own:
            yield _SILENT, {}
        elif marks and own != sorted(marks):
            yield _ELSEWHERE, {"found": str(own), "marked": str(sorted(marks))}
        others = sorted({d.code for _, d in found if d.code != rule.code and d.severity != INFO})
        if others:
            yield _OTHERS, {"codes": ", ".join(others)}


def set_findings(
    registry: Registry, codes: Sequence[str], rule: Rule, example: Example
) -> tuple[list[tuple[str, Diagnostic]], list[tuple[str, tuple[int, int]]]]:
    """What the rules with those codes find in the reports of an example of the set rule `rule`, and the ranges that
    are marked in them, both by the name of the file. MarkError as for `marked`.
    """
    from govlint.batch.examples import judged, marked_places, reports_in

    texts, register, marks = marked_places(example, lambda each: marked(registry, rule.code, each), without_marks)
    reports = [report_of(registry, text, each) for text, each in zip(texts, reports_in(example), strict=True)]
    return judged(registry, codes, reports, register), marks


def findings_of(rule: Rule, report: Report) -> Iterator[Finding]:
    """What one rule finds; nothing if it lacks what it needs."""
    verdicts = rule.check(report) or () if report.offers(rule.needs) else ()
    return (verdict for verdict in verdicts if isinstance(verdict, Finding))


def disturbing(rule: Rule, found: Iterable[Finding]) -> list[Finding]:
    """The findings of other rules at error or warning level, which an example of `rule` must not have. A rule that
    only informs may explain what those say that it names as related.
    """
    allowed = {rule.code, *(rule.related if rule.severity == INFO else ())}
    return [finding for finding in found if finding.code not in allowed and finding.severity != INFO]


def place(report: Report, finding: Finding) -> tuple[int, int]:
    """The range of the file's text that the finding points at."""
    first = report.source(finding.start)
    return (first, first) if finding.end == finding.start else (first, report.source(finding.end - 1) + 1)


def has_words(rule: Rule, finding: Finding) -> bool:
    """Whether the rule has the message of its finding, in both languages, and the finding every value of it."""
    try:
        texts = [(rule.messages[finding.variant], finding.args)]
        texts += [(rule.messages[near.text], {**finding.args, **near.args}) for near in finding.related]
        for text, args in texts:
            for template in text:
                template.format_map(args)
    except (KeyError, ValueError, IndexError):
        return False
    return True


def _listed(report: Report, ranges: list[tuple[int, int]]) -> str:
    """The first of some places as line, column and text."""
    if not ranges:
        return _NOWHERE.zh
    pieces = []
    for start, end in ranges[:_MOST_SHOWN]:
        spot = report.document.place(start)
        pieces.append(f"{spot.line}:{spot.column} “{report.document.text[start:end][:40]}”")
    return ", ".join(pieces) + (" …" if len(ranges) > _MOST_SHOWN else "")
