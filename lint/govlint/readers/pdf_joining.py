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


def goes_on(above: Sequence[PrintedRow], below: DrawnTable) -> bool:
    """Whether the first table of a page has the width of the last one on the page before."""
    left, right = _width([row.cells for row in above])
    other_left, other_right = _width(below.rows)
    return abs(left - other_left) <= _TOUCH and abs(right - other_right) <= _TOUCH


def _width(rows: Sequence[Sequence[GridCell]]) -> tuple[float, float]:
    cells = [cell for row in rows for cell in row]
    return min(cell.left for cell in cells), max(cell.right for cell in cells)


def join(above: list[PrintedRow], below: list[PrintedRow], last: int) -> list[PrintedRow]:
    """Both as one table. `last` is the index in `above` of the first row on the page before."""
    below = below[_heads(above, below) :]
    if not below:
        return above
    place, cells = below[0]
    floor = min(cell.bottom for row in above[last:] for cell in row.cells)
    is_open = {
        (number, index): cell
        for number, row in enumerate(above)
        if number >= last
        for index, cell in enumerate(row.cells)
        if cell.bottom - floor <= _TOUCH
    }
    pairs = [(cell, _same(cell, is_open)) for cell in cells]
    roof = max(cell.bottom for cell in cells)
    own = [pair for pair in pairs if pair[0].bottom >= roof - _TOUCH]
    rows = [list(row.cells) for row in above]
    left = list(cells)
    if _is_second_half(own, is_open):
        taken = pairs
    else:
        taken = [pair for pair in pairs if pair not in own]
    for cell, at in taken:
        if at is None or not _may_join(is_open[at], cell):
            continue
        number, index = at
        rows[number][index] = rows[number][index]._replace(text=is_open[at].text + cell.text)
        left.remove(cell)
    joined = [PrintedRow(row.place, tuple(cells)) for row, cells in zip(above, rows, strict=True)]
    return [*joined, *([PrintedRow(place, tuple(left))] if left else ()), *below[1:]]


def _heads(above: Sequence[PrintedRow], below: Sequence[PrintedRow]) -> int:
    """How many rows at the head of a page repeat those that the table begins with."""
    count = 0
    for row, head in zip(below[:_MOST_HEADS], above, strict=False):
        texts = [cell.text for cell in row.cells]
        if texts != [cell.text for cell in head.cells] or not any(map(_is_label, texts)):
            break
        if any(text.isdecimal() for text in texts):
            break
        count += 1
    return count


def _same(cell: GridCell, is_open: dict[tuple[int, int], GridCell]) -> tuple[int, int] | None:
    """Where the cell is that reaches to the end of the page before, between the same borders."""
    for at, other in is_open.items():
        if abs(other.left - cell.left) <= _TOUCH and abs(other.right - cell.right) <= _TOUCH:
            return at
    return None


def _is_second_half(
    own: Sequence[tuple[GridCell, tuple[int, int] | None]], is_open: dict[tuple[int, int], GridCell]
) -> bool:
    """Whether the cells of the first row go on with those above them, all of them: labels with labels, and figures in
    one of the halves only. Either a label is cut in two, or one of the halves has none.
    """
    pairs = [(cell, is_open[at]) for cell, at in own if at is not None]
    if len(pairs) < len(own) or not all(_may_join(other, cell) for cell, other in pairs):
        return False
    if any(_is_label(cell.text) and _is_label(other.text) for cell, other in pairs):
        return True
    return not any(_is_label(cell.text) for cell, _ in pairs) or not any(_is_label(other.text) for _, other in pairs)


def _may_join(above: GridCell, below: GridCell) -> bool:
    """Whether the text of a cell may go on below: one of them is blank, or a label that had no room left."""
    if not above.text or not below.text:
        return True
    if not _is_label(above.text) and not _ONLY_OPENING.match(above.text):
        return False
    if _ONLY_OPENING.match(above.text):
        return _is_label(below.text) and not _OPENING.match(below.text)
    return above.is_full and _is_label(below.text) and not _OPENING.match(below.text)


def _is_label(text: str) -> bool:
    return any("一" <= char <= "鿿" for char in text)
