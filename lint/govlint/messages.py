"""The words of the machine itself, in both languages. What rules say stands with the rules.

Every table here is keyed by what results and events carry; a key that is not in its table shows as itself
(`word`), so that a rule pack with keys of its own never breaks an output.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govlint.rule import ERROR, INFO, WARNING, Text

LANGUAGES = ("zh", "en")

SEVERITIES = {
    ERROR: Text("错误", "error"),
    WARNING: Text("警告", "warning"),
    INFO: Text("提示", "info"),
}

SECTIONS: dict[int, Text] = {
    1: Text("一、总体情况", "1 Overview"),
    2: Text("二、主动公开政府信息情况", "2 Proactive disclosure"),
    3: Text("三、收到和处理政府信息公开申请情况", "3 Applications received and handled"),
    4: Text("四、政府信息公开行政复议、行政诉讼情况", "4 Reviews and litigation"),
    5: Text("五、存在的主要问题及改进情况", "5 Problems and improvements"),
    6: Text("六、其他需要报告的事项", "6 Other matters"),
}

TABLES = {
    "disclosure": Text("表一(主动公开)", "Table 1 (disclosure)"),
    "applications": Text("表二(申请)", "Table 2 (applications)"),
    "review": Text("表三(复议诉讼)", "Table 3 (reviews and suits)"),
}

REGIONS = {
    "furniture": Text("页面杂项", "page furniture"),
    "title": Text("标题", "title"),
    "preamble": Text("前言", "preamble"),
    "heading": Text("标题行", "heading"),
    "end": Text("文末", "end of the report"),
}

VERDICTS = {
    "passed": Text("通过", "passed"),
    "failed": Text("未通过", "failed"),
    "not_applicable": Text("不适用", "not applicable"),
    "not_assessable": Text("无法核对", "not assessable"),
}

RELATIONS = {
    "row-total": Text("每行的总计", "total of each row"),
    "results-total": Text("办理结果的总计", "total of the results"),
    "balance": Text("收件与办件的平衡", "balance of received and handled"),
    "review-total": Text("复议诉讼的总计", "totals of reviews and suits"),
    "carry-over": Text("上年结转与上一年度报告", "carried in, and carried out last year"),
    "valid-documents": Text("现行有效件数与上一年度报告", "documents in force, and those of last year"),
    "old-items": Text("项目数量与上一年度报告", "items, and those of last year"),
}

ORGAN_KINDS = {
    "province": Text("省级政府", "province"),
    "city": Text("市级政府", "city"),
    "county": Text("县级政府", "county"),
    "town": Text("乡镇政府", "town"),
    "subdistrict": Text("街道办事处", "subdistrict office"),
    "department": Text("政府部门", "department"),
    "office": Text("政府办公厅(室)", "general office of a government"),
    "committee": Text("管委会", "committee"),
    "institution": Text("企事业单位", "institution"),
}

STATUSES = {
    "checked": Text("已检查", "checked"),
    "unreadable": Text("无法读取", "unreadable"),
    "unsupported": Text("不支持的格式", "unsupported format"),
    "not-a-report": Text("不是年度报告", "not an annual report"),
}

REASONS: dict[str, Text] = {
    "table-missing": Text("没有这张表", "the table is missing"),
    "table-unreadable": Text("表格读不出来", "the table could not be read"),
    "no-figures": Text("表格里没有数字", "the table has no figures"),
    "column-major": Text("表格被逐列抽成文字,行列无法对应", "the table was extracted column by column"),
    "cells-lost": Text(
        "空白单元格消失,数字属于哪一列无法确定", "blank cells vanished, and which column a figure is in is unknown"
    ),
    "cell-count": Text("这一行的单元格数目不对", "the row does not have the right number of cells"),
    "blank": Text("单元格是空的", "a cell is blank"),
    "placeholder": Text("单元格里是“/”“无”一类的符号,不是数字", "a cell holds a placeholder instead of a figure"),
    "text": Text("单元格里是文字,不是数字", "a cell holds text instead of a figure"),
    "not-a-count": Text("单元格里不是0或者正整数", "a cell holds no count"),
    "row-missing": Text("没有这一行", "the row is missing"),
    "year-unknown": Text("看不出报告年度", "the reporting year is unknown"),
    "organ-unknown": Text("看不出报告机关", "the reporting organ is unknown"),
    "organ-kind-unknown": Text("看不出机关的类别", "the kind of organ is unknown"),
    "period-unreadable": Text("统计期限的日期残缺", "the dates of the period are damaged"),
    "lines-wrapped": Text(
        "文字按固定宽度换行,看不出段落在哪里结束", "the lines are wrapped, and where paragraphs end is unknown"
    ),
    "altered-copy": Text(
        "这是改了字形或者夹有拼音的转载件,用字不是报告原有的",
        "this is a copy in another script or with pronunciation in it, and its words are not the report's",
    ),
    "unreadable": Text("文件读不出来", "the file could not be read"),
    "unsupported": Text("这种格式的文件还不能读", "files of this kind are not supported"),
    "not-a-report": Text("文件不是年度报告", "the file is not an annual report"),
    "rule-crashed": Text("检查时程序出错", "the check failed (internal error)"),
    "no-previous": Text("没有给出上一年度的报告(--previous)", "no previous report was given (--previous)"),
    "previous-unreadable": Text("上一年度的报告读不出来", "the previous report could not be read"),
    "previous-unsupported": Text(
        "上一年度的报告是还不能读的格式", "the previous report is of a kind that is not supported"
    ),
    "previous-not-a-report": Text(
        "给出的上一年度报告不是年度报告", "the previous report given is not an annual report"
    ),
    "previous-other-organ": Text(
        "给出的上一年度报告是另一个机关的:{other},不是{organ}",
        "the previous report given is that of another organ: {other}, not {organ}",
    ),
    "previous-not-earlier": Text(
        "给出的上一年度报告是{other}年度的,不早于本报告的{year}年度",
        "the previous report given is of {other}, no year before {year}, which this report is of",
    ),
    "previous-year-unknown": Text(
        "看不出给出的上一年度报告是哪一年度的", "the year of the previous report given is unknown"
    ),
    "previous-gap": Text(
        "给出的报告是{other}年度的,中间隔着年度,数字不能衔接",
        "the report given is of {other}: years lie between, and the figures do not follow on each other",
    ),
    "previous-figures": Text(
        "上一年度报告里对应的数字读不出来", "the figures in the previous report could not be read"
    ),
    "previous-in-doubt": Text(
        "上一年度报告里对应的数字本身对不上", "the figures in the previous report do not add up themselves"
    ),
    "figures-in-doubt": Text(
        "表内的数字本身对不上,先改正才能与上一年度核对",
        "figures of the table do not add up; they must be put right before they can be compared with last year's",
    ),
    "formats-differ": Text(
        "有一份报告的表格不是这两个年度的格式",
        "the table of one of the reports does not follow the format of these years",
    ),
    "text-too-short": Text("文字太短,看不出是否雷同", "the text is too short to be compared"),
    "no-set": Text("要和其他报告放在一起才能核对", "it takes several reports together"),
}
"""Why a relation or a rule could not be assessed. A rule pack may add keys."""

SKIPPED = {
    "hidden": Text("隐藏", "hidden"),
    "git-ignored": Text("被 git 忽略", "ignored by git"),
    "excluded": Text("exclude 排除", "excluded"),
    "link": Text("不是普通文件", "not a regular file"),
    "other-kind": Text("不是文档", "not a document"),
    "unread-kind": Text("这种格式还不能读", "a kind of document that is not read yet"),
    "no-access": Text("文件夹打不开", "the folder could not be opened"),
}

FIGURE_SHEETS = {
    "reports": Text("报告", "reports"),
    "cells": Text("非数字的格", "cells"),
    "figures": Text("数据", "figures"),
    "columns": Text("列的说明", "columns"),
}
"""The sheets of the workbook of figures."""

FIGURE_COLUMNS = {
    "path": Text("文件", "file"),
    "sha256": Text("文件的 SHA-256", "SHA-256 of the file"),
    "status": Text("读取情况", "status"),
    "organ": Text("机关", "organ"),
    "organ_kind": Text("机关类别", "kind of organ"),
    "region": Text("地区", "region"),
    "year": Text("报告年度", "year"),
    "statutory_format": Text("法定格式", "statutory format"),
    "issue_date": Text("成文日期", "date of issue"),
    "disclosure": Text("表一读取情况", "table 1"),
    "applications": Text("表二读取情况", "table 2"),
    "review": Text("表三读取情况", "table 3"),
    "table": Text("表", "table"),
    "row_id": Text("行的名称", "row id"),
    "row": Text("行", "row"),
    "column_id": Text("列的名称", "column id"),
    "column": Text("列", "column"),
    "kind": Text("种类", "kind"),
    "raw": Text("原文", "as printed"),
    "value": Text("数值", "value"),
    "page": Text("页", "page"),
    "line": Text("行号", "line"),
    "sheet": Text("工作表", "sheet"),
    "name": Text("名称", "name"),
    "label": Text("表头", "head"),
    "formats": Text("哪些格式有", "formats"),
}
"""The columns of figures that are not cells of the statutory tables."""


_NEAREST = Text("{sentence},是不是 {nearest}?", "{sentence}; did you mean {nearest}?")


class _Filler(dict[str, Any]):
    """Arguments for a template; one that is missing shows as its name, because an output never fails for it."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def fill(text: Text, lang: str, args: Mapping[str, Any]) -> str:
    """`text` in `lang` with `args` in its placeholders."""
    return text.fill(lang, _Filler(args))


def with_nearest(sentence: str, nearest: str, lang: str) -> str:
    """`sentence`, with the question whether `nearest` was meant where there is one."""
    return fill(_NEAREST, lang, {"sentence": sentence, "nearest": nearest}) if nearest else sentence


def word(table: Mapping[Any, Text], key: Any, lang: str, args: Mapping[str, Any] | None = None) -> str:
    """The word for `key`, or the key itself where the table has none."""
    return fill(table[key], lang, args or {}) if key in table else str(key)


def language(asked: str, environment: Mapping[str, str]) -> str:
    """The language to speak: "zh" or "en". `asked` is "zh", "en" or "auto".

    "auto" looks where gettext looks: LANGUAGE (a list), then LC_ALL, LC_MESSAGES, LANG. What begins with zh is
    Chinese and any other language English. A locale that names no language (unset, C, POSIX, C.UTF-8) is Chinese,
    because the clerks who run this on a machine nobody configured are.
    """
    if asked in LANGUAGES:
        return asked
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    named = [] if locale in ("C", "POSIX") else environment.get("LANGUAGE", "").split(":")
    for candidate in (*named, locale):
        name = candidate.partition(".")[0].lower()
        if name and name not in ("c", "posix"):
            return "zh" if name.startswith("zh") else "en"
    return "zh"
