"""The findings counted: by rule, by file, by family of rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from govlint.messages import SEVERITIES, fill, word
from govlint.output import wording
from govlint.output.terminal import escaped, width_of
from govlint.records import Record
from govlint.result import BASELINE, count_severities
from govlint.rule import SEVERITIES as SEVERITY_ORDER
from govlint.rule import Text

if TYPE_CHECKING:
    from govlint.output import View
    from govlint.result import Counts, Diagnostic, FileResult, Result

RULE, FILE, FAMILY = "rule", "file", "family"

_HEADS = {
    "findings": Text("问题", "findings"),
    "severity": Text("级别", "severity"),
    "errors": Text("错误", "errors"),
    "warnings": Text("警告", "warnings"),
    "infos": Text("提示", "infos"),
    "code": Text("编号", "code"),
    "name": Text("名称", "name"),
    "path": Text("文件", "file"),
    "rules": Text("规则", "rules"),
    "files": Text("文件", "files"),
    "fixable": Text("可修正", "fixable"),
    "known": Text("基线已有", "known"),
}
_NEW = Text("新增", "new")
"""What findings are called where a baseline tells them from those that are known."""
_GAP = "  "


class Statistic(Record):
    """How much was found by one rule, by the rules of one family, or in one file."""

    key: str
    """The code of the rule, the beginning of the family's codes, or the path."""
    name: str
    counts: Counts
    rules: int
    """How many rules found something."""
    files: int
    """In how many files."""
    fixable: int
    """How many of the findings come with what would put them right."""
    known: int
    """How many more there are that the baseline has accepted."""

    @property
    def severity(self) -> str:
        """The most severe of the findings."""
        return next(name for name in SEVERITY_ORDER if self.counts.by_severity[name])


def statistics(result: Result, by: str, sort: str, lang: str) -> list[Statistic]:
    """The findings counted by "rule", "file" or "family", those that do not count left out; `sort` is "count" (most
    first), "code" (of files: their paths), "name", or "severity" (most of the severest first).
    """
    found: dict[str, list[tuple[FileResult, Diagnostic]]] = {}
    known: dict[str, int] = {}

    def key_of(file: FileResult, diagnostic: Diagnostic) -> str:
        if by == FILE:
            return file.path
        return diagnostic.code if by == RULE else wording.family_of(result, diagnostic.code)

    for file, diagnostic in result.diagnostics:
        found.setdefault(key_of(file, diagnostic), []).append((file, diagnostic))
    for file in result.files:
        for diagnostic in file.suppressed:
            if diagnostic.suppressed is not None and diagnostic.suppressed.how == BASELINE:
                key = key_of(file, diagnostic)
                known[key] = known.get(key, 0) + 1
    counted = [
        Statistic(
            key,
            _name(result, by, key, lang),
            count_severities([diagnostic.severity for _, diagnostic in places]),
            len({diagnostic.code for _, diagnostic in places}),
            len({file.path for file, _ in places}),
            sum(diagnostic.is_fixable for _, diagnostic in places),
            known.get(key, 0),
        )
        for key, places in found.items()
    ]
    return sorted(counted, key=_ORDERS[sort])


def facts(result: Result, by: str, sort: str, lang: str) -> list[dict[str, Any]]:
    """The statistics for programs."""
    return [_facts(result, by, entry) for entry in statistics(result, by, sort, lang)]


def as_json(result: Result, view: View) -> dict[str, list[dict[str, Any]]]:
    """The keys that the JSON formats have beside the others: the findings of each rule, and what else was asked for."""
    found = {"statistics": facts(result, RULE, view.sort, view.lang)}
    for by in view.statistics:
        if by != RULE:
            found[f"statistics_by_{by}"] = facts(result, by, view.sort, view.lang)
    return found


def lines(result: Result, view: View) -> Iterator[list[tuple[str, str]]]:
    """Tables for a screen, as pieces of text with the severity they tell of, or "": a table for each way of counting
    that was asked for, aligned by the columns that the text takes.
    """
    for number, by in enumerate(view.statistics):
        if number:
            yield []
        yield from _table(result, by, view)


def plain_lines(result: Result, view: View) -> Iterator[str]:
    """A line for each count, for grep: the number first."""
    for by in view.statistics:
        for entry in statistics(result, by, view.sort, view.lang):
            if by == FILE:
                yield f"{entry.counts.total} {escaped(entry.key)}"
            else:
                severity = word(SEVERITIES, entry.severity, view.lang)
                yield f"{entry.counts.total} {entry.key} {severity} {escaped(entry.name)}"


_ORDERS: dict[str, Callable[[Statistic], tuple[Any, ...]]] = {
    "count": lambda entry: (-entry.counts.total, entry.key),
    "code": lambda entry: (entry.key,),
    "name": lambda entry: (entry.name, entry.key),
    "severity": lambda entry: (*(-number for number in entry.counts.by_severity.values()), entry.key),
}


def _name(result: Result, by: str, key: str, lang: str) -> str:
    if by == RULE:
        return wording.name(result, key)
    if by == FAMILY:
        return fill(result.families[key], lang, {}) if key in result.families else key
    return key


def _facts(result: Result, by: str, entry: Statistic) -> dict[str, Any]:
    key = "path" if by == FILE else "code"
    told: dict[str, Any] = {key: entry.key}
    if by != FILE:
        told["name"] = entry.name
    told |= {"severity": entry.severity, "findings": entry.counts.total, **entry.counts.fields()}
    if by != RULE:
        told["rules"] = entry.rules
    if by != FILE:
        told |= {"files": entry.files, "share": round(entry.files / max(1, len(result.files)), 4)}
    told["fixable"] = entry.fixable
    return {**told, "known": entry.known} if result.baseline else told


def _table(result: Result, by: str, view: View) -> Iterator[list[tuple[str, str]]]:
    entries = statistics(result, by, view.sort, view.lang)
    columns = {
        RULE: ("findings", "severity", "code", "name", "files", "fixable", "known"),
        FILE: ("findings", "errors", "warnings", "infos", "path", "rules", "fixable", "known"),
        FAMILY: ("findings", "errors", "warnings", "infos", "code", "name", "rules", "files", "fixable", "known"),
    }[by]
    unused = {"known"} if not result.baseline else set()
    if not any(entry.fixable for entry in entries):
        unused.add("fixable")
    columns = tuple(column for column in columns if column not in unused)
    rows = [[_cell(result, entry, column, view.lang) for column in columns] for entry in entries]
    heads = [fill(_NEW if column == "findings" and result.baseline else _HEADS[column], view.lang, {})
             for column in columns]  # fmt: skip
    shown = rows if view.quiet else [heads, *rows]
    widths = [max(map(width_of, column)) for column in zip(*shown, strict=True)]
    if entries and not view.quiet:
        yield [(_joined(columns, heads, widths), "")]
    for entry, row in zip(entries, rows, strict=True):
        yield [(_joined(columns, row, widths), entry.severity)]


def _cell(result: Result, entry: Statistic, column: str, lang: str) -> str:
    if column == "files":
        share = round(100 * entry.files / max(1, len(result.files)))
        return f"{entry.files} ({share}%)"
    if column == "severity":
        return word(SEVERITIES, entry.severity, lang)
    if column in ("code", "path"):
        return escaped(entry.key)
    if column == "findings":
        return str(entry.counts.total)
    if column in ("errors", "warnings", "infos"):
        return str(entry.counts.fields()[column])
    return escaped(str(entry.fields()[column]))


def _joined(columns: Iterable[str], cells: Iterable[str], widths: Iterable[int]) -> str:
    """The cells of a row, numbers to the right of their columns and words to the left."""
    padded = []
    for column, cell, width in zip(columns, cells, widths, strict=True):
        blanks = " " * (width - width_of(cell))
        padded.append(cell + blanks if column in ("severity", "code", "name", "path") else blanks + cell)
    return _GAP.join(padded).rstrip()
