"""What the rules that compare the narrative with the tables have in common: figures of the tables, and the comparison.

A claim is compared with every figure that its words may stand for, and only where none of them fits it is wrong. Where
the table itself does not add up at that figure, the sums are told and the narrative is left alone: one cause, one
finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.report.cells import BLANK, LOST
from govlint.report.formats import APPLICATIONS, DISCLOSURE
from govlint.report.relations import VIOLATED, column_label, row_label, table_bounds, table_reason
from govlint.rule import INFO, Arg, Finding, NotApplicable, NotAssessable, Related, Rule, Text, Verdict
from govlint_rules.claims import AREA, Claim, claims_of
from govlint_rules.table_facts import TABLE_NAMES, short_label

if TYPE_CHECKING:
    from decimal import Decimal

    from govlint.report.cells import TableCell
    from govlint.report.model import Report
    from govlint.report.tables import Table

TOTAL = "total"
RECEIVED_KINDS = ("new", "received", "handled", "counted")
"""Kinds of claims on how many applications came in."""
NARRATIVE_BASIS = ("LAW-6", "LAW-11", "LAW-50")
"""What is published must be right and agree, and the report must give these figures."""
CELL_MESSAGE = Text("{table}“{row}”的“{column}”为{figure}", "“{row}” × “{column}” of {table_en} is {figure}")


class Figure(NamedTuple):
    """What a table says: the sum of some of its cells."""

    value: int
    cells: tuple[tuple[str, str], ...]
    """Row and column of each cell that is not 0, or of the first if all are."""


class Unread(NamedTuple):
    """Why a table says nothing: a key of the machine's reasons."""

    why: str


def table_of(report: Report, kind: str) -> Table:
    """The statutory table of that kind."""
    return report.tables.table(kind)


def figure_of(report: Report, kind: str, cells: Sequence[tuple[str, str]]) -> Figure | Unread:
    """The sum of the cells; a blank counts as 0 where the total of its row confirms it."""
    table = table_of(report, kind)
    reason = table_reason(table)
    if reason:
        return Unread(reason)
    total = 0
    filled: list[tuple[str, str]] = []
    for row, column in cells:
        if row not in table.rows:
            return Unread("row-missing")
        cell = table.cell(row, column)
        value = cell.value
        if value is None:
            if cell.kind == BLANK and _is_confirmed(table, row):
                continue
            return Unread("blank" if cell.kind == BLANK else "cells-lost" if cell.kind == LOST else "text")
        if not isinstance(value, int) or value < 0:
            return Unread("not-a-count")
        total += value
        if value:
            filled.append((row, column))
    return Figure(total, tuple(filled or cells[:1]))


def _is_confirmed(table: Table, row: str) -> bool:
    """Whether the blanks of a row stand for 0: its figures add up to the total it prints."""
    if table.kind == DISCLOSURE:
        return False
    cells = table.rows[row].cells
    total = table.cell(row, TOTAL).value
    if total is None:
        return False
    parts = [cell.value for column, cell in cells.items() if column != TOTAL and cell.value is not None]
    return sum(parts) == total


@lru_cache(maxsize=2)
def suspects(report: Report) -> frozenset[tuple[str, str, str]]:
    """Table, row and column of the cells that the sums have already found wrong or in doubt."""
    found: set[tuple[str, str, str]] = set()
    for cause in report.causes:
        table = cause.primary.table
        if cause.row is not None and cause.kind == "cell" and cause.column is not None:
            found.add((table, cause.row, cause.column))
            continue
        for outcome in cause.explained:
            found.update((table, operand.row, operand.column) for operand in outcome.operands)
    for printed in (report.tables.disclosure, report.tables.applications, report.tables.review):
        for bound in table_bounds(printed):
            if bound.state == VIOLATED:
                found.update((printed.kind, operand.row, operand.column) for operand in bound.operands)
    return frozenset(found)


def is_empty_form(report: Report) -> bool:
    """Whether the table of applications counts nothing, while the narrative says that applications were received: then
    that is told once, and not again for everything else the narrative says of them.
    """
    came_and_went = (("received", TOTAL), ("carried-in", TOTAL), ("results-total", TOTAL), ("carried-out", TOTAL))
    figure = figure_of(report, APPLICATIONS, came_and_went)
    if isinstance(figure, Unread) or figure.value:
        return False
    return any(claim.kind in RECEIVED_KINDS and claim.value and claim.is_comparable for claim in claims_of(report))


def leaves_of(report: Report, group: str) -> tuple[str, ...]:
    """The rows of a group of results, such as (三)不予公开; the row itself where it is no group."""
    rows = table_of(report, APPLICATIONS).format.rows
    found: list[str] = []
    is_inside = False
    for row in rows:
        if row.id == group:
            if row.kind != "group":
                return (group,)
            is_inside = True
        elif is_inside:
            if row.kind != "leaf" or row.label.startswith("("):
                break  # the next result of the first level: (六)其他处理
            found.append(row.id)
    return tuple(found)


class Comparison(NamedTuple):
    """What a claim may stand for."""

    table: str
    figures: tuple[tuple[tuple[str, str], ...], ...]
    """For each reading the cells whose sum it is; the first is the usual one."""
    label: str = ""
    """What the form calls the usual reading where that is a sum: (三)不予公开, 行政诉讼; "" names its cells."""
    at_most: bool = False
    """Whether the claim may also be smaller."""


class NarrativeRule(Rule):
    """What the rules on claims share. A rule says which kinds of claims it judges, and what each may stand for."""

    kinds: tuple[str, ...]
    basis: tuple[str, ...] = NARRATIVE_BASIS

    def comparison(self, report: Report, claim: Claim) -> Comparison | None:
        """What `claim` may stand for; None where it is not this rule's."""
        raise NotImplementedError

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each claim that no reading of the table fits."""
        claims = [claim for claim in claims_of(report) if claim.kind in self.kinds and claim.is_comparable]
        judged = False
        reasons: dict[str, None] = {}
        for claim in claims:
            comparison = self.comparison(report, claim)
            if comparison is None:
                continue
            judged = True
            yield from self._compare(report, claim, comparison, reasons)
        for why in reasons:
            yield NotAssessable(why)
        if not judged:
            yield NotApplicable()

    def _compare(
        self, report: Report, claim: Claim, comparison: Comparison, reasons: dict[str, None]
    ) -> Iterator[Finding]:
        figures: list[Figure] = []
        for cells in comparison.figures:
            figure = figure_of(report, comparison.table, cells)
            if isinstance(figure, Unread):
                reasons[figure.why] = None
                return
            if claim.value == figure.value or (comparison.at_most and claim.value < figure.value):
                return
            figures.append(figure)
        doubted = suspects(report)
        if any((comparison.table, *cell) in doubted for cells in comparison.figures for cell in cells):
            return
        if claim.kind not in RECEIVED_KINDS and comparison.table == APPLICATIONS and is_empty_form(report):
            return
        if self.is_excused(report, claim, figures):
            return
        yield self.told(report, claim, comparison, figures)

    def is_excused(self, report: Report, claim: Claim, figures: Sequence[Figure]) -> bool:
        """Whether something else in the report explains why the claim fits no figure."""
        return False

    def told(self, report: Report, claim: Claim, comparison: Comparison, figures: Sequence[Figure]) -> Finding:
        """The finding on a claim that differs from `figures`."""
        usual = figures[0]
        others = [figure for figure in figures[1:] if figure.value != usual.value]
        table = table_of(report, comparison.table)
        name = TABLE_NAMES[comparison.table]
        expected = str(usual.value)
        variant = "either" if others and "either" in self.messages else "default"
        if claim.value == 0 and "none" in self.messages:
            variant = "none"
        args: dict[str, Arg] = {
            "quote": claim.quote,
            "claimed": claim.value,
            "table": name.zh,
            "table_en": name.en,
            "sum": written_out(report, comparison.table, usual, comparison.label),
        }
        if variant == "either":
            args["other"] = written_out(report, comparison.table, others[0])
        if variant == "none":
            del args["claimed"]
        return self.finding(
            claim.start,
            claim.end,
            severity=INFO if claim.scope == AREA else None,
            variant=variant,
            args=args,
            expected=expected,
            actual=str(claim.value),
            related=tuple(related_cell(table, *cell) for cell in usual.cells[:_MOST_RELATED]),
        )


_MOST_RELATED = 4


def written_out(report: Report, kind: str, figure: Figure, label: str = "") -> str:
    """The figure with what it is the figure of: “(七)总计”(8), or the cells it is the sum of: “…”(8)+“…”(1)=9."""
    if label:
        return f"“{label}”({figure.value})"
    table = table_of(report, kind)
    terms = [f"{cell_name(table, row, column)}({table.cell(row, column).value or 0})" for row, column in figure.cells]
    return terms[0] if len(terms) == 1 else f"{'+'.join(terms)}={figure.value}"


def cell_name(table: Table, row: str, column: str) -> str:
    """A cell as people name it: by its row, and by its column where that is not the total of applications."""
    label = f"“{short_label(row_label(table, row))}”"
    return label if (table.kind, column) == (APPLICATIONS, TOTAL) else f"{label}的{column_label(table, column)}"


def related_cell(table: Table, row: str, column: str) -> Related:
    """The cell as a related place, told by the message "cell"."""
    cell: TableCell = table.cell(row, column)
    printed = table.rows[row]
    has_place = cell.start >= 0
    name = TABLE_NAMES[table.kind]
    value: int | Decimal | None = cell.value
    args: dict[str, Arg] = {
        "table": name.zh,
        "table_en": name.en,
        "row": short_label(row_label(table, row)),
        "column": column_label(table, column),
        "figure": cell.raw or (str(value) if value is not None else "0"),
    }
    return Related(cell.start if has_place else printed.start, cell.end if has_place else printed.end, "cell", args)
