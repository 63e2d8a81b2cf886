"""Rules on the arithmetic of the tables.

The relations are written in the formats' files and evaluated once for a report; what explains the violated ones is
found once too. Here they are put into words: one finding for each cause, at the cell that is most likely wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from govlint.report.cells import ANNOTATED, BLANK, NUMBER
from govlint.report.relations import NOT_ASSESSABLE, VIOLATED, row_label, table_bounds
from govlint.rule import ERROR, INFO, Arg, Finding, NotApplicable, NotAssessable, Related, Rule, Text, Verdict, change
from govlint_rules.cells import split_cell
from govlint_rules.table_facts import (
    MAX_RELATED,
    Place,
    cell_facts,
    column_of,
    short_label,
    unread_tables,
)

if TYPE_CHECKING:
    from govlint.report.causes import Cause
    from govlint.report.cells import TableCell
    from govlint.report.model import Report
    from govlint.report.relations import BoundOutcome, Number, Operand, Outcome
    from govlint.report.tables import Table, TableRow

_SUM_BASIS = ("TBL", "LAW-6", "LAW-50")
_MOST_NAMED_TERMS = 6
"""A sum of more terms than this is written with figures alone."""

_SEVEN_ZEROS = "\n\n0" * 7
_VANISHED_ZEROS = tuple(
    (f"{label}{_SEVEN_ZEROS}", f"{label}\n\n0")
    for label in (
        "国家秘密",
        "法规禁止公开",
        "一稳定”",
        "合法权益",
        "内部事务信息",
        "过程性信息",
        "执法案卷",
        "查询事项",
        "不掌握相关政府信息",
        "内容仍不明确",
        "投诉类申请",
        "重复申请",
        "公开出版物",
        "反复申请",
        "重新出具已获取信息",
    )
)
"""Makes a clean report print the total alone where a row has nothing to count, as pages do whose blanks vanish."""

_ROW_TOTAL = "row-total"
_RESULTS_TOTAL = "results-total"
_BALANCE = "balance"
_REVIEW_TOTAL = "review-total"

_ALSO = {
    f"also-{_ROW_TOTAL}": Text("因此“{line}”各列之和也与总计不符:{sum}", "hence the sum of “{line}” is off too: {sum}"),
    f"also-{_RESULTS_TOTAL}": Text(
        "因此“{line}”列各项结果之和也与总计不符:{sum}", "hence the results of “{line}” do not add up either: {sum}"
    ),
    f"also-{_BALANCE}": Text("因此“{line}”列的勾稽关系也不平:{sum}", "hence “{line}” does not balance either: {sum}"),
    f"also-{_REVIEW_TOTAL}": Text(
        "因此“{line}”各项之和也与总计不符:{sum}", "hence the sum of “{line}” is off too: {sum}"
    ),
}
_RELATION_NAMES = {
    _ROW_TOTAL: Text("“{line}”的合计", "the sum of “{line}”"),
    _RESULTS_TOTAL: Text("“{line}”列的办理结果总计", "the total of the results in “{line}”"),
    _BALANCE: Text("“{line}”列的勾稽关系", "the balance of “{line}”"),
    _REVIEW_TOTAL: Text("“{line}”的合计", "the sum of “{line}”"),
}


class _SumRule(Rule):
    """What the rules on violated equations share: each speaks of the causes whose primary relation is its own."""

    severity = ERROR
    basis = _SUM_BASIS
    relation: str
    """Id of the relation in the formats' files."""

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a cause; why relations could not be judged."""
        outcomes = [outcome for outcome in report.outcomes if outcome.relation == self.relation]
        unjudged = {outcome.why: outcome for outcome in outcomes if outcome.state == NOT_ASSESSABLE}
        for why, outcome in unjudged.items():
            yield NotAssessable(why, outcome.why_args)
        for cause in report.causes:
            if cause.primary.relation != self.relation:
                continue
            if _has_odd_figure(cause.primary.operands):
                yield NotAssessable("text")
            else:
                yield self._finding(report, cause)

    def _finding(self, report: Report, cause: Cause) -> Finding:
        outcome = cause.primary
        table = report.tables.table(outcome.table)
        place = _likely_cell(table, cause) or _total_cell(table, outcome)
        expected, actual = _figures(cause, place)
        difference = outcome.difference
        others = [other for other in cause.explained if other is not outcome]
        args: dict[str, Arg] = {
            "line": _line(outcome),
            "sum": equation(table, outcome),
            "row": short_label(place.row.label),
            "column": place.column.label,
            "expected": expected,
            "actual": actual,
            "difference": str(abs(difference)) if difference is not None else None,
        }
        return self.finding(
            place.start,
            place.end,
            args=args,
            expected=expected,
            actual=actual,
            related=tuple(_also(table, other) for other in others[:MAX_RELATED]),
            **cell_facts(table, place),
        )


class RowTotal(_SumRule):
    """The total of each row of table 2."""

    code = "GL301"
    name = "row-total"
    relation = _ROW_TOTAL
    title = Text(
        "申请情况表每行的总计等于各列之和", "In the table of applications the total of a row is the sum of its columns"
    )
    explain = Text(
        "申请情况表每一行的“总计”应等于自然人、商业企业、科研机构、社会公益组织、法律服务机构和其他六列之和。",
        "In every row of the table of applications 总计 is the sum of the six columns before it.",
    )
    messages = {
        "default": Text(
            "“{line}”各列之和与总计不符,相差{difference}:{sum}",
            "the columns of “{line}” do not add up to its total, by {difference}: {sum}",
        ),
        **_ALSO,
    }
    help = Text(
        "对照台账核对这一行的各个数据,改正错的那一个;不要只改总计凑数。",
        "Check every figure of the row against the register and correct the wrong one; do not just change the total.",
    )
    related = ("GL302", "GL303", "GL308")
    bad = (
        change(
            (
                "8.属于行政查询事项 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
                "8.属于行政查询事项 | 0 | 0 | 0 | 0 | 0 | 0 | ⟦1⟧ |",
            )
        ),
        change(
            (
                "4.保护第三方合法权益 | 0 | 1 | 0 | 0 | 0 | 0 | 1 |",
                "4.保护第三方合法权益 | 0 | ⟦3⟧ | 0 | 0 | 0 | 0 | 1 |",
            )
        ),
    )
    good = (
        change(),
        change(base="department-2020"),
        change(("8.属于行政查询事项 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "8.属于行政查询事项 | | | | | | | 0 |")),
        change(("1204 168 3 21 74 12 1482", "1,204 168 3 21 74 12 1,482"), base="city-2022"),
        change(
            (
                "4.保护第三方合法权益 | 0 | 1 | 0 | 0 | 0 | 0 | 1 |",
                "4.保护第三方合法权益 | ０ | １ | ０ | ０ | ０ | ０ | １ |",
            )
        ),
    )


class ResultsTotal(_SumRule):
    """The total of the results in each column of table 2."""

    code = "GL302"
    name = "results-total"
    relation = _RESULTS_TOTAL
    title = Text("(七)总计等于各项办理结果之和", "Row (七)总计 is the sum of all results")
    explain = Text(
        "申请情况表每一列的“(七)总计”应等于(一)至(六)各项办理结果之和;(三)至(六)是各小项的类名,不重复相加。",
        "In every column of the table of applications (七)总计 is the sum of the results (一) to (六); group rows are "
        "not added again.",
    )
    messages = {
        "default": Text(
            "“{line}”列各项办理结果之和与“(七)总计”不符,相差{difference}:{sum}",
            "the results in “{line}” do not add up to (七)总计, by {difference}: {sum}",
        ),
        **_ALSO,
    }
    help = Text(
        "对照台账核对这一列的各项结果和总计,改正错的那一个;不要只改总计凑数。",
        "Check the results of the column and their total against the register; do not just change the total.",
    )
    related = ("GL301", "GL303", "GL307", "GL308")
    bad = (
        change(
            ("(七)总计 | 5 | 2 | 0 | 0 | 0 | 1 | 8", "(七)总计 | ⟦6⟧ | 2 | 0 | 0 | 0 | 1 | 8"),
        ),
        change(
            ("2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0", "2.重复申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1"),
            ("(七)总计 | 5 | 2", "(七)总计 | ⟦5⟧ | 2"),
        ),
    )
    good = (
        change(),
        change(base="department-2020"),
        change(
            (
                "(三)不予公开 | 1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | |\n",
                "(三)不予公开 | 0 | 1 | 0 | 0 | 0 | 0 | 1 | |\n1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | |\n",
            )
        ),
        change(("2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "2.重复申请 | / | / | / | / | / | / | 0 |")),
        change(("(七)总计 |", "(七)合计 |")),
    )


class Balance(_SumRule):
    """What came in equals what was dealt with and what is left."""

    code = "GL303"
    name = "balance"
    relation = _BALANCE
    title = Text("新收加上年结转等于办理结果加结转下年", "Received plus carried in equals handled plus carried out")
    explain = Text(
        "申请情况表的表头规定:每一列第一项加第二项之和,等于第三项加第四项之和。",
        "The head of the table of applications says that in every column the first and second items together equal the "
        "third and fourth.",
    )
    messages = {
        "default": Text(
            "“{line}”列的勾稽关系不平,新收加上年结转与办理结果加结转下年度相差{difference}:{sum}",
            "“{line}” does not balance: what was received and carried in differs by {difference} from what was "
            "handled and carried out: {sum}",
        ),
        **_ALSO,
    }
    help = Text(
        "对照台账核对新收、上年结转、办理结果和结转下年度四个数,改正错的那一个。",
        "Check the four figures against the register and correct the wrong one.",
    )
    related = ("GL301", "GL302", "GL308")
    bad = (
        change(
            (
                "一、本年新收政府信息公开申请数量 | 5 | 2 | 0 | 0 | 0 | 1 | 8",
                "一、本年新收政府信息公开申请数量 | ⟦7⟧ | 2 | 0 | 0 | 0 | 1 | 8",
            )
        ),
        change(
            (
                "二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1",
                "二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0",
            ),
            ("(七)总计 | 5 |", "(七)总计 | ⟦5⟧ |"),
        ),
    )
    good = (
        change(),
        change(base="department-2020"),
        change(
            (
                "二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1",
                "二、上年结转政府信息公开申请数量 | 1 | | | | | | 1",
            )
        ),
        change(("四、结转下年度继续办理", "四、结转下年继续办理"), base="office-2023"),
        change(("办结8件,结转下年度继续办理1件", "办结8件,其余顺延")),
    )


class ReviewTotal(_SumRule):
    """The three totals of table 3."""

    code = "GL305"
    name = "review-total"
    relation = _REVIEW_TOTAL
    title = Text("复议诉讼表的总计等于各项结果之和", "The totals of reviews and suits are the sums of their results")
    explain = Text(
        "行政复议、未经复议直接起诉、复议后起诉三组,每组的“总计”应等于结果维持、结果纠正、其他结果和尚未审结之和。",
        "In each of the three groups of the table of reviews and suits 总计 is the sum of the four results before it.",
    )
    messages = {
        "default": Text(
            "“{line}”各项结果之和与总计不符,相差{difference}:{sum}",
            "the results of “{line}” do not add up to their total, by {difference}: {sum}",
        ),
        **_ALSO,
    }
    help = Text(
        "对照台账核对各项结果和总计,改正错的那一个。", "Check the results and their total against the register."
    )
    related = ("GL301",)
    bad = (
        change(
            (
                "1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 1",
                "1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 1 | ⟦1⟧",
            )
        ),
    )
    good = (
        change(),
        change(base="department-2020"),
        change(("| 6 | 1 | 0 | 2 | 9 |", "| 6 | 1 | | 2 | 9 |"), base="government-2023"),
        change(
            (
                "1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 1",
                "1 | 0 | 0 | 0 | 1 | / | / | / | / | 0 | 0 | 0 | 0 | 1 | 1",
            )
        ),
        change(
            (
                "1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 1",
                "0 | 1 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 1",
            )
        ),
    )


class LikelyCell(Rule):
    """The one change that would make everything fit."""

    code = "GL308"
    name = "likely-cell"
    severity = INFO
    title = Text("指出最可能填错的单元格", "Names the cell that is most likely wrong")
    explain = Text(
        "一个数据填错,往往使一行一列甚至几个勾稽关系同时不符。如果只改一个单元格(或调换、移动一行的数据)就能使它们全部"
        "相符,这里指出是哪一格。这只是推算,应以台账为准。",
        "One wrong figure often breaks a row, a column and a balance at once. Where one cell changed, or the figures "
        "of one row exchanged or moved, makes all of them hold, that cell is named here. It is an inference; the "
        "register decides.",
    )
    messages = {
        "cell": Text(
            "若“{row}”的“{column}”为{value}(现为{actual}),则{relations}均相符;请核对原始台账,不要只改数字",
            "were “{row}” × “{column}” {value} instead of {actual}, {relations_en} would hold; check the register, do "
            "not just change the figure",
        ),
        "column-pair": Text(
            "若“{row}”的“{column}”为{value}(现为{actual})、总计列相应改动,则{relations}均相符;请核对原始台账,不要只改"
            "数字",
            "were “{row}” × “{column}” {value} instead of {actual}, and its total changed with it, {relations_en} "
            "would hold; check the register, do not just change the figures",
        ),
        "swapped": Text(
            "“{row}”的“{column}”({actual})与“{other}”({value})似乎填反:互换后{relations}均相符;请核对原始台账",
            "“{row}” × “{column}” ({actual}) and “{other}” ({value}) look exchanged: the other way round "
            "{relations_en} would hold; check the register",
        ),
        "shifted": Text(
            "“{row}”的数据似乎整体错了一列({actual}):移动一列后{relations}均相符;请核对原始台账",
            "the figures of “{row}” ({actual}) look moved by one column: moved back, {relations_en} would hold; check "
            "the register",
        ),
        "row": Text(
            "“{row}”的几个数据疑有差错:若各列依次为{value}(现为{actual}),则{relations}均相符;请核对原始台账",
            "several figures of “{row}” look wrong: were they {value} instead of {actual}, {relations_en} would hold; "
            "check the register",
        ),
        "split": Text(
            "“{row}”多出一个数据:若“{first}”和“{second}”原是“{column}”的{value},则这一行与各列的合计均相符;请核对原始"
            "台账",
            "“{row}” has one figure too many: if “{first}” and “{second}” are {value} in “{column}”, every total of "
            "the row and its columns holds; check the register",
        ),
    }
    help = Text(
        "先核对这一格的原始台账;台账与表一致的,再核对其他单元格。",
        "Check this cell against the register first; where the register agrees with the table, check the others.",
    )
    basis = ("TBL",)
    related = ("GL208", "GL301", "GL302", "GL303")
    bad = (
        change(
            (
                "4.保护第三方合法权益 | 0 | 1 | 0 | 0 | 0 | 0 | 1 |",
                "4.保护第三方合法权益 | 0 | ⟦3⟧ | 0 | 0 | 0 | 0 | 1 |",
            )
        ),
        change(("(七)总计 | 5 | 2 | 0", "(七)总计 | ⟦2⟧ | 5 | 0")),
    )
    good = (
        change(),
        change(("1 | 0 | 0 | 0 | 1 | 0", "1 | 0 | 0 | 0 | 2 | 0")),
        change(("8.属于行政查询事项 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "8.属于行政查询事项 | | | | | | | 0 |")),
        change(("1204 168 3 21 74 12 1482", "1,204 168 3 21 74 12 1,482"), base="city-2022"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each cause that names a cell or a row, and for each split cell."""
        if any(outcome.state == VIOLATED for outcome in report.outcomes):
            for cause in report.causes:
                if cause.row is not None and not _has_odd_figure(cause.primary.operands):
                    yield from self._cause(report.tables.table(cause.primary.table), cause)
        table = report.tables.applications
        for row in table.rows.values():
            if row.why == "cell-count":
                yield from self._split(table, row)

    def _cause(self, table: Table, cause: Cause) -> Iterator[Finding]:
        if cause.kind == "row":
            yield self._row(table, cause)
            return
        place = _likely_cell(table, cause)
        if place is None or (cause.value is None and cause.kind not in {"swapped", "shifted"}):
            return
        variant = cause.kind if cause.kind in self.messages else "cell"
        args: dict[str, Arg] = {
            "row": short_label(place.row.label),
            "column": place.column.label,
            "actual": place.cell.raw,
            "value": None if cause.value is None else str(cause.value),
            **_relation_words(cause),
        }
        if cause.kind == "swapped" and cause.other_column is not None:
            other = place.row.cell(cause.other_column)
            args["other"] = column_of(place.row, cause.other_column).label
            args["value"] = other.raw
        if cause.kind == "shifted":
            args["actual"] = " ".join(cell.raw for cell in place.row.cells.values())
        yield self.finding(
            place.start,
            place.end,
            variant=variant,
            args=args,
            expected=args["value"] if cause.kind != "shifted" else None,
            actual=place.cell.raw,
            **cell_facts(table, place),
        )

    def _row(self, table: Table, cause: Cause) -> Finding:
        """All figures of the row as they would have to be: what each column's relation lacks goes to its cell."""
        row = table.rows[cause.row or ""]
        wanted = {column_id: cell.value or 0 for column_id, cell in row.cells.items()}
        for outcome in cause.explained:
            for operand in outcome.operands:
                if operand.row == row.id and operand.column == outcome.column and outcome.difference is not None:
                    excess = outcome.difference if operand.side == "left" else -outcome.difference
                    wanted[operand.column] = (operand.cell.value or 0) - excess
        values = " ".join(str(value) for value in wanted.values())
        actual = " ".join(cell.raw for cell in row.cells.values())
        return self.finding(
            row.start,
            row.end,
            variant="row",
            args={"row": short_label(row.label), "value": values, "actual": actual, **_relation_words(cause)},
            expected=values,
            actual=actual,
            table=table.kind,
            row=row.label,
        )

    def _split(self, table: Table, row: TableRow) -> Iterator[Finding]:
        found = split_cell(table, row)
        if found is None:
            return
        index, joined = found
        first, second = row.values[index : index + 2]
        column = row.columns[index]
        yield self.finding(
            first.start,
            second.end,
            variant="split",
            args={
                "row": short_label(row.label),
                "column": column.label,
                "first": first.raw,
                "second": second.raw,
                "value": str(joined),
            },
            expected=str(joined),
            actual=f"{first.raw} {second.raw}",
            **cell_facts(table, Place(row, column, first)),
        )


class Bounds(Rule):
    """What can still be said where a sum cannot be judged: no part is greater than its whole."""

    code = "GL304"
    name = "bounds"
    severity = ERROR
    title = Text("部分不大于总体", "No part is greater than the whole")
    explain = Text(
        "有空格或无法识别的数据时,合计无法核对,但单项结果不应大于总计,总计和结转下年度的件数不应大于新收与上年结转之和"
        "。",
        "Where blanks keep a sum from being checked, a result must still not exceed the total, nor the total or what "
        "is carried out what was received and carried in.",
    )
    messages = {
        "outcome-within-results": Text(
            "“{row}”的“{column}”为{small},大于“(七)总计”的{large}",
            "“{row}” × “{column}” is {small}, more than the {large} of (七)总计",
        ),
        "results-within-received": Text(
            "“(七)总计”的“{column}”为{small},大于新收与上年结转之和{large}",
            "(七)总计 × “{column}” is {small}, more than the {large} received and carried in",
        ),
        "carried-within-received": Text(
            "“四、结转下年度继续办理”的“{column}”为{small},大于新收与上年结转之和{large}",
            "四、结转下年度继续办理 × “{column}” is {small}, more than the {large} received and carried in",
        ),
    }
    help = Text(
        "补全空格,再对照台账核对这两个数据。", "Fill in the blanks and check both figures against the register."
    )
    basis = _SUM_BASIS
    related = ("GL209", "GL302", "GL303")
    bad = (
        change(
            *_VANISHED_ZEROS,
            ("均为自然人提出,", ""),
            ("公开申请数量\n\n2\n\n0", "公开申请数量\n\n1\n\n1"),
            ("(一)予以公开\n\n1\n\n0\n\n0\n\n0\n\n0\n\n0\n\n1", "(一)予以公开\n\n⟦2⟧\n\n0\n\n0\n\n0\n\n0\n\n0\n\n2"),
            ("需要另行制作\n\n1\n\n0\n\n0\n\n0\n\n0\n\n0\n\n1", "需要另行制作\n\n0"),
            ("(七)总计\n\n2\n\n0", "(七)总计\n\n1\n\n1"),
            base="town-2023",
        ),
    )
    good = (
        change(),
        change(*_VANISHED_ZEROS, base="town-2023"),
        change(("2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "2.重复申请 | | | | | | | |")),
        change(("(一)予以公开 | 3 | 1 |", "(一)予以公开 | 3(含上年结转1件) | 1 |")),
    )

    _RELATION = {
        "outcome-within-results": _RESULTS_TOTAL,
        "results-within-received": _BALANCE,
        "carried-within-received": _BALANCE,
    }
    """The equation that says more than the bound."""

    def check(self, report: Report) -> Iterable[Verdict]:
        """At most one finding a column and a row, and only where the equation of that column could not be judged."""
        table = report.tables.applications
        yield from unread_tables([table])
        if not table.is_read:
            return
        unjudged = {
            (outcome.relation, outcome.column) for outcome in report.outcomes if outcome.state == NOT_ASSESSABLE
        }
        if not any(relation in {_RESULTS_TOTAL, _BALANCE} for relation, _ in unjudged):
            return
        columns: set[str | None] = set()
        lines: set[tuple[str, str | None]] = set()
        for bound in table_bounds(table):
            if bound.state != VIOLATED or (self._RELATION.get(bound.bound), bound.column) not in unjudged:
                continue
            line = bound.bound, bound.row
            if bound.column in columns or line in lines or _has_odd_figure(bound.operands):
                continue
            columns.add(bound.column)
            lines.add(line)
            yield self._finding(table, bound)

    def _finding(self, table: Table, bound: BoundOutcome) -> Finding:
        place = _place(table, next(operand for operand in bound.operands if operand.side == "left"))
        return self.finding(
            place.start,
            place.end,
            variant=bound.bound,
            args={
                "row": short_label(place.row.label),
                "column": place.column.label,
                "small": str(bound.small),
                "large": str(bound.large),
            },
            expected=f"≤{bound.large}",
            actual=str(bound.small),
            **cell_facts(table, place),
        )


class ImpliedStock(Rule):
    """Table 1: what follows for the year before must not be negative."""

    code = "GL306"
    name = "implied-stock"
    severity = ERROR
    title = Text(
        "由表一推算的上年末有效件数不是负数", "The stock of the year before, as table 1 implies it, is not negative"
    )
    explain = Text(
        "现行有效件数加本年废止件数,不应少于本年制发件数;2019年格式中,上一年项目数量加本年增减不应小于零,"
        "对外公开总数量不应少于本年新公开数量。",
        "What is in force plus what was repealed cannot be less than what was made this year. In the format of 2019, "
        "last year's items plus the change cannot be less than zero, nor what is public in all less than what was "
        "opened this year.",
    )
    messages = {
        "stock": Text(
            "“{row}”现行有效{valid}件、本年废止{repealed}件,合计少于本年制发的{made}件,推算上年末有效件数为负",
            "“{row}”: {valid} in force and {repealed} repealed are fewer than the {made} made this year, so that the "
            "stock of the year before would be negative",
        ),
        "items": Text(
            "“{row}”上一年项目数量{previous}加本年增减{change}小于零",
            "“{row}”: last year's {previous} items and the change of {change} make less than zero",
        ),
        "opened": Text(
            "“{row}”对外公开总数量{public}少于本年新公开数量{opened}",
            "“{row}”: {public} public in all are fewer than the {opened} opened this year",
        ),
    }
    help = Text("对照文件清理台账核对这几个数据。", "Check these figures against the register of documents.")
    basis = _SUM_BASIS
    related = ("GL212", "GL218")
    bad = (
        change(("行政规范性文件 | 3 | 1 | 12", "行政规范性文件 | 3 | 1 | ⟦1⟧")),
        change(("行政许可 | 21 | -3 | 58", "行政许可 | 21 | ⟦-30⟧ | 58"), base="department-2020"),
        change(("规范性文件 | 2 | 2 | 9", "规范性文件 | 2 | 2 | ⟦1⟧"), base="department-2020"),
    )
    good = (
        change(),
        change(base="department-2020"),
        change(("行政规范性文件 | 3 | 1 | 12", "行政规范性文件 | 3 | 1 | 2")),
        change(("行政规范性文件 | 3 | 1 | 12", "行政规范性文件 | 13 | 1 | 12")),
        change(("行政许可 | 21 | -3 | 58", "行政许可 | 21 | -21 | 58"), base="department-2020"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a row and inequality."""
        table = report.tables.disclosure
        yield from unread_tables([table])
        if not table.is_read:
            return
        for bound in table_bounds(table):
            if bound.state == NOT_ASSESSABLE:
                yield NotAssessable(bound.why)
            elif bound.state == VIOLATED:
                signed = [operand for operand in bound.operands if operand.column == "change"]
                if _has_odd_figure(operand for operand in bound.operands if operand not in signed):
                    yield NotAssessable("text")
                else:
                    yield self._finding(table, bound)

    def _finding(self, table: Table, bound: BoundOutcome) -> Finding:
        small = [operand for operand in bound.operands if operand.side == "left"]
        large = [operand for operand in bound.operands if operand.side == "right"]
        # The cell to look at: what should be greater, or the change where last year's items alone cannot be wrong.
        place = _place(table, large[0] if small else large[-1])
        variant = "items" if not small else "opened" if bound.bound == "opened-within-public" else "stock"
        rest: Number = (bound.small or 0) - (bound.large or 0) + (place.cell.value or 0)
        return self.finding(
            place.start,
            place.end,
            variant=variant,
            args={
                "row": place.row.label,
                **{operand.column: operand.cell.raw or "0" for operand in bound.operands},
            },
            expected=f"≥{rest}",
            actual=place.cell.raw,
            **cell_facts(table, place),
        )


class GroupSubtotal(Rule):
    """Figures on the group rows of table 2."""

    code = "GL307"
    name = "group-subtotal"
    severity = ERROR
    title = Text("类名行填有数据的,等于其各小项之和", "Figures on a group row are the sum of its rows")
    explain = Text(
        "“(三)不予公开”等类名行本不填数。填了小计的,应等于该类各小项之和,也不应再计入总计。",
        "Group rows such as (三)不予公开 carry no figures. Where a report prints subtotals there, they are the sum of "
        "the rows of the group, and are not added again.",
    )
    messages = {
        "default": Text(
            "“{row}”的“{column}”为{actual},与其各小项之和{expected}不符",
            "“{row}” × “{column}” is {actual}, but its rows add up to {expected}",
        ),
        "also": Text("“{column}”列为{actual},应为{expected}", "“{column}” has {actual} and should have {expected}"),
    }
    help = Text("类名行不必填数;保留小计的,按各小项重新相加。", "Leave group rows empty, or add up their rows anew.")
    basis = _SUM_BASIS
    related = ("GL302",)
    bad = (
        change(
            (
                "(三)不予公开 | 1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | |\n",
                "(三)不予公开 | 0 | 1 | 0 | 0 | 0 | 0 | ⟦2⟧ | |\n1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | |\n",
            )
        ),
    )
    good = (
        change(),
        change(
            (
                "(三)不予公开 | 1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | |\n",
                "(三)不予公开 | 0 | 1 | 0 | 0 | 0 | 0 | 1 | |\n1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | |\n",
            )
        ),
        change(("(五)不予处理 | 1.信访", "(五)不予处理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | |\n1.信访")),
        change(("(四)无法提供 | 1.本机关不掌握", "(四)无法提供 | 1 | 0 | 0 | 0 | 0 | 1 | 2 | |\n1.本机关不掌握")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each group row that is off."""
        table = report.tables.applications
        yield from unread_tables([table])
        if not table.is_read:
            return
        if not table.subtotals:
            yield NotApplicable()
            return
        told = {outcome.column: outcome.difference for outcome in report.outcomes if outcome.relation == _RESULTS_TOTAL}
        for row in table.subtotals.values():
            if row.why:
                yield NotAssessable(row.why)
                continue
            # Where the results of a column are off by the same amount, the fault is in the rows and told there.
            off = [
                (place, total)
                for place, total in _with_sums(table, row)
                if place.cell.value not in {None, total} and place.cell.value - total != told.get(place.column.id)
            ]
            if off:
                yield self._finding(table, off)

    def _finding(self, table: Table, off: Sequence[tuple[Place, Number]]) -> Finding:
        # The total is what readers compare; where it is off too, it stands for the rest.
        place, expected = next((pair for pair in off if pair[0].column.id == "total"), off[0])
        return self.finding(
            place.start,
            place.end,
            args=_subtotal_words(place, expected),
            expected=str(expected),
            actual=place.cell.raw,
            related=tuple(
                Related(other.start, other.end, "also", _subtotal_words(other, value))
                for other, value in off
                if other is not place
            ),
            **cell_facts(table, place),
        )


def _subtotal_words(place: Place, expected: Number) -> dict[str, Arg]:
    return {
        "row": short_label(place.row.label),
        "column": place.column.label,
        "actual": place.cell.raw,
        "expected": str(expected),
    }


def _with_sums(table: Table, group: TableRow) -> Iterator[tuple[Place, Number]]:
    """Each figure of a group row with the sum of the rows below it; columns with cells that are neither figures nor
    blank are left out. The row 三、本年度办理结果 is the group of all results.
    """
    ids = [row.id for row in table.format.rows if row.group == group.id] or list(table.format.leaves)
    for column in group.columns:
        cell = group.cell(column.id)
        parts = [table.cell(row_id, column.id) for row_id in ids]
        if cell.value is None or any(part.kind not in {NUMBER, ANNOTATED, BLANK} or _is_odd(part) for part in parts):
            continue
        figures = [part.value for part in parts if part.value is not None]
        # Where a row is blank, the subtotal may hold what is missing there: the blank is told, not the subtotal.
        if figures and (len(figures) == len(parts) or cell.value <= sum(figures)):
            yield Place(group, column, cell), sum(figures)


def _is_odd(cell: TableCell) -> bool:
    """Whether the cell holds a figure that no count can be: a decimal, or less than nothing."""
    return cell.value is not None and (not isinstance(cell.value, int) or cell.value < 0)


def _has_odd_figure(operands: Iterable[Operand]) -> bool:
    """Whether a sum is off because of a cell that has a finding of its own: then the cell is told, not the sum."""
    return any(_is_odd(operand.cell) for operand in operands)


def equation(table: Table, outcome: Outcome) -> str:
    """A violated equation with its figures, the parts first and the total last: `1 + 0 = 1 ≠ 2`; for the balance both
    sums: `5 + 0 = 5 ≠ 4 = 4 + 0`. Of a sum over all results only the terms that are not zero are written, with their
    names where they are few.
    """
    left = [operand for operand in outcome.operands if operand.side == "left"]
    right = [operand for operand in outcome.operands if operand.side == "right"]
    if outcome.relation == _BALANCE:
        return f"{_terms(left)} = {outcome.left} ≠ {outcome.right} = {_terms(right)}"
    if outcome.relation == _RESULTS_TOTAL:
        counted = [operand for operand in right if operand.cell.value]
        if not counted:
            return f"0 ≠ {outcome.left}"
        if len(counted) <= _MOST_NAMED_TERMS:
            named = (f"{o.cell.value}〔{short_label(row_label(table, o.row))}〕" for o in counted)
            return f"{' + '.join(named)} = {outcome.right} ≠ {outcome.left}"
        right = counted
    return f"{_terms(right)} = {outcome.right} ≠ {outcome.left}"


def _terms(operands: Iterable[Operand]) -> str:
    values = [operand.cell.value or 0 for operand in operands]
    return " + ".join(f"({value})" if value < 0 else str(value) for value in values)


def _line(outcome: Outcome) -> str:
    """The row or column that the relation runs along."""
    return short_label(outcome.row_label or outcome.column_label)


def _named(outcome: Outcome, lang: str) -> str:
    return _RELATION_NAMES[outcome.relation].fill(lang, {"line": _line(outcome)})


def _relation_words(cause: Cause) -> dict[str, Arg]:
    return {
        "relations": "、".join(_named(outcome, "zh") for outcome in cause.explained),
        "relations_en": ", ".join(_named(outcome, "en") for outcome in cause.explained),
    }


def _place(table: Table, operand: Operand) -> Place:
    row = table.rows[operand.row]
    return Place(row, column_of(row, operand.column), operand.cell)


def _total_cell(table: Table, outcome: Outcome) -> Place:
    """The cell that a relation is about: the total, and for the balance the total of the results."""
    side = "right" if outcome.relation == _BALANCE else "left"
    return _place(table, next(operand for operand in outcome.operands if operand.side == side))


def _likely_cell(table: Table, cause: Cause) -> Place | None:
    """The cell that a cause names, or the first of two that are exchanged; None if it names none."""
    if cause.row is None or cause.column is None:
        return None
    row = table.rows[cause.row]
    return Place(row, column_of(row, cause.column), row.cell(cause.column))


def _figures(cause: Cause, place: Place) -> tuple[str | None, str | None]:
    """What the cell at `place` should hold for the relation to hold, and what it holds."""
    actual = place.cell.raw or None
    if cause.column is not None:
        return (None if cause.value is None else str(cause.value)), actual
    outcome = cause.primary
    difference = outcome.difference
    if difference is None or place.cell.value is None:
        return None, actual
    # Left minus right: a total on the left is too great by it, the total of results on the right too small.
    wanted = place.cell.value + (difference if outcome.relation == _BALANCE else -difference)
    return (str(wanted) if wanted >= 0 else None), actual


def _also(table: Table, outcome: Outcome) -> Related:
    place = _total_cell(table, outcome)
    words: dict[str, Arg] = {"line": _line(outcome), "sum": equation(table, outcome)}
    return Related(place.start, place.end, f"also-{outcome.relation}", words)
