"""Tables without drawn lines: rows of figures that stand in columns, told by where their words are.

A scan with a text under it has its lines in the picture, and some tables are printed without any. Rows are read only
where each figure has its column and each row its label; a table in which that cannot be told is left out, with a mark
in its place, for a figure in the wrong row is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govlint.named import NamedTuple
from govlint.readers.pdf_layout import Piece, TextLine

_VALUE = re.compile(r"[-+]?\d+(?:\.\d+)?\Z|[/—–-]\Z")
_OPENING = re.compile(r"[(（][一二三四五六七八九十][)）]|[一二三四五六七八九]、|\d[.、.．]")
"""How the labels of the second statutory table begin, each of them."""
_WIDE = 5
"""A table with as many columns of figures is the second or the third."""
_MOST_BETWEEN = 9
"""How many lines of a label may stand between two rows of figures."""
_LONGEST_LABEL = 30
_MOST_HEADS = 8
"""How many lines the heads of a table may have."""


_Row = tuple[int, tuple[str, ...]]


class LooseTable(NamedTuple):
    """A table without drawn lines: the lines it takes up, and its rows; no rows where they cannot be told."""

    first: int
    last: int
    rows: tuple[_Row, ...]
    """For each row the index of the line with its figures, and its cells."""
    is_labelled: bool = False
    """Whether it is a wide table whose rows have labels."""
    cut: float = 0.0
    """Where the labels of rows begin, to the right of those of groups."""
    left: float = 0.0
    """Where the figures begin."""


class _Figures(NamedTuple):
    """A line with figures at its end."""

    line: int
    labels: tuple[Piece, ...]
    values: tuple[Piece, ...]


def loose_tables(lines: Sequence[TextLine]) -> list[LooseTable]:
    """The tables among the lines of one page, from the top down."""
    found: list[LooseTable] = []
    end = 0
    for zone in _zones(lines):
        columns = _columns(zone)
        first, behind = zone[0].line, zone[-1].line + 1
        left = columns[0].left
        rows: list[_Row] | None
        if len(columns) < _WIDE:
            is_second = any(row.labels and _OPENING.match(row.labels[-1].text) for row in zone)
            if is_second or not all(row.labels for row in zone):
                # most cells of a wide table are blank: where the others belong cannot be told
                found.append(LooseTable(first, behind - 1, (), is_second))
                end = behind
                continue
            if len(zone) < behind - first:
                continue  # labels of several lines beside few figures: in the order of the lines they can be told
            labels = ["".join(piece.text for piece in row.labels) for row in zone]
            rows = _rows(zone, columns, labels)
            start, heads = _heads(lines, first, end, columns) if len(columns) > 1 and rows else (first, [])
            if first - start < 2:
                start, heads = first, []  # heads of one line are read as they are
            found.append(LooseTable(start, behind - 1, (*heads, *(rows or ()))))
        elif not any(row.labels for row in zone):
            first, heads = _heads(lines, first, end, columns)
            rows = _rows(zone, columns, [""] * len(zone))
            found.append(LooseTable(first, behind - 1, (*heads, *rows) if rows else ()))
        else:
            behind = _end(lines, zone, left)
            top = first
            while top > max(end, first - _MOST_BETWEEN) and _is_label_line(lines[top - 1], left):
                top -= 1
            cut = _cut(lines[first:behind], left)
            start, rows = first, None
            for start in range(first, top - 1, -1):
                labels = _labels(lines[start:behind], left, cut)
                if len(labels) == len(zone):
                    rows = _rows(zone, columns, labels)
                    break
            heads = []
            if rows and start == first:
                start, heads = _heads(lines, first, end, columns)
            if not rows:
                start = top if top == end else first
            found.append(LooseTable(start, behind - 1, (*heads, *rows) if rows else (), True, cut, left))
        end = behind
    return found


def _is_label_line(line: TextLine, left: float) -> bool:
    """Whether a line may be part of a label beside figures that begin at `left`."""
    return line.right <= left + 1 and line.text[-1] not in "。:："


def join_cut_row(above: LooseTable, lines: Sequence[TextLine], below: LooseTable) -> tuple[LooseTable, int]:
    """The last table of a page with the rest of its last label, which stands at the head of the next page before the
    table `below`; and how many lines that is.
    """
    rest = ""
    for number, line in enumerate(lines[: below.first]):
        piece = line.pieces[-1]
        if piece.right > above.left + 1 or _OPENING.match(line.text):
            return above, number
        if piece.right > above.cut:
            rest += piece.text
    if not above.rows or not rest:
        return above, below.first
    at, (label, *texts) = above.rows[-1]
    return above._replace(rows=(*above.rows[:-1], (at, (label + rest, *texts)))), below.first


def _end(lines: Sequence[TextLine], zone: Sequence[_Figures], left: float) -> int:
    """The index of the first line behind the table: its last label may go on below its figures."""
    end = zone[-1].line + 1
    while end < min(len(lines), zone[-1].line + _MOST_BETWEEN):
        if not _is_label_line(lines[end], left) or _OPENING.match(lines[end].text):
            break
        end += 1
    return end


def _cut(lines: Sequence[TextLine], left: float) -> float:
    """Where the gap is between the labels of groups and those of rows, 0 if there are no groups."""
    gaps = []
    for line in lines:
        labels = [piece for piece in line.pieces if piece.right <= left + 1 and not _VALUE.match(piece.text)]
        if len(labels) > 1:
            gaps.append((labels[-2].right, labels[-1].left))
    middles = [(start + end) / 2 for start, end in gaps]
    return max(middles, key=lambda at: sum(start <= at <= end for start, end in gaps), default=0.0)


def _figures(lines: Sequence[TextLine]) -> Iterator[_Figures]:
    for index, line in enumerate(lines):
        pieces = line.pieces
        count = 0
        while count < len(pieces) and _VALUE.match(pieces[-1 - count].text):
            count += 1
        labels, values = pieces[: len(pieces) - count], pieces[len(pieces) - count :]
        if (
            count >= _WIDE
            or (count > 1 and not labels)
            or (count and labels and sum(len(label.text) for label in labels) <= _LONGEST_LABEL)
        ):
            yield _Figures(index, tuple(labels), tuple(values))


def _zones(lines: Sequence[TextLine]) -> Iterator[list[_Figures]]:
    """The rows of figures that stand in the same columns, with nothing but pieces of labels between them."""
    zone: list[_Figures] = []
    columns: tuple[Piece, ...] = ()
    for row in _figures(lines):
        if zone and not (
            _fits(columns, row.values) and _is_between(lines[zone[-1].line + 1 : row.line], columns[0].left)
        ):
            yield zone
            zone, columns = [], ()
        zone.append(row)
        columns = max(columns, row.values, key=len)
    if zone:
        yield zone


def _fits(columns: Sequence[Piece], values: Sequence[Piece]) -> bool:
    """Whether figures stand in some of the columns, or the columns among them."""
    longer, shorter = (columns, values) if len(columns) >= len(values) else (values, columns)
    if (len(values) >= _WIDE) > (len(columns) >= _WIDE):
        return False
    places = [_column_of(piece, longer) for piece in shorter]
    return None not in places and len(set(places)) == len(places)


def _is_between(lines: Sequence[TextLine], left: float) -> bool:
    return len(lines) <= _MOST_BETWEEN and all(piece.left < left for line in lines for piece in line.pieces)


def _columns(zone: Sequence[_Figures]) -> list[Piece]:
    """The figures of the fullest row: each stands in its column."""
    return list(max(zone, key=lambda row: len(row.values)).values)


def _column_of(piece: Piece, columns: Sequence[Piece]) -> int | None:
    """The column whose figure stands over or under `piece`: their middles, left or right edges are nearly the same."""
    for number, column in enumerate(columns):
        size = max(4.0, (column.right - column.left) / 2)
        if (
            abs(piece.left + piece.right - column.left - column.right) / 2 <= size
            or abs(piece.left - column.left) <= 3
            or abs(piece.right - column.right) <= 3
        ):
            return number
    return None


def _heads(lines: Sequence[TextLine], first: int, end: int, columns: Sequence[Piece]) -> tuple[int, list[_Row]]:
    """The heads above the first row: those over one column, put together from the top down, and wider ones above."""
    above: list[str] = []
    heads = [""] * len(columns)
    start = first
    while start > max(end, first - _MOST_HEADS) and any(
        piece.right > columns[0].left and len(piece.text) <= _LONGEST_LABEL for piece in lines[start - 1].pieces[-1:]
    ):
        if len(lines[start - 1].pieces) < 2:
            break
        start -= 1
    for line in lines[start:first]:
        for piece in line.pieces:
            at = [
                number
                for number, column in enumerate(columns)
                if piece.left <= (column.left + column.right) / 2 <= piece.right
            ]
            if len(at) == 1:
                heads[at[0]] += piece.text
            elif piece.text:
                above.append(piece.text)
    if start == first:
        return first, []
    rows = [(start, tuple(above))] if above else []
    return start, [*rows, (first - 1, tuple(heads))]


def _rows(zone: Sequence[_Figures], columns: Sequence[Piece], labels: Sequence[str]) -> list[_Row] | None:
    """The rows with their labels, blank cells kept; None where a figure has no column of its own."""
    rows: list[_Row] = []
    for row, label in zip(zone, labels, strict=True):
        texts = [""] * len(columns)
        for value in row.values:
            at = _column_of(value, columns)
            if at is None or texts[at]:
                return None
            texts[at] = value.text
        rows.append((row.line, (label, *texts) if label else tuple(texts)))
    return rows


def _labels(lines: Sequence[TextLine], left: float, cut: float) -> list[str]:
    """The labels of the rows, whose pieces may stand above and below the figures: each begins with its number. What
    stands to their left, the labels of groups, is left out.
    """
    labels: list[str] = []
    for line in lines:
        for piece in [piece for piece in line.pieces if piece.right <= left + 1 and not _VALUE.match(piece.text)][-1:]:
            if _OPENING.match(piece.text):
                labels.append(piece.text)
            elif piece.right > cut and labels:
                labels[-1] += piece.text
            elif piece.right > cut:
                return []
    return labels
