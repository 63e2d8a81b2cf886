"""GL901–GL906: the tables against those of the previous report of the same organ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log10, pi, sqrt
from typing import TYPE_CHECKING, Any

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.report.formats import APPLICATIONS, DISCLOSURE, REVIEW
from govlint.report.relations import column_label, row_label
from govlint.rule import ERROR, INFO, WARNING, Arg, Judged, NotApplicable, NotAssessable, Text, Verdict, pair
from govlint_rules.narrative import TOTAL, Unread, suspects, table_of
from govlint_rules.previous_facts import (
    BEFORE_MESSAGE,
    IN_DOUBT,
    PREVIOUS_IN_DOUBT,
    PREVIOUS_UNREAD,
    ComparingRule,
    cell_before,
    cell_range,
    gap,
    previous_of,
    trusted,
    years_of,
)
from govlint_rules.table_facts import short_label

if TYPE_CHECKING:
    from decimal import Decimal

    from govlint.report.cells import TableCell
    from govlint.report.model import Report
    from govlint.report.tables import Table

    Number = int | Decimal

_HELD, _VIOLATED, _UNASSESSED = "held", "violated", "not-assessable"
_FIRST_STOCK_YEAR = 2022
"""The first year whose report, and that before it, say how many documents are in force."""
_ITEMS_YEAR = 2020
"""The one year whose report, and that before it, count items and their change."""
_APPLICANTS = ("natural-person", "enterprise", "research", "welfare", "legal-service", "other-applicant")


def _facts(table: Table, row: str, column: str) -> dict[str, Any]:
    """The keyword arguments by which a finding says which cell it speaks of."""
    return {"table": table.kind, "row": row_label(table, row), "cell": column_label(table, column)}


def _judged(
    state: str, relation: str, table: Table, row: str, column: str, why: str = "", args: Mapping[str, Arg] = {}
) -> Judged:
    """What became of one relation between the two reports."""
    labels = (row_label(table, row), column_label(table, column)) if table.rows else ("", "")
    return Judged(state, relation, table.kind, row, column, *labels, why, args)


# -- what is carried over ------------------------------------------------------------------------------------------


class CarryOver(ComparingRule):
    """What was carried in is not what last year's report carried out."""

    code = "GL901"
    name = "carry-over"
    severity = ERROR
    title = Text("上年结转等于上一年度报告的结转下年度", "What was carried in is what last year's report carried out")
    explain = Text(
        "本报告第二项“上年结转政府信息公开申请数量”和上一年度报告第四项“结转下年度继续办理”说的是同一批申请,"
        "七列都应当相等。总计不等,是其中一份报告错了;总计相等而各列不等,可能是重新划分了申请人类别,列为警告。"
        "机关改过名称的,职责可能有划转,只请人核对。",
        "The second item of this report and the fourth of last year's count the same applications, so that all seven "
        "columns agree. Where the totals differ, one of the reports is wrong; where only columns do, applicants may "
        "have been put into other classes, which is a warning. If the organ was renamed its duties may have moved, "
        "and a person is asked to look.",
    )
    messages = {
        "default": Text(
            "“上年结转”的总计是{now}件,{year}年度报告“结转下年度继续办理”的总计是{before}件,{before}≠{now};不等的列:"
            "{columns}",
            "{now} applications were carried in, and the report for {year} carried out {before}: {before}≠{now}; "
            "columns that differ: {columns}",
        ),
        "total": Text(
            "“上年结转”的总计是{now}件,{year}年度报告“结转下年度继续办理”的总计是{before}件,{before}≠{now}",
            "{now} applications were carried in, and the report for {year} carried out {before}: {before}≠{now}",
        ),
        "columns": Text(
            "“上年结转”的总计与{year}年度报告一致,各列不一致(上年≠本年):{columns}",
            "the total carried in is that of the report for {year}, but columns differ (last year's ≠ this year's): "
            "{columns}",
        ),
        "before": BEFORE_MESSAGE,
    }
    help = Text(
        "对照两年的申请台账核对结转件数,改正错的一份;上一年度报告已经公布的,作出更正说明。",
        "Check what was carried over against the registers of both years and correct the wrong report; where last "
        "year's is wrong and published, publish a correction.",
    )
    basis = ("TBL-YEARS", "LAW-6")
    related = ("GL404",)
    bad = (
        pair(
            (
                "二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
                "二、上年结转政府信息公开申请数量 | 2 | 0 | 0 | 0 | 0 | 0 | ⟦2⟧ |",
            ),
            ("上年结转1件,办结11件,年末没有结转下年度继续办理的申请", "上年结转2件,办结11件,结转下年度继续办理1件"),
            (
                "四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
                "四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
            ),
        ),
        pair(
            (
                "二、上年结转政府信息公开申请数量 | 1 | 0 |",
                "二、上年结转政府信息公开申请数量 | ⟦0⟧ | 1 |",
            ),
            ("一、本年新收政府信息公开申请数量 | 6 | 3 |", "一、本年新收政府信息公开申请数量 | 7 | 2 |"),
        ),
    )
    good = (
        pair(),
        pair(base="department-2020", previous="department-2019"),
        pair(  # blanks that the total confirms
            before=(
                (
                    "四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
                    "四、结转下年度继续办理 | 1 |  |  |  |  |  | 1 |",
                ),
            ),
        ),
        pair(  # a table that does not add up is told by itself
            (
                "二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
                "二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 4 |",
            ),
        ),
        pair(  # years lie between
            (
                "二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
                "二、上年结转政府信息公开申请数量 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |",
            ),
            before=(
                ("青石县教育局2023年政府信息公开工作年度报告", "青石县教育局2022年政府信息公开工作年度报告"),
                ("2023年1月1日起至2023年12月31日止", "2022年1月1日起至2022年12月31日止"),
            ),
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the total if that differs, else one at the first column that does."""
        unrelated = gap(report)
        if unrelated is not None:
            yield unrelated
            return
        table = table_of(report, APPLICATIONS)
        differing: dict[str, tuple[int, int]] = {}
        for column in (*_APPLICANTS, TOTAL):
            now = trusted(report, APPLICATIONS, "carried-in", column)
            before = trusted(previous_of(report), APPLICATIONS, "carried-out", column, is_previous=True)
            state, why = _HELD, ""
            if isinstance(now, Unread):
                state, why = _UNASSESSED, now.why
            elif isinstance(before, Unread):
                state, why = _UNASSESSED, before.why
            elif now.value != before.value:
                state = _VIOLATED
                differing[column] = (before.value, now.value)
            yield _judged(state, "carry-over", table, "carried-in", column, why)
        if differing:
            yield self._told(report, table, differing)

    def _told(self, report: Report, table: Table, differing: Mapping[str, tuple[int, int]]) -> Verdict:
        column = TOTAL if TOTAL in differing else next(iter(differing))
        before, now = differing[column]
        parts = [name for name in differing if name != TOTAL]
        told = "、".join(f"{column_label(table, name)}{differing[name][0]}≠{differing[name][1]}" for name in parts)
        variant = "columns" if column != TOTAL else "default" if parts else "total"
        return self.finding(
            *cell_range(report, APPLICATIONS, "carried-in", column),
            severity=self.severity_for(report, None if column == TOTAL else WARNING),
            variant=variant,
            args={
                **({"now": now, "before": before} if column == TOTAL else {}),
                **({"columns": told} if parts else {}),
                "year": years_of(report)[1],
            },
            expected=str(before),
            actual=str(now),
            related=[cell_before(report, APPLICATIONS, "carried-out", name, differing[name][0]) for name in differing],
            **_facts(table, "carried-in", column),
        )


class ValidDocuments(ComparingRule):
    """The documents in force do not follow from those of last year."""

    code = "GL902"
    name = "valid-documents"
    severity = WARNING
    title = Text(
        "现行有效件数等于上年现行有效加制发减废止",
        "Documents in force are those of last year, plus made, minus repealed",
    )
    explain = Text(
        "规章和行政规范性文件的“现行有效件数”应当等于上一年度报告的现行有效件数加本年制发、"
        "减本年废止(从2022年度起可以核对)。有效期届满失效、机构改革划转、重新统计都会使它不等:正文说明了这类原因的,"
        "只作提示。",
        "The rules and normative documents in force are those of last year's report, plus what was made, minus what "
        "was repealed (from the reports for 2022 on). Documents that lapse, move with a reform or are counted anew "
        "break this; where the text tells of such a cause, a person is only asked to look.",
    )
    messages = {
        "default": Text(
            "“{row}”:{year}年度现行有效{before}件,{sum},这里写的是{now}件",
            "{row}: {before} were in force in {year}, {sum}, but {now} are stated here",
        ),
        "before": BEFORE_MESSAGE,
    }
    help = Text(
        "对照文件清理目录核对现行有效、制发和废止的件数;有失效、划转等情形的,在正文中说明。",
        "Check the number against the list of documents; say so in the text where documents lapsed or were taken over.",
    )
    basis = ("TBL-YEARS", "LAW-6")
    related = ("GL306", "GL411")
    bad = (
        pair(
            ("行政规范性文件 | 2 | 1 | 13 |", "行政规范性文件 | 2 | 1 | ⟦12⟧ |"),
            ("现行有效13件", "现行有效12件"),
        ),
        pair(
            ("行政规范性文件 | 2 | 1 | 13 |", "行政规范性文件 | 2 | 1 | ⟦14⟧ |"),
            ("现行有效13件", "现行有效14件"),
        ),
    )
    good = (
        pair(),
        pair(
            ("行政规范性文件 | 2 | 1 | 13 |", "行政规范性文件 | 2 | 1 | 13(其中修订2件) |"),
        ),
        pair(  # the previous report has the old format
            before=(("行政规范性文件 | 3 | 1 | 12 |", "行政规范性文件 | 3 | 1 | / |"),),
        ),
        pair(  # tables of the old format, told by themselves
            ("青石县水利局2020年政府信息公开工作年度报告\n", "青石县水利局2022年政府信息公开工作年度报告\n"),
            ("2020年1月1日至2020年12月31日", "2022年1月1日至2022年12月31日"),
            base="department-2020",
            previous="department-2019",
            before=(
                ("青石县水利局2019年政府信息公开工作年度报告\n", "青石县水利局2021年政府信息公开工作年度报告\n"),
                ("2019年1月1日起至2019年12月31日", "2021年1月1日起至2021年12月31日"),
            ),
        ),
        pair(  # a stock that cannot be right in itself is told by that
            ("行政规范性文件 | 2 | 1 | 13 |", "行政规范性文件 | 2 | 0 | 1 |"),
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each row whose stock does not follow."""
        if years_of(report)[0] < _FIRST_STOCK_YEAR:
            yield NotApplicable()
            return
        unrelated = gap(report) or _other_format(report, "2021")
        if unrelated is not None:
            yield unrelated
            return
        table = table_of(report, DISCLOSURE)
        for row in ("rules", "normative"):
            read = [trusted(report, DISCLOSURE, row, name) for name in ("made", "repealed", "valid")]
            read.append(trusted(previous_of(report), DISCLOSURE, row, "valid", is_previous=True))
            unread = next((one for one in read if isinstance(one, Unread)), None)
            if unread is not None:
                yield _judged(_UNASSESSED, "valid-documents", table, row, "valid", unread.why)
                continue
            made, repealed, valid, before = (one.value for one in read if not isinstance(one, Unread))
            expected = before + made - repealed
            is_held = expected == valid
            yield _judged(_HELD if is_held else _VIOLATED, "valid-documents", table, row, "valid")
            if not is_held:
                is_told = compiled(_STOCK_CAUSES).search(report.running_text.text) is not None
                yield self.finding(
                    *cell_range(report, DISCLOSURE, row, "valid"),
                    severity=self.severity_for(report, INFO if is_told else None),
                    args={
                        "row": row_label(table, row),
                        "year": years_of(report)[1],
                        "before": before,
                        "sum": f"{before}+{made}-{repealed}={expected}",
                        "now": valid,
                    },
                    expected=str(expected),
                    actual=str(valid),
                    related=[cell_before(report, DISCLOSURE, row, "valid", before)],
                    **_facts(table, row, "valid"),
                )


_STOCK_CAUSES = (
    r"(?:宣布|自动|自然|自行|期满|届满|到期)失效|(?:废止|修改|修订)(?:、|和|或者?|及|与)(?:宣布)?失效|失效(?:"
    r"的|文件)?\d|有效期限?(?:满|届满|到期)|(?:文件|职责|职能)(?:划转|划入|移交)|(?:划转|划入|移交|承接)的?(?:"
    r"规范性)?(?:文件|职责|职能)|机构改革|重新(?:认定|统计|核定)|统计口径|合并(?:统计|计算)"
)
"""What makes documents come into force or go out of it without being made or repealed."""


def _other_format(report: Report, name: str) -> NotAssessable | None:
    """Why table 1 cannot be compared: in one of the reports it does not follow the format `name`. None if it can."""
    tables = (table_of(one, DISCLOSURE) for one in (report, previous_of(report)))
    return NotAssessable("formats-differ") if any(table.format.name != name for table in tables) else None


class OldItems(ComparingRule):
    """The items of the year before are not those of that year's report."""

    code = "GL903"
    name = "old-items"
    severity = WARNING
    title = Text(
        "2020年度的上一年项目数量与2019年度报告相符", "The items of the year before are those of the report for 2019"
    )
    explain = Text(
        "旧格式的主动公开表中,2020年度报告的“上一年项目数量”应当等于2019年度报告的“上一年项目数量”加“本年增/减”。"
        "增减没有写正负号的,加减都算对。“对外公开总数量”也应当等于上年的数加本年新公开,但文件废止会使它变小,只作提示。",
        "In the table of the old format, the items of the year before in the report for 2020 are those in the report "
        "for 2019 plus its change. A change without a sign may be either. The documents made public in all should be "
        "last year's plus those of the year, but fall where documents are repealed: a person is only asked to look.",
    )
    messages = {
        "default": Text(
            "“{row}”:{year}年度报告的项目数量是{sum},这里的“上一年项目数量”是{now}",
            "{row}: by the report for {year} there were {sum} items, but {now} are stated here for the year before",
        ),
        "public": Text(
            "“{row}”:{year}年度对外公开总数量加本年新公开是{sum},这里写的是{now},请核对",
            "{row}: made public in {year} and since are {sum}, but {now} are stated here; please check",
        ),
        "before": BEFORE_MESSAGE,
    }
    help = Text(
        "核对权责清单,改正项目数量或者增减数。",
        "Check the list of powers, and correct the number of items or its change.",
    )
    basis = ("N60", "TBL-YEARS")
    related = ("GL306",)
    bad = (
        pair(
            ("行政许可 | 21 | -3 | 58 |", "行政许可 | ⟦22⟧ | -3 | 58 |"),
            base="department-2020",
            previous="department-2019",
        ),
        pair(
            ("行政事业性收费 | 3 | 0 ||", "行政事业性收费 | ⟦5⟧ | 0 ||"),
            base="department-2020",
            previous="department-2019",
        ),
        pair(
            ("规范性文件 | 2 | 2 | 9 |", "规范性文件 | 2 | 2 | ⟦10⟧ |"),
            base="department-2020",
            previous="department-2019",
        ),
    )
    good = (
        pair(base="department-2020", previous="department-2019"),
        pair(
            base="department-2020",
            previous="department-2019",
            before=(("行政许可 | 24 | -3 | 61 |", "行政许可 | 24 | 3 | 61 |"),),
        ),
        pair(
            base="department-2020",
            previous="department-2019",
            before=(("行政许可 | 24 | -3 | 61 |", "行政许可 | 24 | 减3 | 61 |"),),
        ),
        pair(
            base="department-2020",
            previous="department-2019",
            before=(("行政许可 | 24 | -3 | 61 |", "行政许可 | - | - | 61 |"),),
        ),
        pair(),
        pair(  # tables of the later format, told by themselves
            ("青石县教育局2024年政府信息公开工作年度报告\n", "青石县教育局2020年政府信息公开工作年度报告\n"),
            ("2024年1月1日至2024年12月31日", "2020年1月1日至2020年12月31日"),
            before=(
                ("青石县教育局2023年政府信息公开工作年度报告\n", "青石县教育局2019年政府信息公开工作年度报告\n"),
                ("2023年1月1日起至2023年12月31日", "2019年1月1日起至2019年12月31日"),
            ),
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each row that does not follow."""
        if years_of(report)[0] != _ITEMS_YEAR:
            yield NotApplicable()
            return
        unrelated = gap(report) or _other_format(report, "2019")
        if unrelated is not None:
            yield unrelated
            return
        table, earlier = table_of(report, DISCLOSURE), table_of(previous_of(report), DISCLOSURE)
        for row in ("licences", "services", "penalties", "coercion", "fees"):
            yield from self._items(report, table, earlier, row)
        for row in ("rules", "normative"):
            now, opened = _count(table, row, "public"), _count(table, row, "opened")
            before = _count(earlier, row, "public")
            if now is not None and opened is not None and before is not None and before + opened != now:
                total = f"{before}+{opened}={before + opened}"
                yield self._told(report, table, row, "public", INFO, (before, before + opened, now), total)

    def _items(self, report: Report, table: Table, earlier: Table, row: str) -> Iterator[Verdict]:
        for one, why in ((report, IN_DOUBT), (previous_of(report), PREVIOUS_IN_DOUBT)):
            if (DISCLOSURE, row, "previous") in suspects(one):
                yield _judged(_UNASSESSED, "old-items", table, row, "previous", why)
                return
        now, before = _count(table, row, "previous"), _count(earlier, row, "previous")
        change = earlier.cell(row, "change")
        moved = change.value
        if now is None or before is None or not isinstance(moved, int):
            why = PREVIOUS_UNREAD if now is not None else "text"
            yield _judged(_UNASSESSED, "old-items", table, row, "previous", why)
            return
        right = {before + moved} if change.sign else {before + moved, before - moved}
        yield _judged(_HELD if now in right else _VIOLATED, "old-items", table, row, "previous")
        if now not in right:
            sign = "-" if moved < 0 else "+"
            total = f"{before}{sign}{abs(moved)}={before + moved}"
            yield self._told(report, table, row, "previous", None, (before, before + moved, now), total)

    def _told(
        self,
        report: Report,
        table: Table,
        row: str,
        column: str,
        severity: str | None,
        values: tuple[int, int, int],
        total: str,
    ) -> Verdict:
        before, expected, now = values
        return self.finding(
            *cell_range(report, DISCLOSURE, row, column),
            severity=self.severity_for(report, severity),
            variant="public" if column == "public" else "default",
            args={"row": row_label(table, row), "year": years_of(report)[1], "sum": total, "now": now},
            expected=str(expected),
            actual=str(now),
            related=[cell_before(report, DISCLOSURE, row, column, before)],
            **_facts(table, row, column),
        )


def _count(table: Table, row: str, column: str) -> int | None:
    """The count in a cell, or None if it holds none."""
    value = table.cell(row, column).value
    return value if isinstance(value, int) and value >= 0 else None


class PendingCases(ComparingRule):
    """Cases that were pending last year have vanished."""

    code = "GL904"
    name = "pending-cases"
    severity = INFO
    title = Text("上年尚未审结的案件在本年有着落", "Cases pending last year are among those of this year")
    explain = Text(
        "上一年度报告“尚未审结”的复议、诉讼案件,本年要么审结,要么仍未审结,都应当计入本年同一类的总计。"
        "总计比上年尚未审结的还少,请人核对;撤回、并案等情形的统计习惯不一,只作提示。",
        "Reviews and suits that last year's report calls pending were closed this year or are pending still, and "
        "count in the total of their kind. Where that is smaller, a person is asked to look: habits differ for cases "
        "withdrawn or joined.",
    )
    messages = {
        "default": Text(
            "“{group}”的总计是{now}件,而{year}年度尚未审结的有{before}件,{now}<{before}",
            "the total of {group} is {now}, while {before} were pending in {year}: {now}<{before}",
        ),
        "before": BEFORE_MESSAGE,
    }
    help = Text(
        "对照案件台账核对上年未结案件的去向。", "Check in the register what became of the cases pending last year."
    )
    basis = ("TBL-YEARS", "LAW-50")
    related = ("GL305", "GL408")
    bad = (
        pair(
            (
                "2 | 0 | 0 | 0 | 2 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 1",
                "2 | 0 | 0 | 0 | 2 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ⟦0⟧",
            )
        ),
        pair(
            (
                "2 | 0 | 0 | 0 | 2 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 1",
                "2 | 0 | 0 | 0 | ⟦2⟧ | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 1",
            ),
            before=(
                (
                    "1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 1",
                    "0 | 0 | 0 | 3 | 3 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 1",
                ),
            ),
        ),
    )
    good = (
        pair(),
        pair(
            (
                "2 | 0 | 0 | 0 | 2 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 1",
                "2 | 0 | 0 | 0 | 2 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 1",
            )
        ),
        pair(
            before=(
                (
                    "1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 1",
                    "1 | 0 | 0 | / | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 1",
                ),
            ),
        ),
        pair(base="department-2020", previous="department-2019"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each kind of case."""
        unrelated = gap(report)
        if unrelated is not None:
            yield unrelated
            return
        table, earlier = table_of(report, REVIEW), table_of(previous_of(report), REVIEW)
        for row, label in table.format.review_groups:
            before = _count(earlier, row, "pending")
            now = _count(table, row, TOTAL)
            if now is None or before is None:
                yield NotAssessable(PREVIOUS_UNREAD if now is not None else "text")
            elif now < before:
                yield self.finding(
                    *cell_range(report, REVIEW, row, TOTAL),
                    args={"group": label, "now": now, "before": before, "year": years_of(report)[1]},
                    actual=str(now),
                    related=[cell_before(report, REVIEW, row, "pending", before)],
                    **_facts(table, row, TOTAL),
                )


# -- what moved, and what did not ----------------------------------------------------------------------------------


class _Pair(NamedTuple):
    """One cell of both reports."""

    kind: str
    row: str
    column: str
    before: TableCell
    now: TableCell

    @property
    def is_same(self) -> bool:
        """Whether both print the same figure, and no 0."""
        return self.now.value == self.before.value and bool(self.now.value)

    @property
    def is_moved(self) -> bool:
        """Whether the figures differ."""
        return self.now.value != self.before.value

    @property
    def weight(self) -> float:
        """How much it tells that both figures are the same: the number of digits of the odds against it, if the figure
        were a count of independent events. A 1 tells little, 312 much.
        """
        digits = str(self.now.value).replace(".", "").lstrip("-0")
        return log10(2 * sqrt(pi * int(digits or 1)))


_MOVING = {
    "2021": {
        "rules": ("made", "repealed"),
        "normative": ("made", "repealed"),
        "licences": ("decisions",),
        "penalties": ("decisions",),
        "coercion": ("decisions",),
        "fees": ("charges",),
    },
    "2019": {
        "rules": ("made",),
        "normative": ("made",),
        "licences": ("decisions",),
        "services": ("decisions",),
        "penalties": ("decisions",),
        "coercion": ("decisions",),
        "procurement": ("projects", "amount"),
    },
}
"""The columns of table 1 that count what happened in a year; stocks may well stay as they were."""
_FEWEST_SAME = 5
_LEAST_WEIGHT = 5.0
"""The odds against so many equal figures in two years: one in a hundred thousand."""
_MOST_MOVED = 5
"""One figure that moved is allowed for so many that did not."""
_MOST_NAMED = 8


def _pairs(report: Report, kind: str, cells: Iterable[tuple[str, str]]) -> list[_Pair]:
    """Those of the cells that hold a figure in both reports."""
    table, earlier = table_of(report, kind), table_of(previous_of(report), kind)
    if not (table.is_read and earlier.is_read):
        return []
    found = [_Pair(kind, row, column, earlier.cell(row, column), table.cell(row, column)) for row, column in cells]
    return [one for one in found if one.now.value is not None and one.before.value is not None]


def independent_pairs(report: Report) -> dict[str, list[_Pair]]:
    """By table the figures of both reports that do not follow from one another: no totals, no stocks, no carry-over,
    and of the results all but the most frequent, which the others and what was received decide.
    """
    table = table_of(report, DISCLOSURE)
    same_format = table.format.name == table_of(previous_of(report), DISCLOSURE).format.name
    moving = _MOVING.get(table.format.name, {}) if same_format else {}
    disclosed = _pairs(report, DISCLOSURE, ((row, column) for row, columns in moving.items() for column in columns))
    received = _pairs(report, APPLICATIONS, (("received", column) for column in _APPLICANTS))
    leaves = table_of(report, APPLICATIONS).format.leaves
    results = _pairs(report, APPLICATIONS, ((leaf, TOTAL) for leaf in leaves))
    if results:
        results.remove(max(results, key=lambda one: one.now.value or 0))
    table = table_of(report, REVIEW)
    columns = [column.id for column in table.format.review_columns if column.id != TOTAL]
    cases = _pairs(report, REVIEW, ((row, column) for row, _ in table.format.review_groups for column in columns))
    return {DISCLOSURE: disclosed, APPLICATIONS: [*received, *results], REVIEW: cases}


def is_unmoved(pairs: Sequence[_Pair]) -> bool:
    """Whether so many figures, and such figures, are the same in both years that it is no chance."""
    same = [one for one in pairs if one.is_same]
    moved = sum(one.is_moved for one in pairs)
    return (
        len(same) >= _FEWEST_SAME
        and moved * _MOST_MOVED <= len(same)
        and sum(one.weight for one in same) >= _LEAST_WEIGHT
    )


_SAME_DOCUMENTS = ("行政规范性文件 | 2 | 1 | 13 |", "行政规范性文件 | ⟦3⟧ | 1 | 14 |")
_SAME_TABLE = (
    ("行政许可 | 51 |||", "行政许可 | 46 |||"),
    ("行政处罚 | 4 |||", "行政处罚 | 5 |||"),
    ("行政事业性收费 | 11.8 |||", "行政事业性收费 | 12.6 |||"),
    ("当年废止1件,现行有效13件", "当年废止1件,现行有效14件"),
)


class FiguresUnchanged(ComparingRule):
    """The tables hold last year's figures."""

    code = "GL905"
    name = "figures-unchanged"
    severity = WARNING
    title = Text("表内的数字不是上一年度的", "The figures of the tables are not last year's")
    explain = Text(
        "两年的工作量不会处处相同。表内(一张表或者三张表合起来)至少五个不为0的数字与上一年度报告完全一样、"
        "几乎没有变化的,多半是套用了上年的表。0不算,总计、存量和由别的数字推得出的数字不算;1、"
        "2这样的小数字容易碰巧相同,要有更多才算。",
        "No two years bring the same numbers everywhere. Where at least five figures of a table, or of all three, are "
        "those of last year and hardly any moved, last year's table was most likely taken over. Zeros, totals, stocks "
        "and figures that follow from others do not count; small ones such as 1 and 2 may agree by chance, and it "
        "takes more of them.",
    )
    messages = {
        "default": Text(
            "表内{count}个不为0的数字与{year}年度报告完全相同:{figures}",
            "{count} figures of the tables are those of the report for {year}: {figures}",
        ),
        "also": Text("这里也与上一年度相同", "the same as last year, too"),
        "before": BEFORE_MESSAGE,
    }
    help = Text(
        "对照台账重新填报;确实相同的,在正文中说明。",
        "Fill in the tables from the registers; where the figures really are the same, say so in the text.",
    )
    basis = ("LAW-6", "LAW-47", "PRACTICE")
    related = ("GL908",)
    bad = (
        pair(_SAME_DOCUMENTS, *_SAME_TABLE),
        pair(
            _SAME_DOCUMENTS,
            *_SAME_TABLE,
            before=(
                ("青石县教育局2023年政府信息公开工作年度报告", "青石县教育局2022年政府信息公开工作年度报告"),
                ("2023年1月1日起至2023年12月31日止", "2022年1月1日起至2022年12月31日止"),
            ),
        ),
    )
    good = (
        pair(),
        pair(("行政规范性文件 | 2 | 1 | 13 |", "行政规范性文件 | 3 | 1 | 14 |"), *_SAME_TABLE[1:]),
        pair(base="department-2020", previous="department-2019"),
        pair(  # the same small figures of a calm year
            ("行政许可 | 51 |||", "行政许可 | 2 |||"),
            ("行政处罚 | 4 |||", "行政处罚 | 1 |||"),
            ("行政事业性收费 | 11.8 |||", "行政事业性收费 | 0 |||"),
            before=(
                ("行政许可 | 46 |||", "行政许可 | 2 |||"),
                ("行政处罚 | 5 |||", "行政处罚 | 1 |||"),
                ("行政事业性收费 | 12.6 |||", "行政事业性收费 | 0 |||"),
                ("行政规范性文件 | 3 | 1 | 12 |", "行政规范性文件 | 2 | 1 | 12 |"),
            ),
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the first of the figures."""
        by_table = independent_pairs(report)
        everything = [one for pairs in by_table.values() for one in pairs]
        if not everything:
            yield NotAssessable(PREVIOUS_UNREAD)
            return
        pool = next((pairs for pairs in (everything, *by_table.values()) if is_unmoved(pairs)), None)
        if pool is None:
            return
        same = [one for one in pool if one.is_same]
        first = same[0]
        table = table_of(report, first.kind)
        named = "、".join(f"{_named(report, one)}{one.now.raw}" for one in same[:_MOST_NAMED])
        places = [cell_range(report, one.kind, one.row, one.column) for one in same]
        yield self.finding(
            *places[0],
            severity=self.severity_for(report),
            args={"count": len(same), "year": years_of(report)[1], "figures": named},
            related=[cell_before(report, one.kind, one.row, one.column, one.before.raw) for one in same[:_MOST_NAMED]],
            **_facts(table, first.row, first.column),
        )


def _named(report: Report, one: _Pair) -> str:
    """The cell as people name it."""
    table = table_of(report, one.kind)
    row = short_label(row_label(table, one.row))
    column = column_label(table, one.column).partition("(")[0]
    return row if (one.kind, one.column) == (APPLICATIONS, TOTAL) else f"{row}{column}"


_FACTOR = 10
_DISTANCE = 50
_SMALLEST = 5
"""Below this no factor means anything: 60 after 0 is no more remarkable than 60 after 5."""


class Outlier(ComparingRule):
    """A figure is many times that of last year, or a small part of it."""

    code = "GL906"
    name = "outlier"
    severity = INFO
    title = Text("与上一年度相差十倍以上的数字已经核对", "Figures ten times those of last year were checked")
    explain = Text(
        "一个数字比上一年度多出或者减少到十倍以上、相差又超过50的,常见的原因是多写了一位、"
        "单位写错(元写成万元)或者填错了行。申请情况表只看总计一列;新收件数变化大的,不再逐项提示办理结果。",
        "A figure more than ten times that of last year, or less than a tenth, and more than 50 apart, often has a "
        "digit too many, the wrong unit (yuan for 10 000 yuan), or stands in the wrong row. Of applications only "
        "totals are looked at, and results not where the number received changed as much.",
    )
    messages = {
        "default": Text(
            "“{row}”的“{column}”从{year}年度的{before}变为{now},请核对",
            "“{row}” × “{column}” went from {before} in {year} to {now}; please check",
        ),
        "before": BEFORE_MESSAGE,
    }
    help = Text(
        "核对这个数字的来源和单位;属实的,可以在正文中说明原因。",
        "Check where the figure comes from and its unit; if it is right, the text may say why.",
    )
    basis = ("LAW-6", "PRACTICE")
    related = ("GL214", "GL905")
    bad = (
        pair(("行政许可 | 51 |||", "行政许可 | ⟦4185⟧ |||")),
        pair(("行政事业性收费 | 11.8 |||", "行政事业性收费 | ⟦118000⟧ |||")),
        pair(
            ("行政许可 | 51 |||", "行政许可 | ⟦2⟧ |||"),
            before=(("行政许可 | 46 |||", "行政许可 | 460 |||"),),
        ),
    )
    good = (
        pair(),
        pair(("行政许可 | 51 |||", "行政许可 | 412 |||")),
        pair(("行政处罚 | 4 |||", "行政处罚 | 49 |||")),
        pair(base="department-2020", previous="department-2019"),
        pair(
            ("政府集中采购 | 12 | 86.35万元 ||", "政府集中采购 | 12 | 863500元 ||"),
            base="department-2020",
            previous="department-2019",
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each such figure."""
        unrelated = gap(report)
        if unrelated is not None:
            yield unrelated
            return
        for one in _comparable(report):
            table = table_of(report, one.kind)
            yield self.finding(
                *cell_range(report, one.kind, one.row, one.column),
                args={
                    "row": short_label(row_label(table, one.row)),
                    "column": column_label(table, one.column),
                    "year": years_of(report)[1],
                    "before": one.before.raw,
                    "now": one.now.raw,
                },
                actual=one.now.raw,
                related=[cell_before(report, one.kind, one.row, one.column, one.before.raw)],
                **_facts(table, one.row, one.column),
            )


def _comparable(report: Report) -> Iterator[_Pair]:
    """The figures that jumped."""
    table = table_of(report, DISCLOSURE)
    if table.format.name == table_of(previous_of(report), DISCLOSURE).format.name:
        counted = ((row.id, column.id) for row, column, _ in table.all_cells() if column.kind != "signed")
        yield from filter(_jumps, _pairs(report, DISCLOSURE, counted))
    received = list(filter(_jumps, _pairs(report, APPLICATIONS, (("received", TOTAL),))))
    yield from received
    if not received:
        leaves = table_of(report, APPLICATIONS).format.leaves
        yield from filter(_jumps, _pairs(report, APPLICATIONS, ((leaf, TOTAL) for leaf in leaves)))
    groups = table_of(report, REVIEW).format.review_groups
    yield from filter(_jumps, _pairs(report, REVIEW, ((row, TOTAL) for row, _ in groups)))


def _jumps(one: _Pair) -> bool:
    """Whether the figure is far from that of last year, and in the same unit."""
    before, now = one.before.value, one.now.value
    assert before is not None, "a pair has two figures"
    assert now is not None, "a pair has two figures"
    small, large = min(before, now), max(before, now)
    return one.before.unit == one.now.unit and large - small > _DISTANCE and large > _FACTOR * max(small, _SMALLEST)
