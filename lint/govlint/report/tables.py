"""The three statutory tables of a report, as printed.

The reading itself is in `alignment`; this module holds what comes of it. Rows and columns are named by their ids in
the statutory format whose labels the table shows, which need not be the format of the reporting year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.report.cells import LOST_CELL, TableCell
from govlint.report.formats import APPLICATIONS, DISCLOSURE, REVIEW, Column, Format

if TYPE_CHECKING:
    from govlint.report.model import Report

READ = "read"
MISSING = "missing"
IMAGE = "image"
NO_FIGURES = "no-figures"
UNREADABLE = "unreadable"


class HeaderCell(NamedTuple):
    """A text printed among the column heads of a table."""

    start: int
    end: int
    text: str
    """Han characters only."""


class TableRow:
    """One row of a statutory table: its label as printed, and its cells by column id."""

    __slots__ = (
        "cells",
        "columns",
        "end",
        "id",
        "kind",
        "label",
        "match",
        "order",
        "printed",
        "start",
        "values",
        "why",
    )

    def __init__(
        self,
        row_id: str,
        kind: str,
        label: str,
        columns: tuple[Column, ...],
        *,
        start: int,
        end: int,
        printed: str,
        match: str,
        values: tuple[TableCell, ...],
        cells: Mapping[str, TableCell],
        why: str = "",
    ) -> None:
        self.id = row_id
        self.kind = kind
        """"data", "leaf", "total" or "group" (a group row that prints figures of its own)."""
        self.label = label
        """As in the statutory format."""
        self.columns = columns
        """The columns that the row has by the format."""
        self.start = start
        self.end = end
        """The range of the printed label."""
        self.printed = printed
        """The Han characters of the label as printed."""
        self.match = match
        """"exact" (the statutory label, or an alias, or cut short by extraction), "altered" (recognised by likeness),
        "lost" (figures without a label, in the place of this row)."""
        self.values = values
        """Every figure, placeholder and text found in the row, in order, wanted or not."""
        self.cells = cells
        """One cell for each column; kind "lost" where the text does not show which value belongs to it."""
        self.why = why
        """Reason key where the values could not be assigned to columns ("cell-count", "cells-lost"), else ""."""

    @property
    def is_read(self) -> bool:
        """Whether every cell has its place."""
        return not self.why

    def cell(self, column_id: str) -> TableCell:
        """The cell of that column; a lost cell if the row has none."""
        return self.cells.get(column_id, LOST_CELL)


class ExtraRow(NamedTuple):
    """A row with figures whose label no statutory format has, or only another format has."""

    start: int
    end: int
    label: str
    """Folded text as printed."""
    values: tuple[TableCell, ...]
    format: str
    """Name of the format that has such a row, or ""."""


class Table:
    """One statutory table as printed."""

    __slots__ = (
        "end",
        "extra",
        "format",
        "header",
        "kind",
        "missing",
        "moved",
        "rows",
        "start",
        "state",
        "subtotals",
        "why",
    )

    def __init__(
        self,
        kind: str,
        state: str,
        format_: Format,
        *,
        start: int,
        end: int,
        rows: Mapping[str, TableRow] | None = None,
        subtotals: Mapping[str, TableRow] | None = None,
        extra: tuple[ExtraRow, ...] = (),
        missing: tuple[str, ...] = (),
        moved: tuple[str, ...] = (),
        header: tuple[HeaderCell, ...] = (),
        why: str = "",
    ) -> None:
        self.kind = kind
        """"disclosure", "applications" or "review"."""
        self.state = state
        """"read", "missing" (neither labels nor figures), "image" (a picture in its place), "no-figures" (labels, but
        not one figure), "unreadable" (figures that cannot be assigned to rows and columns; `why` says why)."""
        self.format = format_
        """The format whose labels the table shows."""
        self.start = start
        self.end = end
        """The range of the table; where it is missing, the point where it should be."""
        self.rows: Mapping[str, TableRow] = rows or {}
        """By row id, in printed order. Rows of table 1 have the format's ids; table 3 has a row for each group."""
        self.subtotals: Mapping[str, TableRow] = subtotals or {}
        """Group rows that print figures of their own, by id."""
        self.extra = extra
        self.missing = missing
        """Ids of rows of the format that the table does not show."""
        self.moved = moved
        """Ids of rows that stand out of their order."""
        self.header = header
        """What is printed between the start of the table and its first row."""
        self.why = why

    @property
    def is_read(self) -> bool:
        """Whether the table has rows with figures."""
        return self.state == READ

    def cell(self, row_id: str, column_id: str) -> TableCell:
        """One cell; a lost cell where the row is not there."""
        row = self.rows.get(row_id)
        return row.cell(column_id) if row is not None else LOST_CELL

    def all_cells(self) -> Iterator[tuple[TableRow, Column, TableCell]]:
        """Every cell of every row of the format, in printed order."""
        for row in self.rows.values():
            for column in row.columns:
                yield row, column, row.cell(column.id)


class FormatMarker(NamedTuple):
    """A label on the page that only one of the formats has."""

    start: int
    end: int
    format: str
    label: str


class Tables(NamedTuple):
    """The three tables, and what their labels say of the format they follow."""

    disclosure: Table
    applications: Table
    review: Table
    markers: tuple[FormatMarker, ...]
    """Labels that only one format has, in document order."""
    printed_format: Format
    """The format that most labels speak for; the report's own where none does."""

    def __iter__(self) -> Iterator[Table]:
        """The three tables in the order of the form."""
        return iter((self.disclosure, self.applications, self.review))

    def table(self, kind: str) -> Table:
        """The table of that kind."""
        return {DISCLOSURE: self.disclosure, APPLICATIONS: self.applications, REVIEW: self.review}[kind]


def read_tables(report: Report) -> Tables:
    """The three tables of `report`."""
    from govlint.report.alignment import align

    return align(report)
