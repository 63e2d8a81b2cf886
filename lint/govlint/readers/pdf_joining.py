"""Tables over the end of a page: one table again, without the heads that are printed once more on each page.

A page may cut a row anywhere, the labels of its groups too. What is cut is put together only where the place of the
break shows it; everything else stays as printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from govlint.document.model import Place
from govlint.named import NamedTuple
from govlint.readers.pdf_layout import DrawnTable, GridCell

_TOUCH = 4.0
"""How far apart the same border may be on two pages."""
_OPENING = re.compile(r"[(（][一二三四五六七八九]|[一二三四五六七八九]、|\d[.、.]")
"""How the label of a row begins."""
_ONLY_OPENING = re.compile(r"(?:[(（][一二三四五六七八九][)）]|[一二三四五六七八九]、|\d[.、.])\Z")
_MOST_HEADS = 6
"""A table repeats no more rows than this on each page."""


class PrintedRow(NamedTuple):
    """A row of a table with the place where it begins."""

    place: Place
    cells: tuple[GridCell, ...]


def printed_rows(table: DrawnTable, page: int, first_line: int) -> list[PrintedRow]:
    """The rows of a table on one page; each counts as a line of it."""
    return [PrintedRow(Place(page=page, line=first_line + number), cells) for number, cells in enumerate(table.rows)]


class GrowingTable:
    """A table that may go on from page to page."""

    def __init__(self, rows: Sequence[PrintedRow]) -> None:
        self._places = [row.place for row in rows]
        self._rows = [list(row.cells) for row in rows]
        cells = [cell for row in rows for cell in row.cells]
        self._left = min(cell.left for cell in cells)
        self._right = max(cell.right for cell in cells)
        self._open = self._reaching(0)

    @property
    def rows(self) -> list[PrintedRow]:
        """The rows so far."""
        return [PrintedRow(place, tuple(cells)) for place, cells in zip(self._places, self._rows, strict=True) if cells]

    def goes_on(self, below: DrawnTable) -> bool:
        """Whether the first table of the next page is as wide as this one."""
        cells = [cell for row in below.rows for cell in row]
        left, right = min(cell.left for cell in cells), max(cell.right for cell in cells)
        return abs(left - self._left) <= _TOUCH and abs(right - self._right) <= _TOUCH

    def add_page(self, below: Sequence[PrintedRow]) -> None:
        """Takes in the rows of the next page."""
        below = below[_heads(self._rows, below) :]
        if not below:
            return
        first = len(self._rows)
        self._places += [row.place for row in below]
        self._rows += [list(row.cells) for row in below]
        floor = min(cell.bottom for row in below for cell in row.cells)
        pairs = [(cell, self._above(cell)) for cell in below[0].cells]
        lowest = max(cell.bottom for cell in below[0].cells)
        own = [pair for pair in pairs if pair[0].bottom >= lowest - _TOUCH]
        is_cut = self._is_second_half(own)
        still_open: dict[tuple[int, int], None] = {}
        for cell, at in pairs:
            if at is None or ((cell, at) in own and not is_cut):
                continue
            row, column = at
            above = self._rows[row][column]
            if _may_join(above, cell):
                self._rows[row][column] = above._replace(text=above.text + cell.text, is_full=cell.is_full)
                self._rows[first].remove(cell)
                if cell.bottom - floor <= _TOUCH:
                    still_open[at] = None
        self._open = [*still_open, *self._reaching(first)]

    def _reaching(self, first: int) -> list[tuple[int, int]]:
        """Where the cells are, in row `first` and below it, that reach to the end of their page."""
        floor = min((cell.bottom for row in self._rows[first:] for cell in row), default=0.0)
        return [
            (number, column)
            for number, row in enumerate(self._rows)
            if number >= first
            for column, cell in enumerate(row)
            if cell.bottom - floor <= _TOUCH
        ]

    def _above(self, cell: GridCell) -> tuple[int, int] | None:
        """Where the cell is that reached to the end of the page before, between the same borders."""
        for row, column in self._open:
            other = self._rows[row][column]
            if abs(other.left - cell.left) <= _TOUCH and abs(other.right - cell.right) <= _TOUCH:
                return row, column
        return None

    def _is_second_half(self, own: Sequence[tuple[GridCell, tuple[int, int] | None]]) -> bool:
        """Whether the cells of the first row go on with those above them, all of them: labels with labels, and figures
        in one of the halves only. Either a label is cut in two, or one of the halves has none.
        """
        pairs = [(cell, self._rows[at[0]][at[1]]) for cell, at in own if at is not None]
        if len(pairs) < len(own) or not all(_may_join(other, cell) for cell, other in pairs):
            return False
        if any(_is_label(cell.text) and _is_label(other.text) for cell, other in pairs):
            return True
        return not any(_is_label(cell.text) for cell, _ in pairs) or not any(
            _is_label(other.text) for _, other in pairs
        )


def _heads(above: Sequence[Sequence[GridCell]], below: Sequence[PrintedRow]) -> int:
    """How many rows at the head of a page repeat those that the table begins with."""
    count = 0
    for row, head in zip(below[:_MOST_HEADS], above, strict=False):
        texts = [cell.text for cell in row.cells]
        if texts != [cell.text for cell in head] or not any(map(_is_label, texts)):
            break
        if any(text.isdecimal() for text in texts):
            break
        count += 1
    return count


def _may_join(above: GridCell, below: GridCell) -> bool:
    """Whether the text of a cell may go on below: one of them is blank, or a label that had no room left."""
    if not above.text or not below.text:
        return True
    if not _is_label(above.text) or not _is_label(below.text) or _OPENING.match(below.text):
        return False
    return above.is_full or _ONLY_OPENING.match(above.text) is not None


def _is_label(text: str) -> bool:
    return _ONLY_OPENING.match(text) is not None or any("一" <= char <= "鿿" for char in text)
