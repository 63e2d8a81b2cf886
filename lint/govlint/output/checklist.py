"""For the officer who signs: every rule of the run, and whether the report passed it, failed it, gave it nothing to
judge, or could not be judged, and why. The text is Markdown as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from govlint.messages import ORGAN_KINDS, SEVERITIES, STATUSES, VERDICTS, fill, word
from govlint.output import View, wording
from govlint.output.terminal import Marks, escaped, marks_for, width_of
from govlint.result import (
    CHECKED,
    FAILED,
    NOT_APPLICABLE,
    NOT_ASSESSABLE,
    PASSED,
    Check,
    Diagnostic,
    FileResult,
    Result,
)
from govlint.result import (
    VERDICTS as VERDICT_ORDER,
)
from govlint.rule import SEVERITIES as SEVERITY_ORDER
from govlint.rule import Text

_TITLE = Text("年度报告检查单", "Checklist of annual reports")
_MADE_BY = Text("govlint {version},{rules} 条规则", "govlint {version}, {rules} rules")
_YEAR = Text("{year}年度", "year {year}")
_FORMAT = Text("{format}年格式", "format of {format}")
_CODE, _VERDICT, _MUST_HOLD = Text("编号", "Code"), Text("结论", "Verdict"), Text("要求", "What must hold")
_PLACES = Text("{severity} {number} 处:{places}", "{severity}, {number} {noun}: {places}")
_NOT_SHOWN = Text("有问题,没有显示(--min-severity)", "has findings that are not shown (--min-severity)")
_UNASSESSED = Text("无法核对的勾稽关系:{reasons}", "relations that could not be assessed: {reasons}")
_OWN_FILE = Text(
    "这不是报告;配置或基线里有要改的地方:",
    "This is no report; something in a configuration or baseline is to be put right:",
)
_MOST_PLACES = 6
_MARKUP = re.compile(r"^[#+=>\-]|[\\`*<|~]|&(?=#?\w)|\](?=\()|(?<![^\W_])_|_(?![^\W_])")
"""What Markdown would take for markup. Where it takes none, nothing is escaped: the text is read as it is, too."""


def render(result: Result, view: View) -> str:
    """The checklist of every file."""
    lines = [f"# {fill(_TITLE, view.lang, {})}", ""]
    lines.append(fill(_MADE_BY, view.lang, {"version": result.version, "rules": len(result.codes)}))
    lines += ["", _plain(wording.summary(result, view.lang))]
    for file in result.files:
        lines += _Sheet(result, file, view).lines()
    for note in result.notes:
        lines += _note(result, note, view.lang)
    return "\n".join(lines) + "\n"


def _note(result: Result, note: FileResult, lang: str) -> Iterator[str]:
    """What there is to say of one of the user's own files."""
    found = note.diagnostics
    if not found:
        return
    yield from ("", f"## {_plain(note.path)}", "", f"{fill(_OWN_FILE, lang, {})}", "")
    for diagnostic in found:
        where = " ".join(filter(None, (wording.position(diagnostic, lang), diagnostic.code)))
        said = (word(SEVERITIES, diagnostic.severity, lang), wording.message(result, diagnostic, lang))
        yield f"- {_plain(where)} {_plain((':' if lang == 'zh' else ': ').join(said))}"


class _Sheet:
    """The checklist of one file."""

    def __init__(self, result: Result, file: FileResult, view: View) -> None:
        self._result = result
        self._file = file
        self._lang = view.lang
        self._marks: Marks = marks_for(view.encoding)
        own = {check.code: check for check in file.checks}
        self._checks = [own.get(code) or Check(code, PASSED) for code in sorted({*result.codes, *own})]

    def lines(self) -> Iterator[str]:
        """The heading with what is known of the report, the counts, and a table for each family of rules."""
        yield from ("", f"## {_plain(self._file.path)}", "")
        counted = Counter(check.verdict for check in self._checks)
        counts = (f"{word(VERDICTS, verdict, self._lang)} {counted[verdict]}" for verdict in VERDICT_ORDER)
        told = (self._facts(), counts, [wording.relations(self._file.relations, self._lang)], self._unassessed())
        yield from (f"- {_plain(line)}" for line in map(self._list, told) if line)
        families: dict[str, list[Check]] = {}
        for check in self._checks:
            families.setdefault(wording.family_of(self._result, check.code), []).append(check)
        head = tuple(fill(text, self._lang, {}) for text in (_CODE, _VERDICT, _MUST_HOLD))
        rows = {check.code: self._row(check) for check in self._checks}
        widths = [max(width_of(row[column]) for row in (head, *rows.values())) for column in (0, 1)]
        for family, checks in families.items():
            name = self._result.families.get(family)
            heading = f"{family} {fill(name, self._lang, {})}" if name else family
            yield from ("", f"### {_plain(heading)}", "", _line(head, widths))
            yield f"|{'-' * (widths[0] + 2)}|{'-' * (widths[1] + 2)}|---|"
            yield from (_line(rows[check.code], widths) for check in checks)

    def _facts(self) -> Iterator[str]:
        file, lang = self._file, self._lang
        if file.status != CHECKED:
            yield word(STATUSES, file.status, lang)
        yield file.organ or ""
        yield word(ORGAN_KINDS, file.organ_kind, lang) if file.organ_kind else ""
        yield fill(_YEAR, lang, {"year": file.year}) if file.year else ""
        yield fill(_FORMAT, lang, {"format": file.statutory_format}) if file.statutory_format else ""

    def _unassessed(self) -> Iterator[str]:
        """The reasons why relations between figures could not be assessed."""
        reasons = wording.reasons(list(self._file.unassessed), self._lang)
        if reasons:
            yield fill(_UNASSESSED, self._lang, {"reasons": (";" if self._lang == "zh" else "; ").join(reasons)})

    def _row(self, check: Check) -> tuple[str, ...]:
        title = wording.title(self._result, check.code, self._lang)
        told = title + wording.parenthesis([self._reason(check)], self._lang)
        return _plain(check.code), _plain(word(VERDICTS, check.verdict, self._lang)), _plain(told)

    def _reason(self, check: Check) -> str:
        """What there is to say of a verdict: why it could not be judged, or where it failed."""
        if check.verdict in (NOT_APPLICABLE, NOT_ASSESSABLE):
            return wording.reason(check, self._lang)
        if check.verdict != FAILED:
            return ""
        found = [diagnostic for diagnostic in self._file.diagnostics if diagnostic.code == check.code]
        if not found:
            return fill(_NOT_SHOWN, self._lang, {})
        if self._result.rules[check.code].event:
            return "; ".join(wording.message(self._result, diagnostic, self._lang) for diagnostic in found)
        places = list(dict.fromkeys(filter(None, map(self._place, found))))
        shown = self._list([*places[:_MOST_PLACES], self._marks.ellipsis if len(places) > _MOST_PLACES else ""])
        facts = {
            "severity": word(SEVERITIES, min((item.severity for item in found), key=SEVERITY_ORDER.index), self._lang),
            "number": len(found),
            "noun": "place" if len(found) == 1 else "places",
            "places": shown,
        }
        return fill(_PLACES, self._lang, facts).rstrip(": ")

    def _place(self, diagnostic: Diagnostic) -> str:
        return wording.position(diagnostic, self._lang) or wording.place(diagnostic, self._lang, self._marks)

    def _list(self, parts: Iterable[str]) -> str:
        return (", " if self._lang == "en" else ",").join(part for part in parts if part)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    """A row of a table of three columns; the first two take as many columns of a screen as they must."""
    padded = [text + " " * (width - width_of(text)) for text, width in zip(row, widths, strict=False)]
    return f"| {padded[0]} | {padded[1]} | {row[2]} |"


def _plain(text: str) -> str:
    """`text` on one line, with nothing in it that Markdown would take for markup."""
    return _MARKUP.sub(lambda found: f"\\{found.group()}", escaped(text, " "))
