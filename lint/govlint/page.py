"""A report laid out for reading: its lines by what they are, and its tables by row and column, as plain data.

Made only where an output shows the report itself. Offsets are those of the document's text, as in
`Diagnostic.span`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.report.tables import READ

if TYPE_CHECKING:
    from govlint.report.model import Report
    from govlint.report.tables import Table

TITLE, HEADING, TEXT, FURNITURE, TABLE = "title", "heading", "text", "furniture", "table"


class Item(NamedTuple):
    """One line of the report, or one table."""

    kind: str
    start: int
    end: int
    text: str
    """Of a line, as the file has it; of a table, which of the three it is."""


class GridRow(NamedTuple):
    """One row of a table as read: its label in the statutory format, and the cells as printed, by column label."""

    label: str
    cells: tuple[tuple[str, str], ...]


class Grid(NamedTuple):
    """One block of a table: rows with the same columns."""

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]


class ReportPage(NamedTuple):
    """Everything an output needs to show the report."""

    items: tuple[Item, ...]
    tables: dict[str, tuple[Grid, ...]]
    """By kind of table; tables that were not read are shown as lines."""


def page_of(report: Report) -> ReportPage:
    """The report as it was read."""
    tables = {table.kind: table for table in report.tables if table.state == READ}
    regions = sorted((table.start, table.end, kind) for kind, table in tables.items())
    titles = [(title.start, title.end) for title in report.titles]
    headings = {heading.start for heading in report.headings}
    items: list[Item] = []
    shown: set[str] = set()
    for line in report.lines:
        kind_of_table = next((kind for start, end, kind in regions if start <= line.start < end), None)
        if kind_of_table is not None:
            if kind_of_table not in shown:
                shown.add(kind_of_table)
                table = tables[kind_of_table]
                start, end = report.source(table.start), report.source(table.end)
                items.append(Item(TABLE, start, end, kind_of_table))
            continue
        kind = TEXT
        if line.index in report.furniture:
            kind = FURNITURE
        elif any(start <= line.start < end for start, end in titles):
            kind = TITLE
        elif line.start in headings:
            kind = HEADING
        start = report.source(line.start)
        raw = report.raw(line.start, line.end)
        items.append(Item(kind, start, start + len(raw), raw))
    return ReportPage(tuple(items), {kind: _grids(table) for kind, table in tables.items()})


def _grids(table: Table) -> tuple[Grid, ...]:
    """The rows of a table, those with the same columns together."""
    grids: list[Grid] = []
    rows = sorted([*table.rows.values(), *table.subtotals.values()], key=lambda row: row.start)
    for row in rows:
        columns = tuple(column.label for column in row.columns)
        cells: tuple[tuple[str, str], ...]
        if row.why:
            cells = tuple(("", cell.raw) for cell in row.values)
        else:
            cells = tuple((column.label, row.cell(column.id).raw) for column in row.columns)
        printed = GridRow(row.label, cells)
        if grids and grids[-1].columns == columns:
            grids[-1] = grids[-1]._replace(rows=(*grids[-1].rows, printed))
        else:
            grids.append(Grid(columns, (printed,)))
    return tuple(grids)
