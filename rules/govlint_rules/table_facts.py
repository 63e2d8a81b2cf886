"""What the rules on tables have in common: cells with their row and column, places, and the words for a table.

Nothing here judges. A rule asks for the cells of some kind, for the range that stands for a cell or a missing row, and
for the keyword arguments by which a finding names table, row and cell as the statutory format does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from govlint.named import NamedTuple
from govlint.report.cells import NUMBER
from govlint.report.formats import APPLICATIONS, DISCLOSURE, REVIEW, SECTION_OF_TABLE, Column
from govlint.report.relations import table_reason
from govlint.report.tables import READ, Table, TableRow
from govlint.rule import Arg, Finding, Fix, NotAssessable, Related, Rule, Text

if TYPE_CHECKING:
    from govlint.report.cells import TableCell
    from govlint.report.model import Report

FORM_BASIS = ("LAW-50", "N30", "N60")
"""What every rule on the uniform format rests on: the duty to follow it, and the two notices that issued it."""

TABLE_NAMES = {
    DISCLOSURE: Text("主动公开政府信息情况表", "the table of proactive disclosure"),
    APPLICATIONS: Text("政府信息公开申请情况表", "the table of applications"),
    REVIEW: Text("行政复议、行政诉讼情况表", "the table of reviews and suits"),
}
ODD = "odd"
"""The key of `irregular_cells` for figures that are not printed in plain digits."""
MAX_RELATED = 8
"""How many further places a finding names: a reader needs the pattern, not a list of two hundred cells."""


class Place(NamedTuple):
    """One cell with the row and the column it stands in."""

    row: TableRow
    column: Column
    cell: TableCell

    @property
    def start(self) -> int:
        """Where the cell starts; where its place is not known, where the label of its row starts."""
        return self.cell.start if self.cell.start >= 0 else self.row.start

    @property
    def end(self) -> int:
        """Where the cell ends; where its place is not known, where the label of its row ends."""
        return self.cell.end if self.cell.start >= 0 else self.row.end

    @property
    def key(self) -> tuple[str, str]:
        """Row id and column id."""
        return self.row.id, self.column.id


def table_words(table: Table) -> dict[str, Arg]:
    """The arguments {table} and {table_en} of a message."""
    name = TABLE_NAMES[table.kind]
    return {"table": name.zh, "table_en": name.en}


def cell_words(place: Place) -> dict[str, Arg]:
    """The arguments {row}, {column} and {raw} of a message."""
    return {"row": short_label(place.row.label), "column": place.column.label, "raw": place.cell.raw}


def cell_facts(table: Table, place: Place) -> dict[str, Any]:
    """The keyword arguments by which a finding says which cell it speaks of."""
    return {"table": table.kind, "row": place.row.label, "cell": place.column.label}


def short_label(label: str) -> str:
    """A row label as people quote it: without its ordinal's follow-up clauses and notes in brackets."""
    for mark in ("(", "、"):
        # Ordinals such as (一) and 一、 stand within the first three characters.
        cut = label.find(mark, 3)
        if cut > 0:
            label = label[:cut]
    return label


@lru_cache(maxsize=8)
def irregular_cells(table: Table) -> Mapping[str, tuple[Place, ...]]:
    """The cells that are not simply a number in plain digits, by kind and in printed order. Figures printed in any
    other way (signs, units, decimals, separators, remarks) are under `ODD`. Rows whose values could not be assigned to
    columns are left out. Every rule on cells starts from here, so that a table is walked once.
    """
    found: dict[str, list[Place]] = {}
    for row in table.rows.values():
        if row.why:
            continue
        for column_id, cell in row.cells.items():
            raw = cell.raw
            if raw.isdecimal() and (raw[0] != "0" or len(raw) == 1) and cell.kind == NUMBER:
                continue
            kind = cell.kind if cell.value is None else ODD
            found.setdefault(kind, []).append(Place(row, column_of(row, column_id), cell))
    return {kind: tuple(places) for kind, places in found.items()}


def column_of(row: TableRow, column_id: str) -> Column:
    """The column of that id; KeyError if the row has none."""
    for column in row.columns:
        if column.id == column_id:
            return column
    raise KeyError(column_id)


def unread_tables(tables: Iterable[Table]) -> Iterator[NotAssessable]:
    """Why tables could not be judged, each reason once."""
    reasons = [reason for reason in map(table_reason, tables) if reason]
    for reason in dict.fromkeys(reasons):
        yield NotAssessable(reason)


def read_tables(tables: Iterable[Table]) -> list[Table]:
    """The tables that have rows with figures."""
    return [table for table in tables if table.state == READ]


def table_heading(report: Report, table: Table) -> tuple[int, int]:
    """The range that stands for a whole table: the heading of its section, or the point where the table starts."""
    section = report.section(SECTION_OF_TABLE[table.kind])
    if section is None:
        return table.start, table.start
    return section.heading.start, section.heading.end


def row_end(row: TableRow) -> int:
    """Where the row ends: behind its last value, or behind its label if it has none."""
    return max(row.end, row.values[-1].end) if row.values else row.end


def printed_label(report: Report, row: TableRow) -> str:
    """The label as printed, on one line."""
    return "".join(report.text[row.start : row.end].replace("|", " ").split())


def further(found: Sequence[Place], text: str) -> tuple[Related, ...]:
    """The places after the first as related places, told by the message `text`."""
    return tuple(Related(place.start, place.end, text, cell_words(place)) for place in found[1 : 1 + MAX_RELATED])


def one_finding(
    rule: Rule,
    table: Table,
    found: Sequence[Place],
    *,
    severity: str | None = None,
    variant: str = "default",
    expected: str | None = None,
    args: dict[str, Arg] | None = None,
    fix: Fix | None = None,
) -> Finding:
    """One finding for all of `found` (not empty): at the first of them, the others as related places.

    Uses the message `variant`, or "several" (or `variant`-several) with {count}, and the message "also" for the others.
    """
    first = found[0]
    if len(found) > 1:
        variant = "several" if variant == "default" else f"{variant}-several"
    words = {**table_words(table), **cell_words(first), "count": len(found), **(args or {})}
    return rule.finding(
        first.start,
        first.end,
        severity=severity,
        variant=variant,
        args=words,
        expected=expected,
        actual=first.cell.raw or None,
        related=further(found, "also"),
        fix=fix,
        **cell_facts(table, first),
    )
