"""The exact evaluator of relations between cells.

A relation is an equation written in the format's file. It is held, violated, or not assessable, and says why. A blank
is neither wrong nor zero: where an equation holds with its blanks as 0 it is held; where it fails only because cells
are blank, it is not assessable, and the blank is what has to be named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.report.cells import BLANK, LOST, LOST_CELL, PLACEHOLDER, TableCell
from govlint.report.formats import APPLICATIONS, LEAVES, REVIEW, BoundSpec, Format, RelationSpec
from govlint.report.tables import MISSING, READ, Table, Tables

HELD = "held"
VIOLATED = "violated"
NOT_ASSESSABLE = "not-assessable"

if TYPE_CHECKING:
    from decimal import Decimal

    Number = int | Decimal


class Operand(NamedTuple):
    """One cell of a relation."""

    side: str
    """"left" or "right"."""
    row: str
    column: str
    cell: TableCell


class Outcome:
    """One relation on one report."""

    __slots__ = ("_instance", "_table", "column", "left", "relation", "right", "row", "state", "table", "why")

    def __init__(
        self, table: Table, instance: Instance, state: str, left: Number | None, right: Number | None, why: str
    ) -> None:
        self._table = table
        self._instance = instance
        self.relation = instance.relation
        """Id in the format's file: "row-total", "results-total", "balance", "review-total"."""
        self.state = state
        """"held", "violated" or "not-assessable"."""
        self.table = table.kind
        self.row = instance.row
        """Row id for relations over rows and groups, else None."""
        self.column = instance.column
        """Column id for relations over columns, else None."""
        self.left = left
        """Sum of the left operands, blanks as 0; None if not assessable."""
        self.right = right
        self.why = why
        """Reason key where not assessable: "table-missing", "no-figures" (in the table, or in the cells of the
        relation), "table-unreadable", "column-major", "row-missing", "cell-count", "cells-lost", "text", and "blank"
        or "placeholder" where the relation fails with those cells as 0."""

    def __repr__(self) -> str:
        return f"<{self.relation} {self.row or self.column} {self.state} {self.left} {self.right} {self.why}>"

    @property
    def row_label(self) -> str:
        """The statutory label of the row, or ""."""
        return self._instance.row_label

    @property
    def column_label(self) -> str:
        """The statutory label of the column, or ""."""
        return self._instance.column_label

    @property
    def operands(self) -> tuple[Operand, ...]:
        """The cells of both sides, left first."""
        cell = self._table.cell
        return (
            *(Operand("left", row, column, cell(row, column)) for row, column in self._instance.left),
            *(Operand("right", row, column, cell(row, column)) for row, column in self._instance.right),
        )

    @property
    def why_args(self) -> Mapping[str, str]:
        """The labels of the first cell that stands in the way, and what it holds."""
        return _why_args(self._table, self.operands, self.why) if self.why else {}

    @property
    def difference(self) -> Number | None:
        """Left minus right, or None."""
        return None if self.left is None or self.right is None else self.left - self.right

    @property
    def key(self) -> tuple[str, str | None, str | None]:
        """Which relation this is, within a report."""
        return self.relation, self.row, self.column

    def written_out(self) -> str:
        """The equation with its figures: `5 + 0 = 5 ≠ 4 = 4 + 0`; blanks are left out of sums."""
        left = _sum_text([o.cell for o in self.operands if o.side == "left"], self.left)
        right = _sum_text([o.cell for o in self.operands if o.side == "right"], self.right)
        sign = "=" if self.state == HELD else "≠"
        return f"{left[0]} {sign} {right[1]}" if left[1] == left[0] else f"{left[0]} = {self.left} {sign} {right[1]}"


class Instance(NamedTuple):
    """One equation of a format, with the places of its cells."""

    relation: str
    row: str | None
    column: str | None
    row_label: str
    column_label: str
    left: tuple[tuple[str, str], ...]
    right: tuple[tuple[str, str], ...]


class BoundOutcome(NamedTuple):
    """One inequality on one report; only those that could be judged and fail are of interest to a reader."""

    bound: str
    state: str
    table: str
    row: str | None
    column: str | None
    row_label: str
    column_label: str
    small: Number | None
    large: Number | None
    operands: tuple[Operand, ...]
    """Side "left" for the small side, "right" for the large one."""
    why: str = ""


def _sum_text(cells: list[TableCell], total: Number | None) -> tuple[str, str]:
    """The terms joined by plus, and the same with the sum before it where there is more than one term."""
    figures = [cell.value for cell in cells if cell.value is not None]
    terms = [f"({value})" if value < 0 and index else str(value) for index, value in enumerate(figures)]
    if not terms:
        return "0", "0"
    joined = " + ".join(terms)
    return joined, joined if len(terms) == 1 else f"{total} = {joined}"


def evaluate(tables: Tables) -> tuple[Outcome, ...]:
    """Every equation of the formats that the tables follow, in the order of the form: 42 for the format of 2021, 40
    for that of 2019.
    """
    outcomes: list[Outcome] = []
    for table in (tables.applications, tables.review):
        for spec in table.format.relations:
            if spec.table == table.kind:
                outcomes.extend(_evaluate_spec(table, spec))
    return tuple(outcomes)


def evaluate_bounds(tables: Tables) -> tuple[BoundOutcome, ...]:
    """Every inequality of the formats, held, violated, or not assessable."""
    return tuple(outcome for table in tables for outcome in table_bounds(table))


def table_bounds(table: Table) -> Iterator[BoundOutcome]:
    """Every inequality of one table."""
    for spec in table.format.bounds:
        if spec.table == table.kind:
            yield from _evaluate_bound(table, spec)


def table_reason(table: Table) -> str:
    """Why nothing in `table` can be assessed, as a reason key; "" if it was read."""
    if table.state == READ:
        return ""
    return {"missing": "table-missing", "image": "table-missing", "no-figures": "no-figures"}.get(
        table.state, table.why or "table-unreadable"
    )


def _evaluate_spec(table: Table, spec: RelationSpec) -> Iterator[Outcome]:
    reason = table_reason(table)
    for instance in _instances(table.format, spec):
        if reason:
            yield Outcome(table, instance, NOT_ASSESSABLE, None, None, reason)
        else:
            yield _judge(table, instance)


@lru_cache(maxsize=64)
def _instances(format_: Format, spec: RelationSpec) -> tuple[Instance, ...]:
    """Every equation that `spec` stands for."""
    found: list[Instance] = []
    if spec.over == "columns":
        for column in format_.columns:
            left, right = (
                tuple((row, column.id) for term in side for row in (format_.leaves if term == LEAVES else (term,)))
                for side in (spec.left, spec.right)
            )
            found.append(Instance(spec.id, None, column.id, "", column.label, left, right))
        return tuple(found)
    if spec.over == "rows":
        rows = [(row.id, row.label) for row in format_.rows if row.kind != "group"]
    else:
        rows = list(format_.review_groups)
    for row_id, label in rows:
        left, right = (tuple((row_id, term) for term in side) for side in (spec.left, spec.right))
        found.append(Instance(spec.id, row_id, None, label, "", left, right))
    return tuple(found)


def _judge(table: Table, instance: Instance) -> Outcome:
    """The relation on the cells as printed."""
    sums: list[Number] = []
    kinds: set[str] = set()
    figures = False
    rows = table.rows
    for side in (instance.left, instance.right):
        total: Number = 0
        for row_id, column_id in side:
            row = rows.get(row_id)
            if row is None:
                return Outcome(table, instance, NOT_ASSESSABLE, None, None, "row-missing")
            cell = row.cells.get(column_id, LOST_CELL)
            if cell.value is not None:
                total += cell.value
                figures = True
            elif cell.kind == LOST:
                return Outcome(table, instance, NOT_ASSESSABLE, None, None, row.why or "cells-lost")
            else:
                kinds.add(cell.kind)
        sums.append(total)
    left, right = sums
    if not kinds:
        return Outcome(table, instance, HELD if left == right else VIOLATED, left, right, "")
    if kinds - {BLANK, PLACEHOLDER}:
        return Outcome(table, instance, NOT_ASSESSABLE, None, None, "text")
    if not figures:
        return Outcome(table, instance, NOT_ASSESSABLE, None, None, "no-figures")
    if left == right:
        return Outcome(table, instance, HELD, left, right, "")
    if not _can_be_filled(table, instance.left if left < right else instance.right):
        return Outcome(table, instance, VIOLATED, left, right, "")
    return Outcome(table, instance, NOT_ASSESSABLE, None, None, BLANK if BLANK in kinds else PLACEHOLDER)


def judge_cells(
    sides: Sequence[Sequence[tuple[Table, str, str]]], numbers: tuple[int, int], sign: str
) -> tuple[str, tuple[Number, Number] | None, str]:
    """Whether the sums of two sides, each made of cells (table, row, column) and a number, stand in the relation `sign`
    ("=", "<=" or ">="): the state, the two sums, and the reason key where it is not assessable.
    """
    sums: list[Number] = []
    kinds: set[str] = set()
    figures = False
    for side, number in zip(sides, numbers, strict=True):
        total: Number = number
        for table, row_id, column_id in side:
            reason = table_reason(table)
            if reason:
                return NOT_ASSESSABLE, None, reason
            row = table.rows.get(row_id)
            if row is None:
                return NOT_ASSESSABLE, None, "row-missing"
            cell = row.cells.get(column_id, LOST_CELL)
            if cell.value is not None:
                total += cell.value
                figures = True
            elif cell.kind == LOST:
                return NOT_ASSESSABLE, None, row.why or "cells-lost"
            else:
                kinds.add(cell.kind)
        sums.append(total)
    left, right = sums
    if kinds - {BLANK, PLACEHOLDER}:
        return NOT_ASSESSABLE, None, "text"
    if not figures:
        return NOT_ASSESSABLE, None, "no-figures"
    if left == right or (sign == "<=" and left < right) or (sign == ">=" and left > right):
        return HELD, (left, right), ""
    smaller = sides[0] if left < right else sides[1]
    if any(_can_be_filled(table, ((row_id, column_id),)) for table, row_id, column_id in smaller):
        return NOT_ASSESSABLE, None, BLANK if BLANK in kinds else PLACEHOLDER
    return VIOLATED, (left, right), ""


def _can_be_filled(table: Table, side: tuple[tuple[str, str], ...]) -> bool:
    """Whether a figure could be missing on that side, the smaller one: whether it has an empty cell in a column
    that counts anything. A blank can only add, and in a column without any figure but 0 it stands for 0.
    """
    for row_id, column_id in side:
        if table.cell(row_id, column_id).value is None and (
            table.kind != APPLICATIONS or any(row.cell(column_id).value for row in table.rows.values())
        ):
            return True
    return False


def _why_args(table: Table, operands: tuple[Operand, ...], why: str) -> dict[str, str]:
    """The labels of the first cell that stands in the way."""
    kinds = {"blank": BLANK, "placeholder": PLACEHOLDER, "text": "text"}
    for operand in operands:
        cell = operand.cell
        if cell.kind == kinds.get(why, LOST):
            return {
                "row": row_label(table, operand.row),
                "column": column_label(table, operand.column),
                "raw": cell.raw,
            }
    return {}


def row_label(table: Table, row_id: str) -> str:
    """The statutory label of a row of that table."""
    if table.kind == APPLICATIONS:
        return table.format.row(row_id).label
    if table.kind == REVIEW:
        return dict(table.format.review_groups)[row_id]
    for block in table.format.blocks:
        for row in block.rows:
            if row.id == row_id:
                return row.label
    raise KeyError(row_id)


def column_label(table: Table, column_id: str) -> str:
    """The statutory label of a column of that table."""
    columns = {APPLICATIONS: table.format.columns, REVIEW: table.format.review_columns}.get(table.kind)
    if columns is None:
        columns = tuple(column for block in table.format.blocks for column in block.columns)
    for column in columns:
        if column.id == column_id:
            return column.label
    raise KeyError(column_id)


def _evaluate_bound(table: Table, spec: BoundSpec) -> Iterator[BoundOutcome]:
    if table.state != READ:
        if table.state != MISSING:
            yield BoundOutcome(
                spec.id, NOT_ASSESSABLE, table.kind, None, None, "", "", None, None, (), table_reason(table)
            )
        return
    if table.kind == APPLICATIONS:
        rows: tuple[str | None, ...] = table.format.leaves if spec.over == LEAVES else (None,)
        for row in rows:
            for column in table.format.columns:
                small = tuple(row if term == "leaf" and row else term for term in spec.small)
                operands = (
                    *(Operand("left", term, column.id, table.cell(term, column.id)) for term in small),
                    *(Operand("right", term, column.id, table.cell(term, column.id)) for term in spec.large),
                )
                label = row_label(table, row) if row else ""
                yield _judge_bound(table, spec.id, row, column.id, label, column.label, operands)
    else:
        for row_id in spec.rows:
            if row_id in table.rows:
                operands = (
                    *(Operand("left", row_id, term, table.cell(row_id, term)) for term in spec.small),
                    *(Operand("right", row_id, term, table.cell(row_id, term)) for term in spec.large),
                )
                yield _judge_bound(table, spec.id, row_id, None, table.rows[row_id].label, "", operands)


def _judge_bound(
    table: Table,
    bound: str,
    row: str | None,
    column: str | None,
    row_label_: str,
    column_label_: str,
    operands: tuple[Operand, ...],
) -> BoundOutcome:
    """A bound needs every cell of its large side, and takes what it has of its small side: blanks there only make the
    small side smaller.
    """
    small: Number = 0
    large: Number = 0
    for operand in operands:
        value = operand.cell.value
        if operand.side == "left":
            small += value or 0
        elif value is not None:
            large += value
        else:
            return BoundOutcome(
                bound, NOT_ASSESSABLE, table.kind, row, column, row_label_, column_label_, None, None, operands, "blank"
            )
    state = HELD if small <= large else VIOLATED
    return BoundOutcome(bound, state, table.kind, row, column, row_label_, column_label_, small, large, operands)
