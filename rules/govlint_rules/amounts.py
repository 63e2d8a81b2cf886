"""Rules that weigh what the tables say as a whole: the scale of charges, and tables of nothing but zeros."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from govlint.report.formats import SECTION_OF_TABLE
from govlint.report.tables import READ
from govlint.rule import INFO, NotApplicable, Related, Rule, Text, Verdict, change
from govlint_rules.table_facts import FORM_BASIS, Place, cell_facts, cell_words, table_heading, unread_tables

if TYPE_CHECKING:
    from govlint.report.model import Report
    from govlint.report.parts import Organ

_LOCAL_LEVELS = frozenset({"county", "town"})
_LOCAL_KINDS = frozenset({"county", "town", "subdistrict"})
_BUSY_KINDS = frozenset({"province", "city", "county", "department", "office"})


class FeeScale(Rule):
    """Charges that are more likely yuan than ten thousands of yuan."""

    code = "GL214"
    name = "fee-scale"
    severity = INFO
    title = Text("收费金额以万元为单位", "Charges are given in ten thousands of yuan")
    explain = Text(
        "行政事业性收费的单位是万元。县级以下机关超过一亿元,或任何机关超过一百亿元,多半是把元当成了万元。",
        "Administrative charges are given in units of 10,000 yuan. More than 100 million yuan below the level of "
        "cities, or more than 10 billion anywhere, is most likely an amount in yuan.",
    )
    messages = {
        "default": Text(
            "“{row}”为{raw}万元,疑以元为单位填写;若单位是元,应填{value}",
            "“{row}” is {raw} (10,000 yuan), which looks like yuan; if so it should be {value}",
        ),
    }
    help = Text("核对单位;以元统计的除以10000后填写。", "Check the unit; divide an amount in yuan by 10,000.")
    basis = FORM_BASIS
    related = ("GL213",)
    bad = (change(("行政事业性收费 | 12.6", "行政事业性收费 | ⟦126000⟧")),)
    good = (
        change(),
        change(("行政事业性收费 | 12.6", "行政事业性收费 | 1260.5")),
        change(("行政事业性收费 | 12.6 |||", "行政事业性收费 | 0 |||")),
        change(("行政事业性收费 | 12.6 |||", "行政事业性收费 | 138.27 |||")),
    )

    _LOCAL_LIMIT = 10_000
    _LIMIT = 1_000_000

    def check(self, report: Report) -> Iterable[Verdict]:
        """At most one finding: there is one amount, and only in the format of 2021."""
        table = report.tables.disclosure
        yield from unread_tables([table])
        if not table.is_read:
            return
        amounts = [
            Place(row, column, row.cell(column.id))
            for row in table.rows.values()
            for column in row.columns
            if column.kind == "amount"
        ]
        if not amounts:
            yield NotApplicable()
        limit = self._LOCAL_LIMIT if _is_local(report.organ) else self._LIMIT
        for place in amounts:
            value = place.cell.value
            if value is not None and value >= limit and not place.cell.unit:
                from decimal import Decimal

                in_units = f"{Decimal(value) / 10_000:f}"
                yield self.finding(
                    place.start,
                    place.end,
                    args={**cell_words(place), "value": in_units},
                    expected=in_units,
                    actual=place.cell.raw,
                    **cell_facts(table, place),
                )


class AllZero(Rule):
    """Three tables of zeros in the report of an organ that usually has something to count."""

    code = "GL217"
    name = "all-zero"
    severity = INFO
    title = Text("三张表不会全部为零", "The three tables are not all zeros")
    explain = Text(
        "县级以上政府及其部门一年中既不制发文件、不作处理决定,也没有申请、复议和诉讼的情况很少见,多半是照搬空表。",
        "A government or department at county level or above that issued nothing, decided nothing and received neither "
        "applications nor suits in a year is rare; most likely an empty form was published.",
    )
    messages = {
        "default": Text(
            "三张表的{count}个数据全部为零,请核对是否照搬了空表",
            "all {count} figures of the three tables are zero; please check that this is not the empty form",
        ),
        "also": Text("这张表也全部为零", "this table is all zeros too"),
    }
    help = Text("对照台账核对;确实没有发生的不必修改。", "Check against the register; leave it where nothing happened.")
    basis = ("LAW-6", "LAW-50")
    related = ("GL203",)
    bad = (
        change(
            ("二、主动公开政府信息情况\n第二十条第(一)项", "⟦二、主动公开政府信息情况⟧\n第二十条第(一)项"),
            (",办结8件,结转下年度继续办理1件。新收申请中,自然人提出5件,法人或其他组织提出3件", ""),
            ("全年收到政府信息公开申请8件,上年结转1件", "全年未收到政府信息公开申请"),
            (",废止1件,现行有效12件", ""),
            ("行政规范性文件 | 3 | 1 | 12", "行政规范性文件 | 0 | 0 | 0"),
            ("行政许可 | 46", "行政许可 | 0"),
            ("行政处罚 | 5", "行政处罚 | 0"),
            ("行政事业性收费 | 12.6", "行政事业性收费 | 0"),
            ("公开申请数量 | 5 | 2 | 0 | 0 | 0 | 1 | 8", "公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0"),
            ("公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1", "公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0"),
            ("予以公开 | 3 | 1 | 0 | 0 | 0 | 0 | 4", "予以公开 | 0 | 0 | 0 | 0 | 0 | 0 | 0"),
            ("情形) | 1 | 0 | 0 | 0 | 0 | 0 | 1", "情形) | 0 | 0 | 0 | 0 | 0 | 0 | 0"),
            ("合法权益 | 0 | 1 | 0 | 0 | 0 | 0 | 1", "合法权益 | 0 | 0 | 0 | 0 | 0 | 0 | 0"),
            ("相关政府信息 | 1 | 0 | 0 | 0 | 0 | 1 | 2", "相关政府信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0"),
            ("(七)总计 | 5 | 2 | 0 | 0 | 0 | 1 | 8", "(七)总计 | 0 | 0 | 0 | 0 | 0 | 0 | 0"),
            ("继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1", "继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0"),
            ("1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 1", "0" + " | 0" * 14),
        ),
    )
    good = (
        change(),
        change(base="town-2023"),
        change(("行政许可 | 46 |||", "行政许可 | 0 |||")),
        change(("行政事业性收费 | 12.6 |||", "行政事业性收费 | 0 |||")),
        change(("规章 | 0 | 0 | 0 |", "规章 | / | / | / |")),
    )

    _FEWEST = 100
    """Fewer figures than this are no complete set of tables."""

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for the whole report."""
        tables = list(report.tables[:3])
        if any(table.state != READ for table in tables):
            yield from unread_tables(tables)
            return
        organ = report.organ
        if organ is None or organ.level == "town" or organ.kind not in _BUSY_KINDS:
            yield NotApplicable()
            return
        count = 0
        for table in tables:
            for row in table.rows.values():
                if any(cell.value for cell in row.cells.values()) or row.why:
                    return
                count += sum(cell.value is not None for cell in row.cells.values())
        if count < self._FEWEST:
            return
        first, *others = [table_heading(report, table) for table in tables]
        yield self.finding(
            *first,
            section=SECTION_OF_TABLE[tables[0].kind],
            args={"count": count},
            related=tuple(Related(start, end, "also", {}) for start, end in others),
        )


def _is_local(organ: Organ | None) -> bool:
    """Whether the organ belongs to a county, a town or something smaller."""
    return organ is not None and (organ.level in _LOCAL_LEVELS or organ.kind in _LOCAL_KINDS)
