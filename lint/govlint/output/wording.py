"""What findings, places and runs are called: the sentences that the outputs share. Nothing here is escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from govlint.messages import REASONS, REGIONS, SECTIONS, SEVERITIES, STATUSES, TABLES, fill, word
from govlint.result import BASELINE
from govlint.rule import Text

if TYPE_CHECKING:
    from govlint.output.terminal import Marks
    from govlint.result import (
        Check,
        Counts,
        Diagnostic,
        RelatedPlace,
        Relations,
        Replacement,
        Result,
        Suppressed,
        Unassessed,
    )

_PASSAGE = Text("第{number}段", "paragraph {number}")
_PAGE = Text("第{number}页", "page {number}")
_PAGE_LINE = Text("第{page}页第{line}行", "page {page}, line {line}")
_GRID = Text("第{table}个表格第{row}行第{cell}格", "table {table} of the file, row {row}, cell {cell}")
_FILES = Text("{number} 个文件", "{number} {files}")
_EXPECTED = Text("应为 {expected},实为 {actual}", "expected {expected}, found {actual}")
_NO_FINDINGS = Text("没有发现问题", "no findings")
_HIDDEN = Text("未显示 {counts}(--min-severity)", "not shown: {counts} (--min-severity)")
_HELD = Text("勾稽关系 {number} 条全部成立", "all {number} relations between figures hold")
_RELATIONS = Text("勾稽关系 {number} 条:成立 {held}{others}", "{number} relations between figures: {held} hold{others}")
_VIOLATED = Text(",不成立 {number}", ", {number} violated")
_NOT_ASSESSABLE = Text(",无法核对 {number}", ", {number} not assessable")
_SUPPRESSED = Text("已忽略 {number}({ways})", "{number} suppressed ({ways})")
_FIXABLE = Text("{number} 处可以用 govlint fix 自动修正", "{number} can be put right by govlint fix")
_CHANGE = Text("“{old}”改为“{new}”", "“{old}” → “{new}”")
_DELETE = Text("删去“{old}”", "delete “{old}”")
_INSERT = Text("加上“{new}”", "add “{new}”")
_MOST_EDITS = 4
_LONGEST_EDIT = 40
_WOULD_BE_SUPPRESSED = Text(
    "其中 {number} 个本来会被忽略", "{number} of them would have been suppressed, were this no audit"
)
_WOULD_BE_LOWERED = Text(
    "其中 {number} 个本来会被降级", "{number} of them would have had a lower severity, were this no audit"
)
_WOULD_BE_EXCLUDED = Text(
    "{number} 个文件本来会被略过({paths})", "{number} {files} would have been left out, were this no audit ({paths})"
)
_MOST_EXCLUDED = 3
_WAYS = {
    "comment": Text("注释 {number}", "{number} by comments"),
    "ignore": Text("配置 {number}", "{number} by the configuration"),
    "selection": Text("未选用的规则 {number}", "{number} of rules left out"),
    "baseline": Text("基线 {number}", "{number} in the baseline"),
}
_SAYS = {
    "comment": Text("报告里的注释", "a comment in the report"),
    "ignore": Text("配置", "the configuration"),
    "selection": Text("配置没有选用这条规则", "the configuration does not run this rule"),
    "severity": Text("配置把这条规则定为{level}", "the configuration makes this rule {level}"),
    "exclude": Text("配置略过这个文件", "the configuration leaves this file out"),
    "baseline": Text("基线", "the baseline"),
}
_COMPARED = Text("比对 {path}({year}年度)", "compared with {path} ({year})")
_GAP = Text("比对 {path}({year}年度,不是上一年度)", "compared with {path} ({year}, not the year before)")
_NOT_COMPARED = Text("没有与 {path} 比对:{why}", "not compared with {path}: {why}")
_WHERE = Text("{what}({where})", "{what} ({where})")
_LINE = Text("第{line}行", "line {line}")
_BASELINE = Text(
    "与基线 {path} 相比:原有 {known},新增 {new},消失 {gone}",
    "against the baseline {path}: {known} known, {new} new, {gone} gone",
)
_STATUS_COUNT = Text("{status} {number} 个文件", "{number} {status}")
_CRASHED = Text("{number} 个文件检查时程序出错", "{number} checked only in part (internal error)")
_UNREAD_KIND = Text(
    "另有 {number} 个文档的格式还不能读,没有检查(--verbose 列出)",
    "{number} documents of kinds that are not read yet were left out (--verbose names them)",
)


def message(result: Result, diagnostic: Diagnostic, lang: str) -> str:
    """The sentence that tells the finding."""
    words = result.rules[diagnostic.code]
    text = words.messages.get(diagnostic.variant) or words.title
    return fill(text, lang, diagnostic.args)


def related_message(result: Result, diagnostic: Diagnostic, related: RelatedPlace, lang: str) -> str:
    """The sentence for a second place of a finding."""
    text = result.rules[diagnostic.code].messages.get(related.text)
    return fill(text, lang, {**diagnostic.args, **related.args}) if text else related.text


def expectation(diagnostic: Diagnostic, lang: str) -> str:
    """What should stand there and what does; "" if one of them is unknown."""
    if diagnostic.expected is None or diagnostic.actual is None:
        return ""
    return fill(_EXPECTED, lang, {"expected": diagnostic.expected, "actual": diagnostic.actual})


def advice(result: Result, diagnostic: Diagnostic, lang: str) -> str:
    """What to do about the finding."""
    return fill(result.rules[diagnostic.code].help, lang, diagnostic.args)


def basis(result: Result, diagnostic: Diagnostic, lang: str) -> list[str]:
    """The articles and documents that the finding's rule rests on."""
    return [fill(text, lang, {}) for text in result.rules[diagnostic.code].basis]


def name(result: Result, code: str) -> str:
    """The name of a rule, or its code where the result has not what it says."""
    return result.rules[code].name if code in result.rules else code


def title(result: Result, code: str, lang: str) -> str:
    """What must hold by a rule, or its code where the result has not what it says."""
    return fill(result.rules[code].title, lang, {}) if code in result.rules else code


def family_of(result: Result, code: str) -> str:
    """The family that a code belongs to: the beginning of its codes, or the letters of the code where none is known."""
    known = [start for start in result.families if code.startswith(start)]
    return max(known, key=len) if known else code.rstrip("0123456789")


def template(text: Text, lang: str) -> str:
    """A text of a rule as it stands, with its placeholders visible."""
    return (text.zh if lang == "zh" else text.en).replace("{{", "{").replace("}}", "}")


def reason(check: Check, lang: str) -> str:
    """Why a rule could not judge a file, or what it lacked to be asked; "" for any other verdict."""
    return word(REASONS, check.why, lang, check.args) if check.why else ""


def position(diagnostic: Diagnostic | RelatedPlace, lang: str) -> str:
    """`line:column`, or page and line, paragraph, or cell where there are no lines; "" for the file as a whole."""
    if diagnostic.page is not None:
        if diagnostic.line is not None:
            return fill(_PAGE_LINE, lang, {"page": diagnostic.page, "line": diagnostic.line})
        return fill(_PAGE, lang, {"number": diagnostic.page})
    if diagnostic.line is not None:
        return f"{diagnostic.line}:{diagnostic.column}"
    if diagnostic.grid is not None:
        table, row, cell = diagnostic.grid
        return fill(_GRID, lang, {"table": table, "row": row, "cell": cell})
    if diagnostic.paragraph is not None:
        return fill(_PASSAGE, lang, {"number": diagnostic.paragraph})
    return ""


def place(diagnostic: Diagnostic, lang: str, marks: Marks) -> str:
    """Where in the report the finding stands: table, row and column, or section and paragraph, or the part of the
    report outside the sections; "" if unknown.
    """
    if diagnostic.table:
        steps = [word(TABLES, diagnostic.table, lang), diagnostic.row or "", diagnostic.cell or ""]
    else:
        steps = [word(SECTIONS, diagnostic.section, lang) if diagnostic.section else ""]
        if diagnostic.passage and diagnostic.section:
            steps.append(fill(_PASSAGE, lang, {"number": diagnostic.passage}))
        elif diagnostic.region and not (diagnostic.section and diagnostic.region == "text"):
            steps.append(word(REGIONS, diagnostic.region, lang))
    return f" {marks.step} ".join(step for step in steps if step)


def parenthesis(parts: Iterable[str], lang: str) -> str:
    """The parts that there are, in brackets as they follow a sentence; "" if there are none."""
    told = (",", ", ")[lang == "en"].join(part for part in parts if part)
    return "" if not told else f"({told})" if lang == "zh" else f" ({told})"


def severities(counts: Counts, lang: str) -> str:
    """`错误 1,警告 2` — only what there is."""
    names = counts.by_severity.items()
    if lang == "zh":
        return ",".join(f"{word(SEVERITIES, name, lang)} {number}" for name, number in names if number)
    return ", ".join(f"{number} {name}{'s' if number > 1 else ''}" for name, number in names if number)


def verdict(counts: Counts, hidden: Counts, lang: str) -> str:
    """How many findings there are, shown and not."""
    text = severities(counts, lang) or fill(_NO_FINDINGS, lang, {})
    if hidden.total:
        separator = ";" if lang == "zh" else "; "
        text += separator + fill(_HIDDEN, lang, {"counts": severities(hidden, lang)})
    return text


def files(number: int, lang: str) -> str:
    """`3 个文件`."""
    return fill(_FILES, lang, {"number": number, "files": "file" if number == 1 else "files"})


def relations(found: Relations, lang: str) -> str:
    """How many relations held, were violated, could not be assessed; "" if there are none."""
    number = found.total
    if not number:
        return ""
    if found.held == number:
        return fill(_HELD, lang, {"number": number})
    others = "".join(
        fill(text, lang, {"number": count})
        for text, count in ((_VIOLATED, found.violated), (_NOT_ASSESSABLE, found.not_assessable))
        if count
    )
    return fill(_RELATIONS, lang, {"number": number, "held": found.held, "others": others})


def reasons(unassessed: list[Unassessed], lang: str) -> list[str]:
    """Why relations could not be assessed: one line a table and reason, with the number of relations."""
    counted = Counter((item.table, item.why) for item in unassessed)
    first = {(item.table, item.why): item for item in reversed(unassessed)}
    lines = []
    for (table, why), number in counted.items():
        reason = word(REASONS, why, lang, first[table, why].args)
        separator = ":" if lang == "zh" else ": "
        lines.append(f"{word(TABLES, table, lang)}{separator}{reason} ({number})")
    return lines


def suppressed(result: Result, lang: str) -> str:
    """How many findings do not count, and what keeps them from it; "" if all count."""
    found = result.suppressed
    if not found:
        return ""
    ways = (",", ", ")[lang == "en"].join(word(_WAYS, how, lang, {"number": found[how]}) for how in found)
    return fill(_SUPPRESSED, lang, {"number": sum(found.values()), "ways": ways})


def audited(result: Result, lang: str) -> str:
    """What the audited party would have hidden in an audit; "" if nothing."""
    suppressed, lowered, excluded = result.would_be_suppressed, result.would_be_lowered, result.would_be_excluded
    paths = [file.path for file in excluded[:_MOST_EXCLUDED]] + ["…"] * (len(excluded) > _MOST_EXCLUDED)
    facts = {
        "number": len(excluded),
        "files": "file" if len(excluded) == 1 else "files",
        "paths": ("、" if lang == "zh" else ", ").join(paths),
    }
    said = (
        fill(_WOULD_BE_SUPPRESSED, lang, {"number": suppressed}) if suppressed else "",
        fill(_WOULD_BE_LOWERED, lang, {"number": lowered}) if lowered else "",
        fill(_WOULD_BE_EXCLUDED, lang, facts) if excluded else "",
    )
    return (";" if lang == "zh" else "; ").join(part for part in said if part)


def fixable(result: Result, lang: str) -> str:
    """How many findings can be put right without asking; "" if none can."""
    return fill(_FIXABLE, lang, {"number": result.fixable}) if result.fixable else ""


def suggestion(diagnostic: Diagnostic, lang: str) -> str:
    """What would put a finding right that is not put right without asking; "" where nothing says so, or where what was
    expected says it already.
    """
    fix = diagnostic.fix
    if fix is None or fix.is_safe:
        return ""
    first = fix.edits[0]
    says_more = len(fix.edits) > 1 or first.text != diagnostic.expected
    if not says_more and (first.start, first.end) == diagnostic.span:
        return ""
    said = dict.fromkeys(_edit(edit, lang) for edit in fix.edits)
    shown = [*list(said)[:_MOST_EDITS], *(["…"] if len(said) > _MOST_EDITS else [])]
    return ("、" if lang == "zh" else ", ").join(shown)


def _edit(edit: Replacement, lang: str) -> str:
    old, new = (_shortened(" ".join(text.split()) or text.strip("\r\n")) for text in (edit.old, edit.text))
    text = _CHANGE if old and new else _DELETE if old else _INSERT
    return fill(text, lang, {"old": old, "new": new})


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_EDIT else text[: _LONGEST_EDIT - 1] + "…"


def suppression(by: Suppressed, lang: str) -> str:
    """What keeps a finding from counting, where that is written, and why."""
    what = word(_SAYS, by.how, lang, {"level": word(SEVERITIES, by.level, lang)} if by.level else {})
    if by.path:
        where = by.path if by.line is None else f"{by.path}:{by.line}"
    else:
        where = "" if by.line is None else fill(_LINE, lang, {"line": by.line})
    sentence = fill(_WHERE, lang, {"what": what, "where": where}) if where else what
    return f"{sentence}{':' if lang == 'zh' else ': '}{by.reason}" if by.reason else sentence


def baseline(result: Result, lang: str) -> str:
    """What is new and what is gone since the baseline; "" if there is none."""
    if not result.baseline:
        return ""
    facts = {
        "path": result.baseline,
        "known": result.suppressed.get(BASELINE, 0),
        "new": result.new,
        "gone": len(result.gone),
    }
    return fill(_BASELINE, lang, facts)


def compared(result: Result, lang: str) -> str:
    """What a single report was compared with; "" if it was compared with nothing, or there are several."""
    file = result.files[0] if len(result.files) == 1 else None
    other = file.compared if file is not None else None
    if file is None or other is None or other.why:
        return ""
    is_next = file.year is not None and other.year == file.year - 1
    return fill(_COMPARED if is_next else _GAP, lang, {"path": other.path, "year": other.year})


def related_text(result: Result, diagnostic: Diagnostic, related: RelatedPlace, lang: str) -> str:
    """The sentence for a second place of a finding; with file and position where it is in another file."""
    told = related_message(result, diagnostic, related, lang)
    if not related.path:
        return told
    where = ":".join(filter(None, (related.path, position(related, lang))))
    return fill(_WHERE, lang, {"what": told, "where": where})


def elsewhere(result: Result, diagnostic: Diagnostic, lang: str) -> list[str]:
    """The places in other files that the finding speaks of, a line each: outputs that show no second places in the file
    itself still have to say where those are.
    """
    return [related_text(result, diagnostic, related, lang) for related in diagnostic.related if related.path]


def failures(result: Result, lang: str) -> list[str]:
    """What could not be judged, a line each: files by status, files on which the machine failed, and those that could
    not be compared with what was given for that.
    """
    statuses = Counter(file.status for file in result.files if file.status != "checked")
    lines = [
        fill(_STATUS_COUNT, lang, {"status": word(STATUSES, status, lang), "number": number})
        for status, number in sorted(statuses.items())
    ]
    crashed = sum(file.crashed for file in result.files)
    if crashed:
        lines.append(fill(_CRASHED, lang, {"number": crashed}))
    for file in result.files:
        if file.compared is not None and file.compared.why:
            why = word(REASONS, file.compared.why, lang, file.compared.args)
            lines.append(fill(_NOT_COMPARED, lang, {"path": file.compared.path, "why": why}))
    return lines


def left_out(result: Result, lang: str) -> str:
    """A word on documents that were met but are of a kind that is not read; "" if there are none."""
    number = sum(skipped.why == "unread-kind" for skipped in result.skipped)
    return fill(_UNREAD_KIND, lang, {"number": number}) if number else ""


def summary(result: Result, lang: str) -> str:
    """The whole run in a line."""
    colon, semicolon = (":", ";") if lang == "zh" else (": ", "; ")
    subject = files(len(result.files), lang) + colon + verdict(result.counts, result.hidden, lang)
    said = (
        compared(result, lang),
        suppressed(result, lang),
        audited(result, lang),
        baseline(result, lang),
        fixable(result, lang),
    )
    parts = (subject, relations(result.relations, lang), *failures(result, lang), *said, left_out(result, lang))
    return semicolon.join(part for part in parts if part)
