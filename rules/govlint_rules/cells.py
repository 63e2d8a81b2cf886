"""Rules on the cells of the tables: how many a row has, and whether each holds a figure of the right kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from govlint.report.cells import BLANK, PLACEHOLDER
from govlint.report.cells import TEXT as TEXT_CELL
from govlint.report.formats import APPLICATIONS, LEAVES, REVIEW
from govlint.rule import (
    ERROR,
    INFO,
    WARNING,
    Arg,
    Edit,
    Finding,
    Fix,
    NotAssessable,
    Parameter,
    Related,
    Rule,
    Text,
    Verdict,
    change,
)
from govlint_rules.table_facts import (
    FORM_BASIS,
    MAX_RELATED,
    ODD,
    Place,
    cell_facts,
    cell_words,
    irregular_cells,
    one_finding,
    read_tables,
    short_label,
    table_words,
    unread_tables,
)

if TYPE_CHECKING:
    from govlint.report.cells import TableCell
    from govlint.report.model import Report
    from govlint.report.relations import Number, Operand, Outcome
    from govlint.report.tables import Table, TableRow

_COUNTS = frozenset({"count", "signed"})
_GRAVE_ROWS = frozenset({"received", "carried-in", "carried-out", "results-total"})
_SYSTEMATIC_COLUMN = 0.8
"""A column is left blank on purpose where at least this share of its cells is blank."""
_SYSTEMATIC_TABLE = 0.5
"""A table leaves zeros blank where more than this share of its cells is blank."""
_FEW = 3
"""Up to so many odd cells are told one by one; more of the same in one table are one habit, or one fault of reading."""
_HABIT_ROWS = 5
"""A column needs at least so many rows before its blanks can be called a habit."""

_FULL_WIDTH = r"[０-９]"
_ODD_NUMBER = r"[+\-]?(?:0\d|\d[\d,]*(?:,\d{3}|[ ]\d))"
"""A leading zero, a thousands separator, or a blank between digits."""


class CellCount(Rule):
    """A row with more or fewer cells than the format has columns."""

    code = "GL208"
    name = "cell-count"
    severity = ERROR
    title = Text("每行的数据个数与列数一致", "A row has as many figures as the table has columns")
    explain = Text(
        "数据个数与列数不一致时,无法判断哪个数据属于哪一列,这一行的合计也无从核对。常见原因是漏填、多填,或把一个两位数"
        "拆进了两格。",
        "Where a row has too few or too many figures nobody can say which belongs to which column, and its total "
        "cannot be checked. Usual causes: a cell left out, one too many, or a number of two digits split over two "
        "cells.",
    )
    messages = {
        "default": Text(
            "“{row}”应有{wanted}个数据,实有{count}个:{values}",
            "“{row}” should have {wanted} figures and has {count}: {values}",
        ),
        "split": Text(
            "“{row}”应有{wanted}个数据,实有{count}个:{values};若“{first}”和“{second}”原是“{column}”的{joined},则各项合"
            "计相符",
            "“{row}” should have {wanted} figures and has {count}: {values}; if “{first}” and “{second}” are {joined} "
            "in “{column}”, every total fits",
        ),
        "several": Text(
            "“{table}”有{rows}行的数据个数与列数不一致(应为{wanted}个,实有{count}个),“{row}”等行的数据为:{values}",
            "in {table_en} {rows} rows have {count} figures instead of {wanted}; “{row}” reads {values}",
        ),
        "also": Text("“{row}”也有{count}个数据", "“{row}” has {count} figures too"),
    }
    help = Text(
        "对照台账补上或删去多余的数据,没有发生的填“0”。",
        "Add or remove figures as the register says, with 0 where nothing happened.",
    )
    basis = FORM_BASIS
    related = ("GL209", "GL308")
    bad = (
        change(
            (
                "4.保护第三方合法权益 | 0 | 1 | 0 | 0 | 0 | 0 | 1 | ||",
                "⟦4.保护第三方合法权益⟧ | 0 | 1 | 0 | 0 | 0 | 1 | ||",
            )
        ),
    )
    good = (
        change(),
        change(("行政许可 | 46", "行政许可 | 46(其中延续12件)")),
        change(("申请数量 | 5 | 2 | 0 | 0 | 0 | 1 | 8 | ||", "申请数量 | 5 | 2 | 0 | 0 | 0 | 1 | 8 |")),
        change(("2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "2.重复申请 | / | / | / | / | / | / | 0 |")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a row; where more than a few rows have the same wrong number, one for all of them."""
        yield from unread_tables(report.tables[:3])
        for table in read_tables(report.tables[:3]):
            rows = [row for row in table.rows.values() if row.why == "cell-count"]
            if not rows:
                continue
            if table.kind == REVIEW:
                yield self._review(table, rows)
                continue
            by_count: dict[int, list[TableRow]] = {}
            for row in rows:
                by_count.setdefault(len(row.values), []).append(row)
            for same in by_count.values():
                if len(same) <= _FEW:
                    for row in same:
                        yield self._row(report, table, row)
                else:
                    yield self._rows(table, same)

    def _row(self, report: Report, table: Table, row: TableRow) -> Finding:
        args = _count_words(row, row.values, len(row.columns))
        split = split_cell(report.tables.applications, row) if table.kind == APPLICATIONS else None
        variant = "default"
        if split is not None:
            index, joined = split
            first, second = row.values[index : index + 2]
            args |= {"first": first.raw, "second": second.raw, "joined": str(joined)}
            args |= {"column": row.columns[index].label}
            variant = "split"
        return self.finding(
            row.start,
            row.end,
            variant=variant,
            table=table.kind,
            row=row.label,
            cell=row.columns[split[0]].label if split is not None else None,
            args=args,
            expected=str(len(row.columns)),
            actual=str(len(row.values)),
        )

    def _rows(self, table: Table, rows: Sequence[TableRow]) -> Finding:
        first = rows[0]
        return self.finding(
            first.start,
            first.end,
            variant="several",
            table=table.kind,
            row=first.label,
            args={
                **table_words(table),
                **_count_words(first, first.values, len(first.columns)),
                "rows": len(rows),
            },
            expected=str(len(first.columns)),
            actual=str(len(first.values)),
            related=tuple(
                Related(row.start, row.end, "also", {"row": short_label(row.label), "count": len(row.values)})
                for row in rows[1 : 1 + MAX_RELATED]
            ),
        )

    def _review(self, table: Table, rows: Sequence[TableRow]) -> Finding:
        """Table 3 is one printed row: what is wrong with its number of cells is wrong with all of it."""
        values = sorted({value.start: value for row in table.rows.values() for value in row.values}.items())
        cells = [value for _, value in values]
        wanted = sum(len(row.columns) for row in table.rows.values())
        label = table.format.review_row
        args = {**_count_words(rows[0], cells, wanted), "row": label}
        return self.finding(
            cells[0].start if cells else table.start,
            cells[0].end if cells else table.start,
            table=table.kind,
            args=args,
            expected=str(wanted),
            actual=str(len(cells)),
        )


def _count_words(row: TableRow, values: Sequence[TableCell], wanted: int) -> dict[str, Arg]:
    shown = " ".join(value.raw for value in values[:20])
    return {"row": short_label(row.label), "wanted": wanted, "count": len(values), "values": shown}


def split_cell(table: Table, row: TableRow) -> tuple[int, int] | None:
    """Where a row of table 2 has one value too many: the index of the two neighbouring values that joined make its
    total and the totals of the columns right, and the number they make. None if there is no such pair, or several.
    """
    width = len(row.columns)
    if len(row.values) != width + 1 or not all(isinstance(value.value, int) for value in row.values):
        return None
    fits: list[tuple[int, int]] = []
    for index in range(width):
        first, second = row.values[index].raw, row.values[index + 1].raw
        if not (first.isdecimal() and second.isdecimal()) or first == "0":
            continue
        joined = int(first + second)
        figures = [value.value or 0 for value in row.values]
        figures[index : index + 2] = [joined]
        if sum(figures[:-1]) == figures[-1] and _columns_hold(table, row, figures):
            fits.append((index, joined))
    return fits[0] if len(fits) == 1 else None


def _columns_hold(table: Table, row: TableRow, figures: Sequence[Number]) -> bool:
    """Whether no equation over the columns of table 2 speaks against `figures` in the place of `row`."""
    by_column = dict(zip((column.id for column in row.columns), figures, strict=True))
    for spec in table.format.relations:
        if spec.table != APPLICATIONS or spec.over != "columns":
            continue
        for column in table.format.columns:
            sums: list[Number] = []
            touched = complete = True
            terms = [
                [row_id for term in side for row_id in (table.format.leaves if term == LEAVES else (term,))]
                for side in (spec.left, spec.right)
            ]
            touched = any(row.id in side for side in terms)
            for side in terms:
                cells = [by_column[column.id] if i == row.id else table.cell(i, column.id).value for i in side]
                complete = complete and None not in cells
                sums.append(sum(cell for cell in cells if cell is not None))
            if touched and complete and sums[0] != sums[1]:
                return False
    return True


class CellEmpty(Rule):
    """Blank cells."""

    code = "GL209"
    name = "cell-empty"
    severity = WARNING
    title = Text("单元格不留空", "No cell is blank")
    explain = Text(
        "空格可能是“0”,也可能是漏填,读者无法分辨。整列或多数单元格留空而各项关系按“0”计算都成立的,只作提示;"
        "总计、新收、结转等关键单元格留空,或因空格使勾稽关系不成立的,为错误。",
        "A blank may mean 0 or a figure forgotten; nobody can tell. Where whole columns or most cells are blank and "
        "every relation holds with them as 0, this is only a note; a blank total, intake or carry-over, or a blank "
        "for which a relation fails, is an error.",
    )
    messages = {
        "default": Text("“{row}”的“{column}”是空的", "“{row}” × “{column}” is blank"),
        "several": Text(
            "“{table}”有{count}个单元格是空的,第一个是“{row}”的“{column}”",
            "in {table_en} {count} cells are blank, the first being “{row}” × “{column}”",
        ),
        "needed": Text(
            "“{row}”的“{column}”是空的,填{value}各项合计才相符",
            "“{row}” × “{column}” is blank; the totals fit only with {value} there",
        ),
        "needed-several": Text(
            "“{table}”有{count}个不应留空的单元格是空的;其中“{row}”的“{column}”填{value}各项合计才相符",
            "in {table_en} {count} cells are blank that must not be; “{row}” × “{column}” needs {value} for the "
            "totals to fit",
        ),
        "unbalanced": Text(
            "“{row}”的“{column}”是空的,而按“0”计算合计不相符",
            "“{row}” × “{column}” is blank, and with 0 there the totals do not fit",
        ),
        "unbalanced-several": Text(
            "“{table}”有{count}个单元格是空的,而按“0”计算合计不相符;第一个是“{row}”的“{column}”",
            "in {table_en} {count} cells are blank, and with 0 there the totals do not fit; the first is “{row}” × "
            "“{column}”",
        ),
        "habit": Text("“{row}”的“{column}”是空的", "“{row}” × “{column}” is blank"),
        "habit-several": Text(
            "“{table}”以空格表示“0”,共{count}处;按“0”计算,可以核对的关系都成立",
            "in {table_en} {count} cells are blank where others print 0; taken as 0, every relation that could be "
            "checked holds",
        ),
        "also": Text("“{row}”的“{column}”也是空的", "“{row}” × “{column}” is blank too"),
        "needs": Text(
            "“{row}”的“{column}”也是空的,应为{value}", "“{row}” × “{column}” is blank too; it should be {value}"
        ),
    }
    help = Text(
        "没有发生的填“0”,漏填的对照台账补上。",
        "Print 0 where nothing happened; fill in from the register what was forgotten.",
    )
    basis = FORM_BASIS
    related = ("GL203", "GL208", "GL210")
    bad = (
        change(("2.重复申请 | 0 | 0 |", "2.重复申请 | 0 |⟦⟧ |")),
        change(("(七)总计 | 5 | 2 |", "(七)总计 | 5 |⟦⟧ |")),
    )
    good = (
        change(),
        change(base="department-2020"),
        change(("规章 | 0 | 0 | 0 |\n", "规章 | 0 | 0 | 0 | |\n")),
        change(("行政许可 | 46 |||", "行政许可 | 46 |")),
        change(("规章 | 0 | 0 | 0 |", "规章 | — | — | — |")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """At most one finding a table and severity."""
        tables = report.tables
        yield from unread_tables(tables[:3])
        for table in read_tables(tables[:3]):
            if any(row.why == "cells-lost" for row in table.rows.values()):
                yield NotAssessable("cells-lost")
            blanks = irregular_cells(table).get(BLANK)
            if blanks:
                yield from self._judge(report, table, blanks)

    def _judge(self, report: Report, table: Table, blanks: Sequence[Place]) -> Iterator[Finding]:
        failing = [outcome for outcome in report.outcomes if outcome.table == table.kind and outcome.why == BLANK]
        needed = missing_figures(failing, BLANK)
        accused = set(needed)
        for outcome in failing:
            keys = {(operand.row, operand.column) for operand, _ in _lacking(outcome, BLANK)}
            if not keys & needed.keys():
                accused |= keys
        habit = _habit(table, blanks)
        groups: dict[str, list[Place]] = {ERROR: [], WARNING: [], INFO: []}
        for place in blanks:
            if place.key in accused:
                severity = ERROR
            elif place.key in habit:
                severity = INFO
            else:
                severity = ERROR if _is_grave(place) else WARNING
            groups[severity].append(place)
        for severity, found in groups.items():
            if found:
                yield self._finding(table, severity, found, needed, accused)

    def _finding(
        self,
        table: Table,
        severity: str,
        found: list[Place],
        needed: dict[tuple[str, str], int],
        accused: set[tuple[str, str]],
    ) -> Finding:
        # What a reader can act on first: blanks whose figure is known, then those in relations that fail.
        found.sort(key=lambda place: (place.key not in needed, place.key not in accused))
        first = found[0]
        variant = "habit" if severity == INFO else "default"
        if first.key in needed:
            variant = "needed"
        elif first.key in accused:
            variant = "unbalanced"
        value = str(needed[first.key]) if first.key in needed else None
        finding = one_finding(
            self, table, found, severity=severity, variant=variant, expected=value, args={"value": value}
        )
        finding.related = tuple(
            Related(
                place.start,
                place.end,
                "needs" if place.key in needed else "also",
                {**cell_words(place), "value": str(needed.get(place.key, ""))},
            )
            for place in found[1 : 1 + MAX_RELATED]
        )
        return finding


def missing_figures(failing: Sequence[Outcome], kind: str) -> dict[tuple[str, str], int]:
    """The cells without figures (of that kind) that explain why relations fail, and the figure each would need.

    Every relation in `failing` needs a certain positive figure in one of its empty cells. A cell explains the relations
    that need the same figure there; the cell that explains most is named, then the next for what is left. Where another
    cell, or another figure in the same cell, explains as much of the same relations, none is named.
    """
    explains: dict[tuple[str, str, int], set[int]] = {}
    for number, outcome in enumerate(failing):
        for operand, value in _lacking(outcome, kind):
            if value == int(value):
                explains.setdefault((operand.row, operand.column, int(value)), set()).add(number)
    found: dict[tuple[str, str], int] = {}
    while explains:
        best = max(explains, key=lambda cell: len(explains[cell]))
        covered = explains.pop(best)
        if not covered:
            break
        if all(not theirs & covered or len(theirs) < len(covered) for theirs in explains.values()):
            found[best[:2]] = best[2]
        explains = {cell: theirs - covered for cell, theirs in explains.items()}
    return found


def _lacking(outcome: Outcome, kind: str) -> Iterator[tuple[Operand, Number]]:
    """The cells of that kind on the smaller side of an equation, with the figure that would make both sides equal."""
    lack: Number = 0
    for operand in outcome.operands:
        value = operand.cell.value or 0
        lack += -value if operand.side == "left" else value
    for operand in outcome.operands:
        if operand.cell.kind == kind and (operand.side == "left") == (lack > 0):
            yield operand, lack if lack > 0 else -lack


def _habit(table: Table, blanks: Sequence[Place]) -> set[tuple[str, str]]:
    """The blanks that follow a habit: those of columns left blank throughout, those of table 3 where a group prints
    its total alone, or all where most cells are blank.
    """
    cells = sum(len(row.cells) for row in table.rows.values())
    if len(blanks) > _SYSTEMATIC_TABLE * cells:
        return {place.key for place in blanks}
    if table.kind == REVIEW:
        empty = Counter(place.row.id for place in blanks if place.row.cell("total").value is not None)
        return {place.key for place in blanks if empty[place.row.id] == len(place.row.columns) - 1}
    if table.kind != APPLICATIONS:
        return set()
    rows = Counter(column.id for row in table.rows.values() if row.cells for column in row.columns)
    empty = Counter(place.column.id for place in blanks)
    return {
        place.key
        for place in blanks
        if rows[place.column.id] >= _HABIT_ROWS and empty[place.column.id] >= _SYSTEMATIC_COLUMN * rows[place.column.id]
    }


def _is_grave(place: Place) -> bool:
    """Whether the cell is a total, or one of the rows the balance rests on."""
    return place.column.id == "total" or place.row.id in _GRAVE_ROWS


class CellPlaceholder(Rule):
    """A sign instead of a number."""

    code = "GL210"
    name = "cell-placeholder"
    severity = WARNING
    fix = "suggest"
    title = Text("没有发生的填“0”,不用符号", "Nothing is printed as 0, not as a sign")
    explain = Text(
        "“/”“-”“无”可以理解为没有、不适用或者未统计,也不能参加合计。统一格式要求填数字。",
        "A stroke, a dash or a word can mean none, not applicable or not counted, and cannot be added up. The format "
        "asks for a number.",
    )
    messages = {
        "default": Text(
            "“{row}”的“{column}”填的是“{raw}”,不是数字", "“{row}” × “{column}” holds “{raw}”, not a number"
        ),
        "several": Text(
            "“{table}”有{count}个单元格填的不是数字,第一个是“{row}”的“{column}”,填的是“{raw}”",
            "in {table_en} {count} cells hold no number; the first is “{row}” × “{column}” with “{raw}”",
        ),
        "needed": Text(
            "“{row}”的“{column}”填的是“{raw}”,而填{value}各项合计才相符",
            "“{row}” × “{column}” holds “{raw}”, but the totals fit only with {value} there",
        ),
        "needed-several": Text(
            "“{table}”有{count}个单元格填的不是数字;其中“{row}”的“{column}”填{value}各项合计才相符",
            "in {table_en} {count} cells hold no number; “{row}” × “{column}” needs {value} for the totals to fit",
        ),
        "also": Text("“{row}”的“{column}”填的是“{raw}”", "“{row}” × “{column}” holds “{raw}”"),
    }
    help = Text("没有发生的填“0”。", "Print 0 where nothing happened.")
    basis = FORM_BASIS
    related = ("GL209", "GL211")
    bad = (
        change(("行政强制 | 0", "行政强制 | ⟦-⟧")),
        change(("规章 | 0 | 0 | 0", "规章 | ⟦/⟧ | / | /")),
    )
    good = (
        change(),
        change(base="department-2020"),
        change(("规章 | 0 | 0 | 0 |", "规章 | | | |")),
        change(("行政许可 | 46 |||", "行政许可 | 46(其中延续12件) |||")),
        change(("没有其他需要报告的事项", "无其他需要报告的事项")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a table."""
        yield from unread_tables(report.tables[:3])
        for table in read_tables(report.tables[:3]):
            found = list(irregular_cells(table).get(PLACEHOLDER, ()))
            if not found:
                continue
            failing = [o for o in report.outcomes if o.table == table.kind and o.why == PLACEHOLDER]
            needed = missing_figures(failing, PLACEHOLDER)
            found.sort(key=lambda place: place.key not in needed)
            value = needed.get(found[0].key)
            yield one_finding(
                self,
                table,
                found,
                variant="default" if value is None else "needed",
                expected=None if value is None else str(value),
                args={"value": value},
                fix=_filled(report, found, needed),
            )


def _filled(report: Report, places: Sequence[Place], needed: Mapping[tuple[str, str], int]) -> Fix | None:
    """The figures that the relations leave no choice about, if that is so for each of the places."""
    if any(place.key not in needed or not report.text[place.start : place.end].strip() for place in places):
        return None
    edits = [Edit(place.start, place.end, str(needed[place.key])) for place in places]
    return Fix(tuple(sorted(edits)), False)


class CellNotInteger(Rule):
    """A decimal or a word where a count belongs."""

    code = "GL211"
    name = "cell-not-integer"
    severity = ERROR
    title = Text("件数是整数", "Counts are integers")
    explain = Text(
        "件数只能是整数。小数或文字多半是录入错误,或把金额填进了件数栏。",
        "A count is an integer. Decimals and words are slips of the keyboard, or amounts in the wrong column.",
    )
    messages = {
        "default": Text(
            "“{row}”的“{column}”填的是“{raw}”,不是整数", "“{row}” × “{column}” holds “{raw}”, not an integer"
        ),
        "several": Text(
            "“{table}”有{count}个单元格填的不是整数,第一个是“{row}”的“{column}”,填的是“{raw}”",
            "in {table_en} {count} cells hold no integer; the first is “{row}” × “{column}” with “{raw}”",
        ),
        "text": Text("“{row}”的“{column}”填的是“{raw}”,不是数字", "“{row}” × “{column}” holds “{raw}”, not a number"),
        "text-several": Text(
            "“{table}”有{count}个单元格填的不是数字,第一个是“{row}”的“{column}”,填的是“{raw}”",
            "in {table_en} {count} cells hold no number; the first is “{row}” × “{column}” with “{raw}”",
        ),
        "also": Text("“{row}”的“{column}”填的是“{raw}”", "“{row}” × “{column}” holds “{raw}”"),
    }
    help = Text("对照台账填写整数。", "Fill in the integer that the register has.")
    basis = FORM_BASIS
    related = ("GL210", "GL213")
    bad = (
        change(("行政许可 | 46", "行政许可 | ⟦46.5⟧")),
        change(("行政处罚 | 5 ", "行政处罚 | ⟦5O⟧ ")),
    )
    good = (
        change(),
        change(("行政处罚 | 5 ", "行政处罚 | 5(其中简易程序2件) ")),
        change(("行政事业性收费 | 12.6", "行政事业性收费 | 12.6055")),
        change(("行政事业性收费 | 12.6 |||", "行政事业性收费 | 0.5806 |||")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a cell; one a table where there are more than a few."""
        yield from unread_tables(report.tables[:3])
        for table in read_tables(report.tables[:3]):
            words = irregular_cells(table).get(TEXT_CELL, ())
            decimals = [
                place
                for place in _odd_figures(table)
                if not isinstance(place.cell.value, int) and place.column.kind in _COUNTS
            ]
            for found, variant in ((decimals, "default"), (words, "text")):
                yield from _each(self, table, found, variant)


class CellNegative(Rule):
    """A count below zero."""

    code = "GL212"
    name = "cell-negative"
    severity = ERROR
    title = Text("件数和金额不是负数", "Counts and amounts are not negative")
    explain = Text(
        "除2019年格式的“本年增/减”外,各栏都是数量或金额,不会小于零。",
        "Apart from 本年增/减 in the format of 2019 every cell is a quantity or an amount, which is never below zero.",
    )
    messages = {
        "default": Text("“{row}”的“{column}”是负数{raw}", "“{row}” × “{column}” is negative: {raw}"),
        "several": Text(
            "“{table}”有{count}个负数,第一个是“{row}”的“{column}”,填的是{raw}",
            "in {table_en} {count} figures are negative; the first is “{row}” × “{column}” with {raw}",
        ),
        "also": Text("“{row}”的“{column}”是{raw}", "“{row}” × “{column}” is {raw}"),
    }
    help = Text(
        "对照台账改正;增减变化不应填在数量栏。",
        "Correct it from the register; changes do not belong in a column of quantities.",
    )
    basis = FORM_BASIS
    related = ("GL211", "GL306")
    bad = (change(("行政强制 | 0", "行政强制 | ⟦-1⟧")),)
    good = (
        change(),
        change(base="department-2020"),
        change(("行政处罚 | 64 | +2 | 11", "行政处罚 | 64 | -2 | 11"), base="department-2020"),
        change(("行政许可 | 21 | -3 | 58", "行政许可 | 21 | 减3 | 58"), base="department-2020"),
        change(("行政事业性收费 | 3 | 0", "行政事业性收费 | 3 | -1"), base="department-2020"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a cell; one a table where there are more than a few."""
        yield from unread_tables(report.tables[:3])
        for table in read_tables(report.tables[:3]):
            found = [
                place
                for place in _odd_figures(table)
                if place.cell.value is not None and place.cell.value < 0 and place.column.kind != "signed"
            ]
            yield from _each(self, table, found, "default")


class CellUnit(Rule):
    """A unit inside a cell."""

    code = "GL213"
    name = "cell-unit"
    severity = WARNING
    fix = "suggest"
    title = Text("单元格只填数字,不带单位", "Cells hold numbers without units")
    explain = Text(
        "单位由表头规定(件、万元)。单元格里再写单位,既与表头重复,也妨碍汇总;写成其他单位还会使数值相差万倍。",
        "The head of the column gives the unit (件, 万元). A unit in the cell repeats it and hinders adding up; "
        "another unit makes the figure wrong by a factor of ten thousand. Exempt is 采购总金额 of the format of 2019.",
    )
    messages = {
        "default": Text("“{row}”的“{column}”带有单位:{raw}", "“{row}” × “{column}” carries a unit: {raw}"),
        "several": Text(
            "“{table}”有{count}个单元格带有单位,第一个是“{row}”的“{column}”,填的是{raw}",
            "in {table_en} {count} cells carry units; the first is “{row}” × “{column}” with {raw}",
        ),
        "also": Text("“{row}”的“{column}”是{raw}", "“{row}” × “{column}” is {raw}"),
    }
    help = Text("换算成表头规定的单位,只填数字。", "Convert to the unit of the head and print the number alone.")
    basis = FORM_BASIS
    related = ("GL211", "GL214")
    bad = (
        change(("行政事业性收费 | 12.6", "行政事业性收费 | ⟦12.6万元⟧")),
        change(("行政许可 | 46", "行政许可 | ⟦46件⟧")),
    )
    good = (
        change(),
        change(base="department-2020"),
        change(("行政事业性收费 | 12.6 |||", "行政事业性收费 | 12.60 |||")),
        change(("86.35万元", "86.35 万元"), base="department-2020"),
        change(("行政许可 | 46 |||", "行政许可 | 46(其中延续12件) |||")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a table."""
        yield from unread_tables(report.tables[:3])
        for table in read_tables(report.tables[:3]):
            found = [place for place in _odd_figures(table) if place.cell.unit and place.column.kind != "money"]
            if found:
                value = found[0].cell.value
                unit = "万元" if found[0].column.kind == "amount" else ""
                fits = not unit or found[0].cell.unit == unit
                yield one_finding(
                    self, table, found, expected=str(value) if fits else None, fix=_without_units(report, found)
                )


def _without_units(report: Report, places: Sequence[Place]) -> Fix | None:
    """The figures alone, if the column counts in the unit that each of them has."""
    edits = []
    for place in places:
        printed, value, unit = report.text[place.start : place.end], str(place.cell.value), place.cell.unit
        if printed != f"{value}{unit}" or (place.column.kind == "amount" and unit != "万元"):
            return None
        edits.append(Edit(place.start + len(value), place.end, ""))
    return Fix(tuple(sorted(edits)), False)


class NumberFormat(Rule):
    """Numbers that are not written as plain digits."""

    code = "GL215"
    name = "number-format"
    severity = INFO
    fix = "yes"
    title = Text("数字写法规范", "Numbers are written plainly")
    explain = Text(
        "全角数字、千分位逗号、前导零和数字中间的空格,妨碍检索和汇总;数字中间的空格还可能是两个数被并在一起。",
        "Full-width digits, thousands separators, leading zeros and blanks inside a number hinder search and adding "
        "up; a blank may even hide two numbers run together.",
    )
    messages = {
        "default": Text(
            "“{row}”的“{column}”写作“{printed}”,宜写作{value}",
            "“{row}” × “{column}” is written “{printed}”; better {value}",
        ),
        "several": Text(
            "“{table}”有{count}个数字写法不规范,第一个是“{row}”的“{column}”,写作“{printed}”,宜写作{value}",
            "in {table_en} {count} numbers are oddly written; the first is “{row}” × “{column}”, “{printed}” for "
            "{value}",
        ),
        "also": Text("“{row}”的“{column}”也是如此", "so is “{row}” × “{column}”"),
    }
    help = Text(
        "用半角数字书写,不加分隔符、空格和前导零。",
        "Use half-width digits without separators, blanks or leading zeros.",
    )
    basis = ("GB-15835",)
    related = ("GL213",)
    bad = (
        change(("行政许可 | 46", "行政许可 | ⟦４６⟧")),
        change(("行政许可 | 46", "行政许可 | ⟦1,046⟧")),
        change(("行政处罚 | 5", "行政处罚 | ⟦05⟧")),
    )
    good = (
        change(),
        change(("行政事业性收费 | 12.6", "行政事业性收费 | 0.6055")),
        change(("行政许可 | 46 |||", "行政许可 | 1046 |||")),
        change(("行政事业性收费 | 12.6 |||", "行政事业性收费 | 0.5806 |||")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a table."""
        yield from unread_tables(report.tables[:3])
        for table in read_tables(report.tables[:3]):
            found = [place for place in _odd_figures(table) if re.match(_ODD_NUMBER, place.cell.raw)]
            raw = report.raw(table.start, table.end)
            if raw != report.text[table.start : table.end] and re.search(_FULL_WIDTH, raw):
                seen = {place.key for place in found}
                found.extend(
                    place
                    for place in _figures(table)
                    if place.key not in seen and re.search(_FULL_WIDTH, report.raw(place.start, place.end))
                )
                found.sort(key=lambda place: place.start)
            if found:
                cell = found[0].cell
                printed = report.raw(cell.start, cell.end).strip()
                yield one_finding(
                    self,
                    table,
                    found,
                    expected=str(cell.value),
                    args={"printed": printed, "value": str(cell.value)},
                    fix=_plain_figures(report, found),
                )


_GROUPED = r"-?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?"
"""A figure whose form changes without a doubt about its value: no leading zero, no blank, groups of three."""


def _plain_figures(report: Report, places: Sequence[Place]) -> Fix | None:
    """The figures in half-width digits without separators, those whose value that leaves as it is."""
    edits = []
    for place in places:
        cell = place.cell
        folded = report.text[cell.start : cell.end]
        bare = folded.strip()
        start = cell.start + folded.index(bare)
        new = bare.replace(",", "")
        if re.fullmatch(_GROUPED, bare) and new == str(cell.value) and report.raw(start, start + len(bare)) != new:
            edits.append(Edit(start, start + len(bare), new))
    return Fix(tuple(edits), True) if edits else None


_LEAST_VALUE, _LEAST_SAME_KIND = 3, 10
"""What was made, opened and is public in all may well be one small number."""


class RepeatedValue(Rule):
    """The same number in three cells that count different things."""

    code = "GL218"
    name = "repeated-value"
    severity = INFO
    title = Text("同一行的三个数不会无故相同", "Three figures of a row are not equal by chance")
    explain = Text(
        "上年项目数、本年增减和处理决定数是三个不同的数量,三格同为一个非零数,多半是误填。",
        "Last year's items, this year's change and the decisions taken are three quantities; one number in all three "
        "cells is most likely a slip.",
    )
    messages = {
        "default": Text(
            "“{row}”的三个数据都是{raw}:{columns}不大可能相同,请核对",
            "all three figures of “{row}” are {raw}: {columns} are hardly the same; please check",
        ),
    }
    help = Text("对照台账逐项核对这三个数据。", "Check each of the three figures against the register.")
    basis = ("LAW-6", *FORM_BASIS)
    related = ("GL306",)
    bad = (change(("行政许可 | 21 | -3 | 58", "行政许可 | ⟦21⟧ | 21 | 21"), base="department-2020"),)
    good = (
        change(),
        change(base="department-2020"),
        change(("规范性文件 | 2 | 2 | 9", "规范性文件 | 2 | 2 | 2"), base="department-2020"),
        change(("行政规范性文件 | 3 | 1 | 12", "行政规范性文件 | 0 | 0 | 0")),
        change(("行政规范性文件 | 3 | 1 | 12", "行政规范性文件 | 3 | 3 | 12")),
    )

    parameters = (
        Parameter(
            "min-value",
            _LEAST_VALUE,
            Text(
                "从这个数起,一行三格相同才提示",
                "rows whose three cells are the same figure are told from this figure on",
            ),
            1,
            100000,
        ),
        Parameter(
            "min-value-same-kind",
            _LEAST_SAME_KIND,
            Text(
                "三格说的是同一类事项的行,从这个数起才提示",
                "the same where the three cells of the row count one kind of thing",
            ),
            1,
            100000,
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a row of table 1."""
        table = report.tables.disclosure
        yield from unread_tables([table])
        for row in table.rows.values() if table.is_read else ():
            cells = list(row.cells.values())
            if len(cells) != 3 or cells[0].value is None or len({cell.value for cell in cells}) > 1:
                continue
            least = self.number("min-value-same-kind" if "opened" in row.cells else "min-value")
            if cells[0].value >= least:
                place = Place(row, row.columns[0], cells[0])
                columns = "、".join(column.label for column in row.columns)
                yield self.finding(
                    place.start,
                    place.end,
                    args={**cell_words(place), "columns": columns},
                    actual=cells[0].raw,
                    **cell_facts(table, place),
                )


def _figures(table: Table) -> Iterator[Place]:
    for row in table.rows.values():
        for column in row.columns:
            cell = row.cell(column.id)
            if cell.value is not None:
                yield Place(row, column, cell)


def _odd_figures(table: Table) -> tuple[Place, ...]:
    """The figures that are printed otherwise than in plain digits."""
    return irregular_cells(table).get(ODD, ())


def _each(rule: Rule, table: Table, found: Sequence[Place], variant: str) -> Iterator[Finding]:
    """A finding for each place, or one for all where there are more than a few."""
    if len(found) > _FEW:
        yield one_finding(rule, table, found, variant=variant)
        return
    for place in found:
        yield one_finding(rule, table, [place], variant=variant)
