"""What a reader saw, and nothing more.

A `Document` is one canonical text in code points with blocks as ranges of it. Rules and the report layer speak of
offsets only; the document knows the way back to the place a person can find.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from govlint.named import NamedTuple

PARAGRAPH, ROW, IMAGE = "paragraph", "row", "image"
"""Kinds of blocks: running text or a heading; one row of a table with its cells one after another; a picture."""


class Place(NamedTuple):
    """Where something stands in the file as it is. Counting starts at 1; columns are in code points."""

    line: int | None = None
    column: int | None = None
    page: int | None = None
    paragraph: int | None = None
    grid: tuple[int, int, int] | None = None
    """Number of the table in the file, row and column of the cell, where the file itself has tables and no lines."""


class Run(NamedTuple):
    """A stretch of the text whose origin is known."""

    start: int
    """Offset of the document's text; the run reaches to the next one."""
    place: Place
    """Where its first character stands in the file."""
    is_verbatim: bool
    """Whether the characters that follow stand one after another in the file as well. If not (a separator that the
    reader added, a character written as an entity), all of them stand at `place`."""


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


class Comment(NamedTuple):
    """A comment that the file holds outside its text."""

    offset: int
    """Where in the document's text it stands: in a block, or at the start of the block that follows it; -1 where the
    block it stood in is none of the document's."""
    place: Place
    text: str


class Document:
    """The text of one file with its blocks. Immutable by convention."""

    __slots__ = (
        "_run_starts",
        "blocks",
        "comments",
        "encoding",
        "groups",
        "kind",
        "line_starts",
        "links",
        "metadata",
        "path",
        "runs",
        "text",
    )

    def __init__(
        self,
        path: str,
        kind: str,
        text: str,
        blocks: Sequence[Block],
        *,
        line_starts: Sequence[int] | None = None,
        runs: Sequence[Run] = (),
        encoding: str = "",
        metadata: Mapping[str, str] | None = None,
        groups: Sequence[tuple[int, int]] = (),
        links: frozenset[int] = frozenset(),
        comments: Sequence[Comment] = (),
    ) -> None:
        self.path = path
        """As the user gave it."""
        self.kind = kind
        """Name of the reader: "text", …"""
        self.text = text
        self.blocks = blocks
        self.line_starts = line_starts
        """Offset at which each line of the file starts, or None where the text is not the file as it is."""
        self.runs = runs
        """Where the text comes from, in order, for files whose text is not the file as it is."""
        self._run_starts = [run.start for run in runs]
        self.encoding = encoding
        self.metadata: Mapping[str, str] = metadata or {}
        """What the file says of itself outside its text (a web page's meta elements)."""
        self.groups = groups
        """Ranges of the text that the file holds together (the boxes of a web page), an outer one before the inner."""
        self.links = links
        """Starts of the blocks that are nothing but links."""
        self.comments = comments
        """In document order."""

    def place(self, offset: int) -> Place:
        """Where the character at `offset` stands."""
        if self.line_starts is not None:
            line = bisect_right(self.line_starts, offset)
            # The constructor costs three times as much, and every finding has several places.
            return tuple.__new__(Place, (line, offset - self.line_starts[line - 1] + 1, None, None, None))
        index = bisect_right(self._run_starts, offset) - 1
        if index < 0:
            return Place()
        start, place, is_verbatim = self.runs[index]
        if is_verbatim and place.column is not None:
            return place._replace(column=place.column + offset - start)
        return place

    def run(self, offset: int) -> Run | None:
        """The run that the character at `offset` belongs to; None where the text is the file as it is."""
        index = bisect_right(self._run_starts, offset) - 1
        return self.runs[index] if index >= 0 else None

    def without(self, dropped: Sequence[Block]) -> Document:
        """The same document without the blocks `dropped`, as if the file did not have them."""
        if not dropped:
            return self
        out = frozenset(dropped)
        left = [block for block in self.blocks if block not in out]
        pieces: list[str] = []
        runs: list[Run] = []
        blocks: list[Block] = []
        comments: list[Comment] = []
        gone = sorted((block.start, block.end) for block in dropped) if self.comments else []
        waiting = [_moved_out(comment, gone) for comment in reversed(self.comments)]
        length = 0
        for block in left:
            shift = length - block.start
            while waiting and waiting[-1].offset <= block.end:
                comment = waiting.pop()
                at = -1 if comment.offset < 0 else max(length, comment.offset + shift)
                comments.append(comment._replace(offset=at))
            runs.extend(self._runs_in(block.start, block.end, shift))
            cells = tuple(cell._replace(start=cell.start + shift, end=cell.end + shift) for cell in block.cells)
            blocks.append(Block(block.kind, length, block.end + shift, cells))
            pieces.append(self.text[block.start : block.end])
            length = block.end + shift + 1
        return Document(
            self.path,
            self.kind,
            "".join(f"{piece}\n" for piece in pieces),
            blocks,
            runs=runs,
            encoding=self.encoding,
            metadata=self.metadata,
            comments=[*comments, *(comment._replace(offset=length) for comment in reversed(waiting))],
        )

    def _runs_in(self, start: int, end: int, shift: int) -> Iterator[Run]:
        """The runs of `text[start:end]`, moved by `shift`."""
        index = max(0, bisect_right(self._run_starts, start) - 1)
        while index < len(self.runs) and self.runs[index].start < end:
            run = self.runs[index]
            if run.start >= start:
                yield run._replace(start=run.start + shift)
            else:
                yield Run(start + shift, self.place(start), run.is_verbatim)
            index += 1


def _moved_out(comment: Comment, gone: Sequence[tuple[int, int]]) -> Comment:
    """The comment, nowhere in the text if it stands within one of the ranges (in order) that are gone."""
    index = bisect_left(gone, (comment.offset,)) - 1
    return comment._replace(offset=-1) if index >= 0 and comment.offset <= gone[index][1] else comment
