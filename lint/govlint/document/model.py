"""What a reader saw, and nothing more.

A `Document` is one canonical text in code points with blocks as ranges of it. Rules and the report layer speak of
offsets only; the document knows the way back to the place a person can find.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from govlint.named import NamedTuple


class Place(NamedTuple):
    """Where something stands in the file as it is. Counting starts at 1; columns are in code points."""

    line: int | None = None
    column: int | None = None
    page: int | None = None
    paragraph: int | None = None


class Cell(NamedTuple):
    """One cell of a table that the file itself marks as a table: a range of the text and its place in the grid."""

    start: int
    end: int
    row: int
    column: int


class Block(NamedTuple):
    """A range of the text that stands for itself: a paragraph, a heading, or a table with its grid of cells."""

    kind: str
    start: int
    end: int
    cells: tuple[Cell, ...] = ()


class Document:
    """The text of one file with its blocks. Immutable by convention."""

    __slots__ = ("blocks", "encoding", "kind", "line_starts", "metadata", "path", "text")

    def __init__(
        self,
        path: str,
        kind: str,
        text: str,
        blocks: Sequence[Block],
        *,
        line_starts: Sequence[int] | None = None,
        encoding: str = "",
        metadata: Mapping[str, str] | None = None,
    ) -> None:
        self.path = path
        """As the user gave it."""
        self.kind = kind
        """Name of the reader: "text", …"""
        self.text = text
        self.blocks = blocks
        self.line_starts = line_starts
        """Offset at which each line of the file starts, or None where the file has no lines."""
        self.encoding = encoding
        self.metadata: Mapping[str, str] = metadata or {}
        """What the file says of itself outside its text (a web page's meta elements)."""

    def place(self, offset: int) -> Place:
        """Where the character at `offset` stands."""
        if self.line_starts is None:
            return Place()
        line = bisect_right(self.line_starts, offset)
        return Place(line, offset - self.line_starts[line - 1] + 1)
