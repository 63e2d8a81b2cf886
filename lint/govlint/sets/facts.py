"""What a set of reports keeps of each one: plain data that comes from a report in memory or from the rows of a table.

No report is needed to judge by these facts. Whatever a finding may point at carries its place in the file.
"""

from __future__ import annotations

from functools import cached_property

from govlint.named import NamedTuple
from govlint.records import Record

OVERVIEW, PROBLEMS, WHOLE = "overview", "problems", "whole"
PARTS = (OVERVIEW, PROBLEMS, WHOLE)
"""The texts that reports are compared by: section one, section five, and all of the running text."""


class Spot(NamedTuple):
    """A place in a file, as `govlint.result.Diagnostic` has it, with the text that stands there."""

    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    page: int | None = None
    paragraph: int | None = None
    grid: tuple[int, int, int] | None = None
    section: int | None = None
    region: str = ""
    passage: int | None = None
    match: str = ""
    """The text of the place, or its beginning."""
    start: int = 0
    end: int = 0
    """The range in the text of the document."""


class Figure(NamedTuple):
    """One cell of a statutory table; rows and columns are named by their ids in the statutory format."""

    table: str
    row: str
    column: str
    row_label: str
    column_label: str
    kind: str
    """What the cell holds, as `govlint.report.cells.TableCell`: only "number" and "annotated" have a value."""
    raw: str
    value: str | None
    """The figure in digits, with a point where it is a decimal."""
    unit: str
    """A unit in the cell, or ""."""
    spot: Spot

    @property
    def key(self) -> tuple[str, str, str]:
        """Table, row and column."""
        return self.table, self.row, self.column


class Piece(NamedTuple):
    """A paragraph of a masked text: its range there, and its place in the file."""

    start: int
    end: int
    spot: Spot


class Part(NamedTuple):
    """One of the texts that reports are compared by."""

    name: str
    """"overview", "problems" or "whole"."""
    text: str
    """Masked (`govlint.batch.signature`), a paragraph a line."""
    pieces: tuple[Piece, ...]
    """The paragraphs in their order."""
    sketch: bytes = b""
    """Empty for texts too short to be compared, and for the whole text."""


class SectionText(NamedTuple):
    """What tells whether a section says the same in two files, however it was laid out."""

    number: int
    digest: int
    """Of its Han characters and digits."""
    numbers: str
    """Its figures in their order, blanks between."""


class SetMember(Record):
    """One report of a set."""

    path: str
    content: str
    """Hash of the file's bytes."""
    kind: str
    """What kind of file it is: "text", "word", "pdf" …"""
    organ: str = ""
    """The reporting organ's name; "" if unknown."""
    organ_kind: str = ""
    year: int | None = None
    statutory_format: str = ""
    issue_date: str = ""
    """YYYY-MM-DD, or ""."""
    organ_spot: Spot = Spot()
    covers: Spot | None = None
    """Where the report says that its figures are those of the whole area, or None."""
    figures: tuple[Figure, ...] = ()
    parts: tuple[Part, ...] = ()
    sections: tuple[SectionText, ...] = ()

    @cached_property
    def figure_at(self) -> dict[tuple[str, str, str], Figure]:
        """The figures by table, row and column."""
        return {figure.key: figure for figure in self.figures}

    def part(self, name: str) -> Part:
        """The text of that name; an empty one if the report has none."""
        return next((part for part in self.parts if part.name == name), Part(name, "", ()))
