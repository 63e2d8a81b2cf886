"""GL121–GL126: which of the uniform formats the tables follow, and whether it is that of the reporting year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from govlint.report.formats import APPLICATIONS
from govlint.report.tables import IMAGE, MISSING
from govlint.rule import ERROR, INFO, WARNING, NotApplicable, Related, Rule, Text, Verdict, change
from govlint_rules.report_facts import YEAR_UNKNOWN, year_of

if TYPE_CHECKING:
    from govlint.report.model import Report
    from govlint.report.tables import FormatMarker

_ENOUGH = 2
"""One label of another format may be a slip; two are the format."""
_MOST_LABELS = 6
"""How many labels a message quotes."""
_CHANGE = "2021"
"""Name of the format that replaced the one of 2019."""


def _markers(report: Report) -> dict[str, list[FormatMarker]]:
    """The labels in table 1 that only one format has, by the name of that format.

    A single label of a format that is not the year's may be a slip and is left out. So are rows of another format that
    stand in the right table: they are the business of GL126.
    """
    table = report.tables.disclosure
    year = year_of(report)
    own = report.pack.format_for(year).name if year is not None else ""
    found: dict[str, list[FormatMarker]] = {}
    for marker in report.tables.markers:
        if table.start <= marker.start < table.end:
            found.setdefault(marker.format, []).append(marker)
    foreign_rows = {row.start for row in table.extra if row.format}
    return {
        name: markers
        for name, markers in found.items()
        if name == own or (len(markers) >= _ENOUGH and not all(marker.start in foreign_rows for marker in markers))
    }


def _labels(markers: Iterable[FormatMarker]) -> str:
    return "、".join(dict.fromkeys(marker.label for marker in list(markers)[:_MOST_LABELS]))


def _is_of_wrong_format(report: Report) -> bool:
    """Whether one of the rules on whole tables (GL121, GL122, GL123) has something to say."""
    year = year_of(report)
    found = _markers(report)
    if len(found) > 1:
        return True
    own = report.pack.format_for(year).name if year is not None else None
    return own is not None and any(name != own for name in found)


class SupersededTables(Rule):
    """Tables of the format of 2019 in a report on a later year."""

    code = "GL121"
    name = "superseded-tables"
    severity = ERROR
    title = Text("2021年度以后不用已经停用的表格", "Reports on 2021 and later do not use the tables of 2019")
    explain = Text(
        "2021年9月起的统一格式改了表一的栏目:规范性文件改报制发、废止、现行有效件数,许可、处罚、强制只报处理决定数量,"
        "收费报金额,取消了政府集中采购。沿用旧表,数据的含义就不对。",
        "The uniform format of September 2021 changed table 1: documents made, repealed and in force; only the number "
        "of decisions for licences, penalties and coercion; the amount of charges; no procurement. In the old table "
        "the figures mean something else.",
    )
    messages = {
        "default": Text(
            "{year}年度报告仍在使用2019年的表格:{labels}", "The report on {year} still has the tables of 2019: {labels}"
        ),
        "another": Text("旧表格的栏目", "another label of the old tables"),
    }
    help = Text(
        "换用国办公开办函〔2021〕30号的表格,并按新的栏目重新统计,不要把旧数字直接搬过来。",
        "Use the tables of 国办公开办函〔2021〕30号 and count anew by their labels; the old figures do not fit them.",
    )
    basis = ("N30", "LAW-50")
    related = ("GL122", "GL123", "GL124")
    bad = (
        change(
            ("青石县水利局2020年政府", "青石县水利局2022年政府"),
            ("2020年1月1日至2020年12月31日", "2022年1月1日至2022年12月31日"),
            (
                "政府信息公开工作年度报告有关事项的通知》(国办公开办函〔2019〕60号)",
                "印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》(国办公开办函〔2021〕30号)",
            ),
            ("2020年,青石县水利局以", "2022年,青石县水利局以"),
            ("2021年1月22日", "2023年1月22日"),
            ("无其他需要报告的事项。", "本年度没有收取信息处理费。"),
            ("信息内容 | 本年新制作数量", "信息内容 | ⟦本年新制作数量⟧"),
            base="department-2020",
        ),
    )
    good = (
        change(),
        change(base="department-2020"),
        change(("行政规范性文件 |", "规范性文件 |")),
        change(("(三)政府信息管理。修订", "(三)政府信息管理。专栏对外公开总数量逐年增加。修订")),
        change(("行政许可 | 46 |||", "行政许可 | 46件 |||")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the first label of the superseded format."""
        year = year_of(report)
        if year is None or report.pack.format_for(year).name != _CHANGE:
            yield NotApplicable() if year is not None else YEAR_UNKNOWN
            return
        found = _markers(report)
        if len(found) == 1:
            for name, markers in found.items():
                if name != _CHANGE:
                    yield self.finding(
                        markers[0].start,
                        markers[0].end,
                        args={"year": year, "labels": _labels(markers)},
                        table="disclosure",
                        related=tuple(Related(m.start, m.end, "another", {}) for m in markers[1:_MOST_LABELS]),
                    )


class PrematureTables(Rule):
    """Tables of the format of 2021 in a report on 2019 or 2020."""

    code = "GL122"
    name = "premature-tables"
    severity = WARNING
    title = Text("2019、2020年度用当年的表格", "Reports on 2019 and 2020 use the tables of their years")
    explain = Text(
        "2019年度和2020年度的报告适用国办公开办函〔2019〕60号的格式。用了2021年的表格,多半是事后补发,"
        "与同年其他报告无法汇总。",
        "The reports on 2019 and 2020 follow the format of 国办公开办函〔2019〕60号. The tables of 2021 in one of "
        "them suggest that it was written later, and it cannot be added up with the others of its year.",
    )
    messages = {
        "default": Text(
            "{year}年度报告用的是2021年才启用的表格:{labels}",
            "The report on {year} has the tables introduced for 2021: {labels}",
        ),
        "another": Text("新表格的栏目", "another label of the new tables"),
    }
    help = Text(
        "核对报告年度;确是2019、2020年度报告的,换用国办公开办函〔2019〕60号的表格。",
        "Check the year; if it is right, use the tables of 国办公开办函〔2019〕60号.",
    )
    basis = ("N60",)
    related = ("GL121", "GL123")
    bad = (
        change(
            ("青石县教育局2023年政府", "青石县教育局2020年政府"),
            ("自2023年1月1日起至2023年12月31日", "自2020年1月1日起至2020年12月31日"),
            (
                "印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》(国办公开办函〔2021〕30号)",
                "政府信息公开工作年度报告有关事项的通知》(国办公开办函〔2019〕60号)",
            ),
            ("\n2023年,青石县教育局围绕", "\n2020年,青石县教育局围绕"),
            ("2024年1月18日", "2021年1月18日"),
            ("信息内容 | 本年制发件数", "信息内容 | ⟦本年制发件数⟧"),
        ),
    )
    good = (
        change(base="department-2020"),
        change(base="government-2020"),
        change(("规范性文件 | 2", "行政规范性文件 | 2"), base="department-2020"),
        change(
            ("(三)政府信息管理方面。", "(三)政府信息管理方面。本年制发件数、废止件数均已公布。"), base="department-2020"
        ),
        change(("本年增/减", "本年增减"), base="department-2020"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the first label of the later format."""
        year = year_of(report)
        if year is None or not 2019 <= year < 2021:
            yield NotApplicable() if year is not None else YEAR_UNKNOWN
            return
        found = _markers(report)
        if len(found) == 1 and _CHANGE in found:
            markers = found[_CHANGE]
            yield self.finding(
                markers[0].start,
                markers[0].end,
                args={"year": year, "labels": _labels(markers)},
                table="disclosure",
                related=tuple(Related(m.start, m.end, "another", {}) for m in markers[1:_MOST_LABELS]),
            )


class MixedFormats(Rule):
    """Labels of two formats in one table."""

    code = "GL123"
    name = "mixed-formats"
    severity = ERROR
    title = Text("一份报告只用一种格式", "One report follows one format")
    explain = Text(
        "表一里同时有两种格式的栏目,说明只改了一部分旧表。同一张表里的数字口径不同,无法使用。",
        "Labels of both formats in table 1 show that only a part of an old table was changed. Its figures then count "
        "different things, and nobody can use them.",
    )
    messages = {
        "default": Text(
            "表一混用了两种格式:既有{own},又有{labels}", "Table 1 mixes two formats: it has {own} and also {labels}"
        ),
        "another": Text("同一种格式的另一个栏目", "another label of that format"),
        "own": Text("另一种格式的栏目", "a label of the other format"),
    }
    help = Text(
        "整张表换成报告年度适用的格式,并按它的栏目重新填报。",
        "Replace the whole table by that of the reporting year's format, and fill it in anew.",
    )
    basis = ("N30", "N60")
    related = ("GL121", "GL122", "GL126")
    bad = (
        change(
            (
                "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |",
                "信息内容 | ⟦本年新制作数量⟧ | 本年新公开数量 | 对外公开总数量 |",
            )
        ),
        change(
            (
                "行政事业性收费 | 12.6 |||",
                "行政事业性收费 | 12.6 |||\n⟦第二十条第(九)项⟧ | |||\n信息内容 | 采购项目数量 | 采购总金额 ||\n"
                "政府集中采购 | 3 | 52.4万元 ||",
            )
        ),
    )
    good = (
        change(),
        change(("行政规范性文件 |", "规范性文件 |")),
        change(("本年处理决定数量", "处理决定数量")),
        change(("行政许可 | 46 |||", "行政许可 | 46 |||\n其他对外管理服务事项 | 8 |||")),
        change(
            (
                "三、收到和处理政府信息公开申请情况\n",
                "上表为局机关数据,与上一年项目数量相比没有变化。\n三、收到和处理政府信息公开申请情况\n",
            )
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the first label of the format that the year does not call for."""
        found = _markers(report)
        if len(found) < 2:
            return
        year = year_of(report)
        own = report.pack.format_for(year).name if year is not None else max(found, key=lambda name: len(found[name]))
        if own not in found:
            own = next(iter(found))
        foreign = next(markers for name, markers in found.items() if name != own)
        yield self.finding(
            foreign[0].start,
            foreign[0].end,
            args={"labels": _labels(foreign), "own": _labels(found[own])},
            table="disclosure",
            related=(
                *(Related(m.start, m.end, "another", {}) for m in foreign[1:_MOST_LABELS]),
                Related(found[own][0].start, found[own][0].end, "own", {}),
            ),
        )


class OtherHandlingRows(Rule):
    """The outcome (六)其他处理 in the shape of another year."""

    code = "GL124"
    name = "other-handling-rows"
    severity = ERROR
    title = Text("“(六)其他处理”按年度分行", "(六)其他处理 has the rows of its year")
    explain = Text(
        "2021年度起,表二的“(六)其他处理”分为三行:逾期不补正、逾期未缴费、其他。只报一个总数,"
        "就看不出信息处理费的执行情况;2019、2020年度只有一行。",
        "From 2021 on, (六)其他处理 in table 2 has three rows: late correction, fee not paid, other. One figure for "
        "all of them hides how the processing fee works. The reports on 2019 and 2020 have a single row.",
    )
    messages = {
        "default": Text(
            "{year}年度报告的“(六)其他处理”应当分三行填报,这里只有一行",
            "In the report on {year}, (六)其他处理 should have three rows, and has one",
        ),
        "split": Text(
            "{year}年度报告的“(六)其他处理”只有一行,这里按2021年的格式分成了三行",
            "In the report on {year}, (六)其他处理 is a single row, and is split as in the format of 2021 here",
        ),
    }
    help = Text(
        "按报告年度适用的表格调整这几行,并重新核对总计。",
        "Use the rows of the reporting year's table, and check the totals again.",
    )
    basis = ("N30", "N60", "N109")
    related = ("GL121", "GL204")
    bad = (
        change(
            (
                "(六)其他处理 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | 0 | 0 | 0 | 0 | 0 |"
                " 0 | 0 | |\n2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 | 0 | 0 | 0 | 0 "
                "| 0 | 0 | 0 | ||\n3.其他 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||\n",
                "⟦(六)其他处理⟧ | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||\n",
            )
        ),
        change(
            (
                "(六)其他处理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||\n",
                "(六)其他处理 | ⟦1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请⟧ | 0 | 0 | 0 | 0 | "
                "0 | 0 | 0 | |\n2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 | 0 | 0 | 0 |"
                " 0 | 0 | 0 | 0 | ||\n3.其他 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||\n",
            ),
            base="department-2020",
        ),
    )
    good = (
        change(),
        change(base="department-2020"),
        change(
            ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "1.逾期不补正"),
            ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "2.逾期不缴费"),
        ),
        change(("(六)其他处理 |", "(六)其他 |")),
        change(("3.其他 | 0", "3.其它 | 0")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the first row that tells which of the two shapes the table has."""
        year = year_of(report)
        table = report.tables.applications
        if year is None or year < 2019 or table.state in (MISSING, IMAGE) or _is_of_wrong_format(report):
            yield NotApplicable()
            return
        own = report.pack.format_for(year)
        if table.format is own:
            return
        own_ids = {row.id for row in own.rows if row.kind != "group"}
        row = next((row for row in table.rows.values() if row.id not in own_ids), None)
        if row is None:
            return
        yield self.finding(
            row.start,
            row.end,
            severity=ERROR if own.name == _CHANGE else WARNING,
            variant="default" if own.name == _CHANGE else "split",
            args={"year": year},
            table=APPLICATIONS,
            row=row.label,
        )


class NonStatutoryRow(Rule):
    """A row of figures that the format does not have."""

    code = "GL126"
    name = "non-statutory-row"
    severity = INFO
    title = Text("表格只有规定的行", "The tables have the rows of the format and no others")
    explain = Text(
        "统一格式的表格不增行。2021年起取消的“其他对外管理服务事项”“政府集中采购”等行不应再填报;地方自行增加的行,"
        "请人看一下是否必要。",
        "The tables of the uniform format take no further rows. Rows dropped in 2021, such as 其他对外管理服务事项, "
        "are not filled in any more; a row of the locality's own is for a person to look at.",
    )
    messages = {
        "default": Text("统一格式的表格没有“{label}”这一行", "The uniform format has no row “{label}”"),
        "other-format": Text(
            "“{label}”是{format}年格式的行,{year}年度的表格没有这一行",
            "“{label}” is a row of the format of {format}; the table for {year} does not have it",
        ),
    }
    help = Text(
        "删去这一行;需要说明的数据写进“其他需要报告的事项”。",
        "Delete the row; figures that need to be told go into section six.",
    )
    basis = ("N30", "N60", "LAW-20")
    related = ("GL121", "GL123", "GL204")
    bad = (
        change(("行政许可 | 46 |||", "行政许可 | 46 |||\n⟦其他对外管理服务事项⟧ | 8 |||")),
        change(("行政规范性文件 | 3 | 1 | 12 |", "行政规范性文件 | 3 | 1 | 12 |\n⟦其他主动公开文件⟧ | 21 | 0 | 64 |")),
    )
    good = (
        change(),
        change(base="department-2020"),
        change(("规章 | 0 | 0 | 0 |", "规 章 | 0 | 0 | 0 |")),
        change(("行政强制 | 0 |||", "行政强制 | 0 |||\n| | | |")),
        change(("信息内容 | 本年收费金额", "项目 | 本年收费金额")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the label of each further row."""
        year = year_of(report)
        if year is not None and year < 2019:
            yield NotApplicable()
            return
        own = report.format.name
        is_told = _is_of_wrong_format(report)
        for table in report.tables:
            for row in table.extra:
                if row.format and (row.format == own or is_told or year is None):
                    continue
                yield self.finding(
                    row.start,
                    row.end,
                    severity=ERROR if row.format and own == _CHANGE else INFO,
                    variant="other-format" if row.format else "default",
                    args={"label": row.label, "format": row.format, "year": year}
                    if row.format
                    else {"label": row.label},
                    table=table.kind,
                    row=row.label,
                )
