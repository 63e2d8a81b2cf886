"""GL511–GL516: who signs, and what that organ can do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from govlint.report.formats import DISCLOSURE
from govlint.report.relations import column_label, table_reason
from govlint.report.tables import READ
from govlint.rule import ERROR, INFO, WARNING, NotApplicable, NotAssessable, Rule, Text, Verdict, change
from govlint_rules.report_facts import breaks_off

if TYPE_CHECKING:
    from govlint.report.model import Report
    from govlint.report.parts import Organ


class SignatoryMissing(Rule):
    """No organ signs the report."""

    code = "GL511"
    name = "signatory-missing"
    severity = WARNING
    title = Text("报告末尾有落款机关", "The report is signed by its organ")
    explain = Text(
        "公文应当有发文机关署名。第六部分之后没有机关名称,脱离网页就看不出是谁的报告。标题下已经注明日期的报告,"
        "署名以标题为准。",
        "An official paper is signed by its organ. Without a name after section six, nobody can tell whose report it "
        "is once it has left its page. A report dated under its title counts as signed there.",
    )
    messages = {
        "default": Text("报告末尾没有落款机关", "No organ signs the report at its end"),
    }
    help = Text(
        "在第六部分之后另起一行写机关全称,下一行写成文日期。",
        "Put the organ's full name on a line of its own after section six, and the date of issue below it.",
    )
    basis = ("DOCUMENTS-9", "PRACTICE")
    related = ("GL501",)
    bad = (
        change(("没有其他需要报告的事项。\n青石县教育局\n2024", "没有其他需要报告的事项。\n⟦⟧2024")),
        change(("信息处理费。\n\n云岭县禾坪镇人民政府\n\n2024", "信息处理费。\n\n⟦⟧2024"), base="town-2023"),
    )
    good = (
        change(),
        change(("青石县教育局\n2024年1月18日", "青石县教育局 2024年1月18日")),
        change(("青石县教育局\n2024年1月18日", "2024年1月18日\n青石县教育局")),
        change(
            ("年度报告\n本报告", "年度报告\n(2024年1月18日)\n本报告"),
            ("没有其他需要报告的事项。\n青石县教育局\n2024年1月18日", "没有其他需要报告的事项。"),
        ),
        change(("2024年1月18日\n", "2024年1月18日\n扫一扫在手机打开当前页\n")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding where the signature should stand."""
        if breaks_off(report):
            yield NotApplicable()
            return
        issued = report.issue_date
        if report.signatory is not None or (issued is not None and issued.position == "title"):
            return
        place = issued.start if issued is not None and issued.position == "end" else report.body_end
        yield self.finding(place, place)


_CANNOT_MAKE_RULES = frozenset(("town", "subdistrict", "county", "office", "department", "committee", "institution"))


class RulesPower(Rule):
    """An organ that cannot make rules reports having made some."""

    code = "GL516"
    name = "rules-power"
    severity = ERROR
    title = Text("没有规章制定权的机关,“规章”填0", "Only organs that may make rules report rules")
    explain = Text(
        "规章由国务院部门和省级、设区的市、自治州人民政府制定。县级以下政府、街道、地方部门和事业单位的“规章”只能是0;"
        "非0的数字通常是把规范性文件或者内部制度填了进去。",
        "Rules (规章) are made by departments of the State Council and by governments of provinces, cities with "
        "districts and autonomous prefectures. All others have none: a figure there usually counts normative "
        "documents or house rules.",
    )
    messages = {
        "default": Text(
            "{organ}没有规章制定权,“规章”一行却填了{values}",
            "{organ} cannot make rules, but its row 规章 says {values}",
        ),
        "ask": Text(
            "请确认{organ}有规章制定权:“规章”一行填了{values}",
            "Please confirm that {organ} may make rules: its row 规章 says {values}",
        ),
    }
    help = Text(
        "把规范性文件填到“行政规范性文件”一行,“规章”填0;内部制度不统计。",
        "Count normative documents in their own row and put 0 for 规章; house rules are not counted.",
    )
    basis = ("LEGISLATION-93", "LEGISLATION-91", "LAW-20")
    bad = (
        change(("规章 | 0 | 0 | 0 |", "规章 | ⟦3⟧ | 0 | 8 |")),
        change(("规章\n\n0\n\n0\n\n0", "规章\n\n0\n\n0\n\n⟦6⟧"), base="town-2023"),
        change(("规章\t0\t0\t0", "规章\t⟦2⟧\t0\t2"), base="office-2023"),
    )
    good = (
        change(),
        change(
            ("澄川市人民政府2022", "澄川省人民政府2022"), ("澄川市人民政府\n", "澄川省人民政府\n"), base="city-2022"
        ),
        change(("规章 | 0 | 0 | 0 |", "规章 | / | / | / |")),
        change(("行政规范性文件 | 3 | 1 | 12 |", "行政规范性文件 | 30 | 10 | 120 |")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the first figure above 0 in the row 规章."""
        organ = report.organ
        table = report.tables.disclosure
        row = table.rows.get("rules") if table.state == READ else None
        if row is None or organ is None:
            yield NotApplicable() if table.state == READ else NotAssessable(table_reason(table))
            return
        figures = [value for value in row.values if value.value is not None]
        first = next((value for value in figures if value.value), None)
        if first is None or _makes_rules(organ):
            return
        is_certain = organ.kind in _CANNOT_MAKE_RULES or organ.level == "county"
        column = next((column for column in row.columns if row.cell(column.id) is first), None)
        yield self.finding(
            first.start,
            first.end,
            severity=ERROR if is_certain else INFO,
            variant="default" if is_certain else "ask",
            args={"organ": organ.name, "values": "、".join(value.raw for value in figures)},
            table=DISCLOSURE,
            row=row.label,
            cell=column_label(table, column.id) if column is not None else None,
            expected="0" if is_certain else None,
            actual=first.raw,
        )


def _makes_rules(organ: Organ) -> bool:
    """Whether the organ certainly may make rules."""
    if organ.kind == "province" or organ.level == "central":
        return True
    return organ.kind == "city" and organ.level != "county" and organ.name.endswith(("自治州人民政府", "自治州"))
