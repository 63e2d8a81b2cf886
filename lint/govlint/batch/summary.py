"""What a batch came to: by kind of organ, region, year and rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from govlint.batch.views import quoted
from govlint.messages import ORGAN_KINDS, REASONS, SEVERITIES, STATUSES, fill, word
from govlint.output.terminal import escaped, width_of
from govlint.records import Record
from govlint.result import Counts
from govlint.rule import SEVERITIES as SEVERITY_ORDER
from govlint.rule import Text

if TYPE_CHECKING:
    import duckdb

    from govlint.registry import Registry

LONGEST = 20
"""Lines of a table, unless all of them are asked for."""

_COUNTED = """
CREATE TEMP TABLE counted AS
WITH counts AS (
    SELECT file_number,
        count(*) FILTER (severity = 'error') AS errors,
        count(*) FILTER (severity = 'warning') AS warnings,
        count(*) FILTER (severity = 'info') AS infos,
        bool_or(code = {crash}) AS failed
    FROM found WHERE NOT suppressed GROUP BY ALL
)
SELECT files.path, files.content_hash,
    reports.* EXCLUDE (content_hash, judged_by, crashed, errors, warnings, infos, rest),
    reports.crashed OR coalesce(counts.failed, false) AS crashed,
    coalesce(counts.errors, 0) AS errors, coalesce(counts.warnings, 0) AS warnings, coalesce(counts.infos, 0) AS infos
FROM files
LEFT JOIN reports ON files.content_hash = reports.content_hash AND files.judged_by = reports.judged_by
LEFT JOIN counts ON files.number = counts.file_number
"""
_WHOLE = """
SELECT count(*), count(DISTINCT content_hash), coalesce(sum(errors), 0), coalesce(sum(warnings), 0),
    coalesce(sum(infos), 0), coalesce(sum(suppressed), 0), coalesce(sum(held), 0), coalesce(sum(violated), 0),
    coalesce(sum(not_assessable), 0), count(*) FILTER (status IS NULL), count(*) FILTER (crashed),
    count(*) FILTER (status = 'checked')
FROM counted
"""
_STATUSES = """
SELECT status, why, count(*) FROM counted
WHERE status IS NOT NULL AND status <> 'checked' GROUP BY ALL ORDER BY 3 DESC, 1, 2
"""
_BY = """
SELECT {column}, count(*), count(*) FILTER (errors > 0), sum(errors), sum(warnings), sum(infos), sum(violated)
FROM counted WHERE status = 'checked' GROUP BY 1 ORDER BY {order}
"""
_RULES = """
SELECT code, any_value(name), list(DISTINCT severity), count(*), count(DISTINCT file_number)
FROM found WHERE NOT suppressed GROUP BY 1 ORDER BY 4 DESC, 1
"""
_ELSEWHERE = """
SELECT count(*) FILTER (severity = 'error'), count(*) FILTER (severity = 'warning'), count(*) FILTER (severity = 'info')
FROM found WHERE file_number IS NULL AND NOT suppressed
"""

_FILES = Text("文件 {files} 个,报告 {checked} 份", "{files} files, {checked} reports")
_TWICE = Text("(内容不同的 {contents} 个)", " ({contents} different contents)")
_FOUND = Text("错误 {errors},警告 {warnings},提示 {infos}", "{errors} errors, {warnings} warnings, {infos} infos")
_SUPPRESSED = Text("已忽略 {number}", "{number} suppressed")
_RELATIONS = Text(
    "勾稽关系:成立 {held},不成立 {violated},无法核对 {unknown}",
    "relations between figures: {held} hold, {violated} violated, {unknown} not assessable",
)
_UNJUDGED = Text("还没有检查 {number} 个", "{number} not judged yet")
_CRASHED = Text("检查时程序出错 {number} 个", "{number} with an internal error")
_NOT_CHECKED = Text("没能检查", "Not checked")
_BY_KIND = Text("按机关类别", "By kind of organ")
_BY_REGION = Text("按地方", "By region")
_BY_YEAR = Text("按年度", "By year")
_BY_RULE = Text("按规则", "By rule")
_HEADS = (
    Text("报告", "reports"),
    Text("有错误的", "with errors"),
    Text("错误", "errors"),
    Text("警告", "warnings"),
    Text("提示", "infos"),
    Text("不成立", "violated"),
)
_RULE_HEADS = (Text("级别", "severity"), Text("问题", "findings"), Text("报告", "reports"))
_NUMBER = Text("个数", "number")
_UNKNOWN = Text("不明", "unknown")
_MORE = Text("……另有 {number} 行(--verbose 全部列出)", "… {number} more (--verbose lists all)")


class Whole(Record):
    """A batch in numbers."""

    files: int
    contents: int
    errors: int
    warnings: int
    infos: int
    suppressed: int
    held: int
    violated: int
    not_assessable: int
    unjudged: int
    """Files of which nothing is known: they changed while they were read."""
    crashed: int
    checked: int

    @property
    def counts(self) -> Counts:
        """The findings that count, by severity."""
        return Counts(self.errors, self.warnings, self.infos)

    @property
    def is_judged(self) -> bool:
        """Whether every file was read as a report and every rule ran on it."""
        return self.checked == self.files and not self.crashed


def count(connection: duckdb.DuckDBPyConnection, crash: str = "") -> Whole:
    """The numbers of the run, from which `text_of` makes its tables. `crash` is the code of the rule that tells of
    rules that failed: those that look at several reports leave no other trace.
    """
    connection.execute(_COUNTED.format(crash=quoted(crash)))
    whole = Whole(*map(int, connection.execute(_WHOLE).fetchall()[0]))
    errors, warnings, infos = connection.execute(_ELSEWHERE).fetchall()[0]
    return whole.replace(errors=whole.errors + errors, warnings=whole.warnings + warnings, infos=whole.infos + infos)


def text_of(
    connection: duckdb.DuckDBPyConnection, whole: Whole, registry: Registry, lang: str, *, is_long: bool = False
) -> str:
    """The summary as a text."""
    most = None if is_long else LONGEST
    parts = ["\n".join(_lines(whole, lang)) + "\n"]
    statuses = [
        (word(STATUSES, status, lang), word(REASONS, why, lang) if why else "", number)
        for status, why, number in connection.execute(_STATUSES).fetchall()
    ]
    if statuses:
        named = [(status + (f" ({why})" if why else ""), number) for status, why, number in statuses]
        parts.append(_table(_NOT_CHECKED, (_NUMBER,), named, lang, most))
    if whole.checked:
        for title, column, order, name in (
            (_BY_KIND, "organ_kind", "2 DESC, 1", lambda kind: word(ORGAN_KINDS, kind, lang)),
            (_BY_REGION, "region", "2 DESC, 1", str),
            (_BY_YEAR, "year", "1", str),
        ):
            parts.append(_table(title, _HEADS, _by(connection, column, order, name, lang), lang, most))
    rules = [
        (f"{code} {name}", word(SEVERITIES, min(found, key=SEVERITY_ORDER.index), lang), number, files)
        for code, name, found, number, files in connection.execute(_RULES).fetchall()
    ]
    if rules:
        parts.append(_table(_BY_RULE, _RULE_HEADS, rules, lang, most))
    return "\n".join(parts)


def _lines(whole: Whole, lang: str) -> list[str]:
    colon, comma = (":", ",") if lang == "zh" else (": ", ", ")
    subject = fill(_FILES, lang, whole.fields())
    if whole.contents < whole.files:
        subject += fill(_TWICE, lang, whole.fields())
    said = [fill(_FOUND, lang, whole.fields())]
    for text, number in ((_SUPPRESSED, whole.suppressed), (_CRASHED, whole.crashed), (_UNJUDGED, whole.unjudged)):
        if number:
            said.append(fill(text, lang, {"number": number}))
    relations = {"held": whole.held, "violated": whole.violated, "unknown": whole.not_assessable}
    return [subject + colon + comma.join(said), fill(_RELATIONS, lang, relations)]


def _by(
    connection: duckdb.DuckDBPyConnection, column: str, order: str, name: Callable[[Any], str], lang: str
) -> list[tuple[Any, ...]]:
    rows = connection.execute(_BY.format(column=column, order=order)).fetchall()
    return [(fill(_UNKNOWN, lang, {}) if value is None else name(value), *numbers) for value, *numbers in rows]


def _table(title: Text, heads: Sequence[Text], rows: Sequence[Sequence[Any]], lang: str, most: int | None) -> str:
    """Rows under a title, in columns as wide as what is in them; all but the first are aligned to the right."""
    shown = [[escaped(str(value)) for value in row] for row in rows[:most]]
    lines = [[fill(title, lang, {}), *(fill(head, lang, {}) for head in heads)], *shown]
    widths = [max(width_of(line[index]) for line in lines) for index in range(len(lines[0]))]
    text = "".join(
        "  ".join(
            [
                line[0] + " " * (widths[0] - width_of(line[0])),
                *(" " * (wide - width_of(value)) + value for value, wide in zip(line[1:], widths[1:], strict=True)),
            ]
        ).rstrip()
        + "\n"
        for line in lines
    )
    hidden = len(rows) - len(shown)
    return text + (fill(_MORE, lang, {"number": hidden}) + "\n" if hidden else "")
