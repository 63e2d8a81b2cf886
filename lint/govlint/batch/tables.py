"""The tables of a store: their columns, what each holds, and how the machine's own objects become JSON in them.

Everything here is plain data; `arrow` makes schemas of it where Parquet is written.
"""

from __future__ import annotations

from govlint.records import Record
from govlint.rule import Text

SCHEMA = 2
"""Grows with every change to a table. A store of a later one is refused; what an earlier one holds is judged anew."""

STRING, NUMBER, SWITCH, BYTES, NUMBERS = "string", "int64", "bool", "binary", "list<uint32>"
"""The types of columns, as Arrow calls them. Columns of JSON are strings."""


class Column(Record):
    """One column."""

    name: str
    type: str
    meaning: Text


_KEY = (
    Column("content_hash", STRING, Text("文件内容的 sha256", "sha256 of the bytes of the file")),
    Column(
        "judged_by",
        STRING,
        Text(
            "由什么得出:版本、规则和设置的摘要", "what judged it: a digest of the version, the rules and the settings"
        ),
    ),
)
"""Tells the rows of one verdict from all others, and begins every table."""

FILES, REPORTS, FINDINGS, FIGURES, SET_FACTS = "files", "reports", "findings", "figures", "set_facts"
PAIRS, PAIR_FINDINGS, SET_FINDINGS = "pairs", "pair_findings", "set_findings"

_PREVIOUS = (
    Column("previous_hash", STRING, Text("上一年度报告的 content_hash", "content_hash of the report before it")),
    Column("previous_judged_by", STRING, Text("上一年度报告的 judged_by", "judged_by of the report before it")),
)

COLUMNS: dict[str, tuple[Column, ...]] = {
    FILES: (
        Column("path", STRING, Text("文件路径,照给出的写法", "path of the file, as given")),
        Column("file", BYTES, Text("打开文件用的路径,原样的字节", "the path as the system has it")),
        *_KEY,
        Column("size", NUMBER, Text("字节数", "bytes")),
        Column(
            "problem",
            STRING,
            Text("读不了或没能判断完时的缘由(JSON)", "why it could not be read or judged to the end (JSON)"),
        ),
    ),
    REPORTS: (
        *_KEY,
        Column(
            "status",
            STRING,
            Text(
                "checked、unreadable、unsupported 或 not-a-report", "checked, unreadable, unsupported or not-a-report"
            ),
        ),
        Column("why", STRING, Text("不能读的缘由", "why it cannot be read")),
        Column("crashed", SWITCH, Text("检查时程序出错", "whether a rule or the reading failed")),
        Column("kind", STRING, Text("文件的种类", "kind of file")),
        Column("organ", STRING, Text("报告机关", "the organ that reports")),
        Column("organ_kind", STRING, Text("机关类别", "kind of organ")),
        Column("organ_level", STRING, Text("机关层级", "level of government")),
        Column("region", STRING, Text("机关名称里的地方", "the place in the name of the organ")),
        Column("year", NUMBER, Text("报告年度", "reporting year")),
        Column("statutory_format", STRING, Text("适用的格式", "statutory format")),
        Column("issue_date", STRING, Text("成文日期", "date of issue")),
        Column("errors", NUMBER, Text("错误数", "errors")),
        Column("warnings", NUMBER, Text("警告数", "warnings")),
        Column("infos", NUMBER, Text("提示数", "infos")),
        Column("suppressed", NUMBER, Text("被忽略的问题数", "findings that do not count")),
        Column("held", NUMBER, Text("成立的勾稽关系", "relations between figures that hold")),
        Column("violated", NUMBER, Text("不成立的勾稽关系", "relations that are violated")),
        Column("not_assessable", NUMBER, Text("无法核对的勾稽关系", "relations that could not be assessed")),
        Column(
            "rest",
            STRING,
            Text(
                "其余一切:没有通过的规则、无法核对的关系(JSON)",
                "all else: rules not passed, relations not assessed (JSON)",
            ),
        ),
    ),
    FINDINGS: (
        *_KEY,
        Column("number", NUMBER, Text("在报告里的次序,从 0 起", "its place among those of the report, from 0")),
        Column("code", STRING, Text("规则编号", "code of the rule")),
        Column("name", STRING, Text("规则名称", "name of the rule")),
        Column("severity", STRING, Text("级别", "severity")),
        Column("suppressed", SWITCH, Text("被忽略,不计入", "whether it does not count")),
        Column("variant", STRING, Text("用规则的哪一句话", "which message of the rule tells it")),
        Column("message_zh", STRING, Text("中文的一句话", "the sentence in Chinese")),
        Column("message_en", STRING, Text("英文的一句话", "the sentence in English")),
        Column("line", NUMBER, Text("行", "line")),
        Column("column", NUMBER, Text("列", "column")),
        Column("end_line", NUMBER, Text("结束的行", "line of the end")),
        Column("end_column", NUMBER, Text("结束的列", "column of the end")),
        Column("page", NUMBER, Text("页(PDF)", "page (PDF)")),
        Column("paragraph", NUMBER, Text("段(Word)", "paragraph (Word)")),
        Column("section", NUMBER, Text("第几部分", "section")),
        Column("region", STRING, Text("报告的哪一处", "part of the report")),
        Column("passage", NUMBER, Text("这一部分的第几段", "paragraph of the section")),
        Column("table", STRING, Text("哪张表", "table")),
        Column("row", STRING, Text("行的名称", "label of the row")),
        Column("cell", STRING, Text("列的名称", "label of the column")),
        Column("expected", STRING, Text("应为", "expected")),
        Column("actual", STRING, Text("实为", "found")),
        Column("excerpt", STRING, Text("原文摘录", "extract of the file")),
        Column("args", STRING, Text("句子里的各项(JSON)", "what the sentence is filled in with (JSON)")),
        Column("fingerprint", STRING, Text("指纹", "fingerprint")),
        Column("rest", STRING, Text("其余一切(JSON)", "all else (JSON)")),
    ),
    FIGURES: (
        *_KEY,
        Column("table", STRING, Text("哪张表", "table")),
        Column("row_id", STRING, Text("行的编号", "id of the row")),
        Column("row", STRING, Text("行的名称", "label of the row")),
        Column("column_id", STRING, Text("列的编号", "id of the column")),
        Column("column", STRING, Text("列的名称", "label of the column")),
        Column(
            "kind",
            STRING,
            Text("单元格的种类;表没有读出时是其状态", "kind of cell; where the table was not read, what became of it"),
        ),
        Column("raw", STRING, Text("印的是什么", "as printed")),
        Column("value", STRING, Text("数值,按原样的精度", "the value, exactly")),
        Column("page", NUMBER, Text("页(PDF)", "page (PDF)")),
        Column("line", NUMBER, Text("行", "line")),
    ),
    SET_FACTS: (
        *_KEY,
        Column("kind", STRING, Text("文件的种类", "kind of file")),
        Column("organ", STRING, Text("报告机关,没有空格", "the organ that reports, without blanks")),
        Column("organ_kind", STRING, Text("机关类别", "kind of organ")),
        Column("year", NUMBER, Text("报告年度", "reporting year")),
        Column("statutory_format", STRING, Text("适用的格式", "statutory format")),
        Column("issue_date", STRING, Text("成文日期", "date of issue")),
        Column("organ_spot", STRING, Text("机关名称在哪里(JSON)", "where the organ is named (JSON)")),
        Column(
            "covers",
            STRING,
            Text(
                "哪里说数据汇总了全地区(JSON);没有说为空",
                "where it says that its figures are those of its whole area (JSON); null if nowhere",
            ),
        ),
        Column(
            "figures", STRING, Text("三张表的数字和位置(JSON)", "the figures of the tables and their places (JSON)")
        ),
        Column(
            "sections",
            STRING,
            Text("各部分文字的摘要和其中的数字(JSON)", "a digest of each section's text, and its figures (JSON)"),
        ),
        Column("pieces", STRING, Text("各段的位置(JSON)", "the places of the paragraphs (JSON)")),
        Column(
            "overview_text",
            STRING,
            Text("总体情况,遮去名称和数字", "section one with names and figures masked"),
        ),
        Column("problems_text", STRING, Text("存在问题部分,同样遮盖", "section five, masked likewise")),
        Column("whole_text", STRING, Text("全部正文,同样遮盖", "all of the running text, masked likewise")),
        Column("overview_sketch", BYTES, Text("总体情况的特征", "the signature of section one")),
        Column("problems_sketch", BYTES, Text("存在问题部分的特征", "the signature of section five")),
    ),
}
"""Every table by its name."""

_OF_A_FINDING = tuple(column for column in COLUMNS[FINDINGS] if column not in _KEY)
COLUMNS[PAIRS] = (
    *_KEY,
    *_PREVIOUS,
    Column(
        "rest",
        STRING,
        Text(
            "与哪份报告比对、没有通过的规则(JSON);不能比对时为空对象",
            "what was compared, and the rules not passed (JSON); an empty object if the two cannot be compared",
        ),
    ),
)
COLUMNS[PAIR_FINDINGS] = (*_KEY, *_PREVIOUS, *_OF_A_FINDING)
COLUMNS[SET_FINDINGS] = (
    Column("path", STRING, Text("问题所在的文件", "the file it is about")),
    *_OF_A_FINDING,
)

RUN_TABLES = (FILES, SET_FINDINGS)
"""The tables that belong to the run at hand."""
PAIR_TABLES = (PAIRS, PAIR_FINDINGS)
"""The tables whose rows belong to two contents, and stay from run to run."""


def kept_tables() -> tuple[str, ...]:
    """The tables whose rows belong to one content, and stay from run to run."""
    return tuple(name for name in COLUMNS if name not in (*RUN_TABLES, *PAIR_TABLES))
