"""What there is to know of one rule, gathered from its class, its catalogue and its law; and its examples, shown.

An example is a change to a whole report. To a reader it is shown as the lines that change, as they were and as they
are, with what the rule says of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from govlint.records import Record
from govlint.rule import SET, Arg, Example, Rule, Text

if TYPE_CHECKING:
    from govlint.registry import Registry
    from govlint.rule import Parameter

_OPEN, _CLOSE = "⟦", "⟧"
_AROUND = 24
"""Characters of a long line that are shown on either side of what changes."""
_LONGEST_LINE = 72
_LONGEST_PIECE = 150
_MOST_LINES = 8
_MOST_CHANGES = 3
_MOST_SAID = 2
_MOST_REPORTS = 5
"""How many reports of an example about a set are shown."""
_ELLIPSIS = "…"
_SHOWN = 3
"""How many examples of a kind are shown."""


class RulePage(Record):
    """One rule, explained."""

    code: str
    name: str
    status: str
    since: str
    severity: str
    title: Text
    explain: Text
    messages: Mapping[str, Text]
    help: Text
    fix: str
    """As `Rule.fix`."""
    basis: tuple[Text, ...]
    related: tuple[tuple[str, str], ...]
    """Code and name of each rule near this one."""
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    parameters: tuple[Parameter, ...]
    """What a user may set of it."""
    source: str
    """The file or pack that a rule comes from; "" for the built-in pack."""
    needs: str
    """What must be given beside the report (`govlint.rule.Rule.needs`)."""


class Shown(Record):
    """An example as it is shown: the lines as they were in the clean report, as the example has them (with marks), and
    what the rule says.
    """

    before: str
    after: str
    said: tuple[tuple[Text, Mapping[str, Arg]], ...]
    year: int | None
    organ_kind: str | None
    previous: str = ""
    """The lines of the previous report that are not as in the clean one."""


def page_of(registry: Registry, code: str) -> RulePage:
    """The page of the rule with that code. KeyError if there is no such rule, or it is retired."""
    rule = registry.rule(code)
    entry = registry.entries[code]
    source = registry.source(code)
    return RulePage(
        code,
        rule.name,
        entry.status,
        entry.since,
        rule.severity,
        rule.title,
        rule.explain,
        rule.messages,
        rule.help,
        rule.fix,
        registry.basis(rule),
        tuple((near, registry.entries[near].name) for near in rule.related if near in registry.entries),
        tuple(rule.bad),
        tuple(rule.good),
        tuple(rule.parameters),
        "" if source is registry.pack else source.name,
        rule.needs,
    )


def shown_examples(registry: Registry, code: str) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
    """The first bad and good examples of a rule, to be shown. Good ones that change nothing are left out; where there
    are no others, what a clean report has in place of a bad example is the good one.
    """
    rule = registry.rule(code)
    bad = [_shown(registry, rule, example, is_bad=True) for example in rule.bad[:_SHOWN]]
    changing = [example for example in rule.good if example.changes or example.text or example.previous_changes]
    good = [_shown(registry, rule, example, is_bad=False) for example in changing[:_SHOWN]]
    bad, good = ([example for example in shown if _shows(example)] for shown in (bad, good))
    if not good:
        good = [
            Shown("", example.before, (), example.year, example.organ_kind) for example in bad[:1] if example.before
        ]
    return tuple(bad), tuple(good)


def _shows(example: Shown) -> bool:
    """Whether there is anything to be seen in an example."""
    return bool(example.after.strip() or example.before or example.previous)


def _shown(registry: Registry, rule: Rule, example: Example, *, is_bad: bool) -> Shown:
    try:
        if rule.needs == SET:
            before, after = _of_set(registry, rule, example)
        elif example.text:
            before, after = "", _of_text(example.text)
        else:
            before, after = _of_changes(registry.example_report(rule.code, example.base), example.changes)
        previous = ""
        if example.previous_changes:
            earlier = registry.example_report(rule.code, example.previous_base)
            previous = _of_changes(earlier, example.previous_changes)[1]
        said = tuple(_said(registry, rule, example)) if is_bad else ()
    except FileNotFoundError:  # a report that the rule's pack forgot; trying its examples says so
        return Shown("", "", (), example.year, example.organ_kind)
    return Shown(before, after, said, example.year, example.organ_kind, previous)


def _of_set(registry: Registry, rule: Rule, example: Example) -> tuple[str, str]:
    """What the reports of an example have in place of those they start from, each under its name, and the register."""
    from govlint.batch.examples import REGISTER, file_name, reports_in

    before: list[str] = []
    after: list[str] = []
    reports = reports_in(example)
    for number, each in enumerate(reports[:_MOST_REPORTS]):
        if each.text:
            pair = "", _of_text(each.text)
        else:
            pair = _of_changes(registry.example_report(rule.code, each.base), each.changes)
        for lines, text in zip((before, after), pair, strict=True):
            lines.extend([f"# {file_name(number)}", text] if text else [])
    if len(reports) > _MOST_REPORTS:
        after.append(f"# {_ELLIPSIS} (+{len(reports) - _MOST_REPORTS})")
    if example.register:
        after += [f"# {REGISTER}", *_few(example.register.splitlines())]
    return "\n".join(before), "\n".join(after)


def _said(registry: Registry, rule: Rule, example: Example) -> Iterator[tuple[Text, Mapping[str, Arg]]]:
    """What the rule says of a bad example."""
    from govlint.examples import MarkError, findings_of, has_words, marked, previous_of, report_of, set_findings

    try:
        if rule.needs == SET:
            told, _ = set_findings(registry, [rule.code], rule, example)
            yield from ((rule.messages[each.variant], each.args) for _, each in told[:_MOST_SAID])
            return
        text, _ = marked(registry, rule.code, example)
        report = report_of(registry, text, example, previous_of(registry, rule.code, example))
        found = list(findings_of(rule, report))
    except MarkError:
        return
    for finding in [finding for finding in found if has_words(rule, finding)][:_MOST_SAID]:
        yield rule.messages.get(finding.variant, rule.title), finding.args


# -- excerpts ------------------------------------------------------------------------------------------------------


def _of_changes(text: str, changes: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """The lines that changes touch, before and after."""
    before: list[str] = []
    after: list[str] = []
    shown = 0
    for old, new in changes:
        start = text.find(old)
        if start < 0:
            continue
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", start + len(old))
        last = len(text) if last < 0 else last
        changed = text[first:start] + new + text[start + len(old) : last]
        if shown < _MOST_CHANGES or _OPEN in new or _CLOSE in new:
            shown += 1
            pair = _trimmed(text[first:last].split("\n"), changed.split("\n"))
            before += pair[0]
            after += pair[1]
        elif after[-1] != _ELLIPSIS:
            before.append(_ELLIPSIS)
            after.append(_ELLIPSIS)
        text = text[:first] + changed + text[last:]
    return "\n".join(before), "\n".join(after)


def _trimmed(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """The lines without those that are the same at both ends, shortened. Of lines put in, the one before stays."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    changed, changes = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(changed) == len(changes):
        pairs = [_shortened_pair(*pair) for pair in zip(changed, changes, strict=True)]
        return _few([pair[0] for pair in pairs]), _few([pair[1] for pair in pairs])
    if not changed or not changes:  # put in, or taken out: one line more shows where
        where = [_cut(line) for line in old[max(0, head - 1) : head]]
        return [*where, *_few(map(_cut, changed))], [*where, *_few(map(_cut, changes))]
    return _few(map(_cut, changed)), _few(map(_cut, changes))


def _shortened_pair(old: str, new: str) -> tuple[str, str]:
    """Two forms of a line, without what is far from where they differ."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    if max(len(old), len(new)) <= _LONGEST_LINE:
        return old, new
    start, after = max(0, head - _AROUND), max(0, tail - _AROUND)
    shown_old, shown_new = (
        (_ELLIPSIS if start else "") + _piece(line[start : len(line) - after]) + (_ELLIPSIS if after else "")
        for line in (old, new)
    )
    return shown_old, shown_new


def _piece(text: str) -> str:
    """`text`, or its beginning and end with every mark in it."""
    if len(text) <= _LONGEST_PIECE:
        return text
    half = _LONGEST_PIECE // 2
    middle = text[half:-half]
    marks = "".join(char for char in middle if char in (_OPEN, _CLOSE))
    return text[:half] + _ELLIPSIS + marks + (_ELLIPSIS if marks else "") + text[-half:]


def _cut(line: str) -> str:
    """A line, or the pieces of it around its marks, or its beginning."""
    if len(line) <= _LONGEST_LINE:
        return line
    start, end = line.find(_OPEN), line.rfind(_CLOSE)
    if start < 0 or end < 0:
        start, end = 0, 2 * _AROUND
    first, last = max(0, start - _AROUND), min(len(line), end + _AROUND)
    return (_ELLIPSIS if first else "") + _piece(line[first:last]) + (_ELLIPSIS if last < len(line) else "")


def _few(lines: Iterator[str] | list[str] | map[str]) -> list[str]:
    """Not too many lines: those with marks, and the first ones."""
    listed = list(lines)
    if len(listed) <= _MOST_LINES:
        return listed
    kept = sorted({*range(_MOST_LINES // 2), *(i for i, line in enumerate(listed) if _OPEN in line or _CLOSE in line)})
    found: list[str] = []
    last = -1
    for index in kept[: 2 * _MOST_LINES]:
        if index != last + 1:
            found.append(_ELLIPSIS)
        found.append(listed[index])
        last = index
    return [*found, _ELLIPSIS] if last < len(listed) - 1 else found


def _of_text(text: str) -> str:
    """Of a whole document the lines with marks and those beside them, or its beginning."""
    lines = [line for line in text.split("\n") if line.strip()]
    marked = [index for index, line in enumerate(lines) if _OPEN in line or _CLOSE in line]
    if not marked:
        return "\n".join(_few([_cut(line) for line in lines]))
    first, last = max(0, marked[0] - 2), min(len(lines), marked[-1] + 3)
    shown = _few([_cut(line) for line in lines[first:last]])
    return "\n".join([*([_ELLIPSIS] if first else []), *shown, *([_ELLIPSIS] if last < len(lines) else [])])
