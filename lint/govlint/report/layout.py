"""From the stream of a row to its cells.

Pipes are meaningless as a count: one surplus pipe, a closing line of three, or a span of columns are all usual. So a
row with as many values as columns is read as printed, whatever stands between. Only where values are missing do the
separators decide, measured against the complete rows of the same table. Where they do not tell, the cells are lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from govlint.report.cells import TableCell, blank_cell, read_cell
from govlint.report.region import Region, Stretch
from govlint.report.tokens import TEXT, VALUE, Token, separators, starts_line

_COMPLETE_SHARE = 0.6
"""Where at least this share of the rows with values is complete, blanks do not vanish in this text, and a row with
fewer values is wrong."""

Figures = tuple[tuple[TableCell, ...], str]
"""The values of a row, and the reason key why they have no places ("cell-count", "cells-lost"), or ""."""


class _Gaps:
    """The separators of a row: before its first content, between contents, and after the last. Each gap is a list of
    the offsets at which its separators end.
    """

    def __init__(self, text: str, stretch: Stretch) -> None:
        contents = stretch.contents
        starts = [stretch.label_end, *(token.end for token in contents)]
        ends = [*(token.start for token in contents), _row_end(text, stretch)]
        gaps = [separators(text, start, end) if start < end else [] for start, end in zip(starts, ends, strict=True)]
        self.lead = gaps[0]
        self.trail = gaps[-1]
        self.inner = gaps[1:-1]

    @property
    def inner_blanks(self) -> int:
        """How many cells between two contents hold nothing."""
        return sum(len(gap) - 1 for gap in self.inner if gap)


def _row_end(text: str, stretch: Stretch) -> int:
    """Where the separators behind the last content stop belonging to the row: at the end of its line, unless each cell
    has a line of its own.
    """
    if len(stretch.contents) < 2 or starts_line(text, stretch.contents[-1].start):
        return stretch.end
    last = stretch.contents[-1].end
    line_ends = [at for at in (text.find("\n", last, stretch.end), text.find("\r", last, stretch.end)) if at >= 0]
    return min(line_ends, default=stretch.end)


class Layout:
    """How the rows of one table are laid out: what its complete rows show."""

    def __init__(
        self, text: str, stretches: Sequence[Stretch], width: int, *, lead: int = 1, is_complete: bool | None = None
    ) -> None:
        """`lead` is how many separators stand before the first cell of a row, where no complete row shows it;
        `is_complete` is said where more than these rows tell it.
        """
        self.text = text
        self._lead = lead
        self.width = width
        self._stretches = stretches
        self.is_complete = share_is_complete((s, width) for s in stretches) if is_complete is None else is_complete
        """Whether blanks keep their places in this text, as far as its complete rows show."""

    @cached_property
    def _borders(self) -> tuple[int, int]:
        """How many separators stand before the first and after the last cell of a row; -1 where nothing tells."""
        gaps = [_Gaps(self.text, stretch) for stretch in self._stretches if len(stretch.contents) == self.width]
        lead = _usual((len(gap.lead) for gap in gaps), self._lead)
        if not gaps:
            gaps = [_Gaps(self.text, stretch) for stretch in self._stretches if stretch.contents]
            exact = [g for g in gaps if len(g.lead) + len(g.inner) + g.inner_blanks == self.width]
            gaps = exact or (gaps if _agree([len(g.trail) for g in gaps]) else [])
        return lead, _usual((len(gap.trail) for gap in gaps), -1)

    def figures(self, stretch: Stretch) -> Figures:
        """The values of one row in the places they have, or all of them and why they have none."""
        contents = stretch.contents
        if len(contents) == self.width:
            return _cells(contents), ""
        if not contents:
            return tuple(blank_cell(stretch.label_end) for _ in range(self.width)), ""
        if len(contents) > self.width:
            merged = _merged(contents)
            return (merged, "") if len(merged) == self.width else (_cells(contents), "cell-count")
        placed = self._placed(stretch, contents)
        if placed is not None:
            return placed, ""
        return _cells(contents), "cell-count" if self.is_complete else "cells-lost"

    def _placed(self, stretch: Stretch, contents: tuple[Token, ...]) -> tuple[TableCell, ...] | None:
        """The values with the blanks between them, if the separators account for every column."""
        gaps = _Gaps(self.text, stretch)
        if not gaps.lead and not any(gaps.inner):
            return None
        lead, trail = self._borders
        leading = max(0, len(gaps.lead) - lead)
        trailing = max(0, len(gaps.trail) - trail) if trail >= 0 else 0
        known = len(contents) + gaps.inner_blanks
        if leading + known + trailing != self.width:
            # Labels that span columns leave separators of their own before the first cell: count from the right.
            if trail >= 0 and 0 <= self.width - known - trailing < len(gaps.lead):
                leading = self.width - known - trailing
            elif leading + known == self.width:
                trailing = 0
            else:
                return None
        opening = gaps.lead[len(gaps.lead) - leading - 1 : -1] if lead or leading < len(gaps.lead) else gaps.lead
        cells = [blank_cell(start) for start in opening]
        for number, token in enumerate(contents):
            cells.append(read_cell(token.start, token.end, token.text))
            if number < len(gaps.inner):
                cells.extend(blank_cell(start) for start in gaps.inner[number][:-1])
        cells.extend(blank_cell(start) for start in gaps.trail[:trailing])
        return tuple(cells) if len(cells) == self.width else None


def share_is_complete(rows: Iterable[tuple[Stretch, int]]) -> bool:
    """Whether most rows that have values have as many as they have columns."""
    filled = [len(stretch.contents) == width for stretch, width in rows if stretch.has_values]
    return sum(filled) >= max(1, _COMPLETE_SHARE * len(filled))


def _agree(counts: Sequence[int]) -> bool:
    """Whether nearly all rows show the same count."""
    return bool(counts) and Counter(counts).most_common(1)[0][1] >= 0.8 * len(counts)


def _usual(counts: Iterable[int], default: int) -> int:
    found = Counter(counts)
    return max(found, key=lambda count: (found[count], -count)) if found else default


def _cells(tokens: Sequence[Token]) -> tuple[TableCell, ...]:
    return tuple(read_cell(token.start, token.end, token.text) for token in tokens)


def _merged(tokens: Sequence[Token]) -> tuple[TableCell, ...]:
    """The tokens with those of one piece (`1 2` in one cell) joined."""
    cells: list[TableCell] = []
    piece = -1
    for token in tokens:
        if token.piece == piece:
            last = cells.pop()
            blanks = " " * (token.start - last.end)
            cells.append(read_cell(last.start, token.end, f"{last.raw}{blanks}{token.text}"))
        else:
            cells.append(read_cell(token.start, token.end, token.text))
        piece = token.piece
    return tuple(cells)


def unfold(region: Region, after: int, rows: int, width: int) -> list[Figures] | None:
    """The figures of a table whose labels come first and whose values follow behind token `after`: column by column
    where column heads part them, else in the only order that fits; None where no order can be told.
    """
    runs: list[list[Token]] = [[]]
    for token in region.tokens[after:]:
        if token.kind == VALUE:
            runs[-1].append(token)
        elif token.kind == TEXT and runs[-1]:
            runs.append([])
    runs = [run for run in runs if run]
    if len(runs) == width and all(len(run) == rows for run in runs):
        return [(_cells([run[row] for run in runs]), "") for row in range(rows)]
    values = [token for run in runs for token in run]
    if len(values) != rows * width:
        return None
    by_row = [values[row * width : (row + 1) * width] for row in range(rows)]
    text = region.report.text
    if all([starts_line(text, token.start) for token in line] == [True] + [False] * (width - 1) for line in by_row):
        return [(_cells(line), "") for line in by_row]
    by_column = [[values[column * rows + row] for column in range(width)] for row in range(rows)]
    grids = [[(_cells(line), "") for line in grid] for grid in (by_row, by_column)]
    wrong = [_rows_off(grid) for grid in grids]
    if [cell.raw for cells, _ in grids[0] for cell in cells] == [cell.raw for cells, _ in grids[1] for cell in cells]:
        return grids[0]
    best, other = sorted((0, 1), key=lambda index: wrong[index])
    return grids[best] if wrong[best] <= 2 and wrong[other] >= 3 + wrong[best] else None


def _rows_off(grid: Sequence[Figures]) -> int:
    """How many rows do not add up to their last cell: many, where the order of reading is wrong."""
    return sum(sum(cell.value or 0 for cell in cells[:-1]) != (cells[-1].value or 0) for cells, _ in grid)
