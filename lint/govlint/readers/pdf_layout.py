"""From the characters and lines drawn on a page to lines of text and tables: geometry alone, without any PDF library.

Coordinates are points from the lower left corner of the page, as PDF has them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from govlint.named import NamedTuple

_THIN = 3.0
"""What is drawn thinner than this is a line."""
_SHORTEST_RULE = 6.0
_TOUCH = 4.0
"""How far apart lines may end that are meant to meet."""
_SAME = 5.0
"""Lines nearer to each other than this are one border: no row of text is as low."""
_NEARLY = 0.8
_MOST_BORDERS = 200
"""No table of a report has so many rows or columns on a page."""
_GAP = 0.75
"""A gap between two characters wider than this, in their height, is a blank."""
_PADDING = 12.0
"""How much of a cell's width stays free beside its text, on both sides together."""
_BLANK = re.compile(r"(?<![0-9.]) | (?![0-9.])")
"""A blank that is not between figures."""
_RAGGED = 1.3
"""How much shorter than the others a full line may be, in the height of its characters."""


class Glyph(NamedTuple):
    """One character with its box."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.bottom + self.top) / 2


class Box(NamedTuple):
    """A rectangle drawn on the page."""

    left: float
    bottom: float
    right: float
    top: float


class Piece(NamedTuple):
    """Characters on one height without a wide gap between them."""

    text: str
    left: float
    right: float


class TextLine(NamedTuple):
    """Characters on one height, from left to right."""

    text: str
    left: float
    right: float
    top: float
    height: float
    size: float = 0.0
    """The width of most of its characters that are as wide as high; else its height."""
    lead: float = 0.0
    """The width of its first characters that no line break may part."""
    pieces: tuple[Piece, ...] = ()


class GridCell(NamedTuple):
    """One cell of a drawn table: where it is, and its text with its lines joined."""

    left: float
    top: float
    text: str
    right: float = 0.0
    bottom: float = 0.0
    is_full: bool = False
    """Whether its last line reaches to the end of the cell, so that the text may go on on the next page."""


class DrawnTable(NamedTuple):
    """A table whose borders are drawn."""

    top: float
    bottom: float
    rows: tuple[tuple[GridCell, ...], ...]


class _Rule(NamedTuple):
    """A straight line: `at` is its height or distance from the left, `start` and `end` are where it runs."""

    at: float
    start: float
    end: float


def text_lines(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """The lines that characters form, from the top of the page down."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (-glyph.middle, glyph.left)):
        if rows and rows[-1][0].middle - glyph.middle < 0.5 * max(1.0, rows[-1][0].top - rows[-1][0].bottom):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [_line(sorted(row, key=lambda glyph: glyph.left)) for row in rows]


def _line(row: Sequence[Glyph]) -> TextLine:
    height = max(glyph.top - glyph.bottom for glyph in row)
    pieces: list[Piece] = []
    start = 0
    lead = row[0].right
    is_lead = True
    for index, (before, glyph) in enumerate(pairwise(row), start=1):
        if glyph.left - before.right > _GAP * height:
            pieces.append(_piece(row[start:index]))
            start = index
            is_lead = False
        is_lead = is_lead and _is_glued(before.text, glyph.text)
        if is_lead:
            lead = glyph.right
    pieces.append(_piece(row[start:]))
    wide = sorted(glyph.right - glyph.left for glyph in row if glyph.text >= "一")
    return TextLine(
        " ".join(piece.text for piece in pieces),
        row[0].left,
        row[-1].right,
        max(glyph.top for glyph in row),
        height,
        wide[len(wide) // 2] if wide else height,
        lead - row[0].left,
        tuple(pieces),
    )


def _piece(glyphs: Sequence[Glyph]) -> Piece:
    return Piece("".join(glyph.text for glyph in glyphs), glyphs[0].left, glyphs[-1].right)


def _is_glued(one: str, other: str) -> bool:
    """Whether no line may break between two characters."""
    return (one <= "~" and other <= "~") or one in "（(〔〈《“【" or other in "，。、；：？！）)〕〉》”】,.;:"


def drawn_tables(boxes: Iterable[Box], glyphs: Sequence[Glyph]) -> tuple[list[DrawnTable], list[Glyph]]:
    """The tables that lines draw, from the top down, and the characters that stand outside them."""
    across, down = _rules(boxes)
    tables = []
    left = list(glyphs)
    for ys, xs in _grids(across, down):
        inside = [g for g in left if xs[0] <= (g.left + g.right) / 2 <= xs[-1] and ys[-1] <= g.middle <= ys[0]]
        table = _table(ys, xs, across, down, inside)
        if table is not None:
            tables.append(table)
            taken = set(map(id, inside))
            left = [glyph for glyph in left if id(glyph) not in taken]
    return sorted(tables, key=lambda table: -table.top), left


def _rules(boxes: Iterable[Box]) -> tuple[list[_Rule], list[_Rule]]:
    """The lines across and down; a drawn rectangle has two of each."""
    across: list[_Rule] = []
    down: list[_Rule] = []
    dots: list[Box] = []
    for left, bottom, right, top in boxes:
        width, height = right - left, top - bottom
        if height <= _THIN and width >= _SHORTEST_RULE:
            across.append(_Rule((top + bottom) / 2, left, right))
        elif width <= _THIN and height >= _SHORTEST_RULE:
            down.append(_Rule((left + right) / 2, bottom, top))
        elif width >= _SHORTEST_RULE and height >= _SHORTEST_RULE:
            across += [_Rule(top, left, right), _Rule(bottom, left, right)]
            down += [_Rule(left, bottom, top), _Rule(right, bottom, top)]
        else:
            dots.append(Box(left, bottom, right, top))
    across += _dotted([_Rule((dot.top + dot.bottom) / 2, dot.left, dot.right) for dot in dots])
    down += _dotted([_Rule((dot.left + dot.right) / 2, dot.bottom, dot.top) for dot in dots])
    return _unbroken(across), _unbroken(down)


def _dotted(dots: Sequence[_Rule]) -> list[_Rule]:
    """The lines that rows of dots and dashes make, too short each to be one."""
    return [rule for rule in _unbroken(dots) if rule.end - rule.start >= 2 * _SHORTEST_RULE]


def _unbroken(rules: Sequence[_Rule]) -> list[_Rule]:
    """The lines with those that go on in one direction, and all but touch, put together: dashes are one line."""
    found: list[_Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at), rule.start)):
        last = found[-1] if found else None
        if last is not None and round(last.at) == round(rule.at) and rule.start - last.end <= _SHORTEST_RULE:
            found[-1] = last._replace(end=max(last.end, rule.end))
        else:
            found.append(rule)
    return found


def _grids(across: Sequence[_Rule], down: Sequence[_Rule]) -> Iterator[tuple[list[float], list[float]]]:
    """The borders of each table, from the top down and from left to right: lines that meet belong together."""
    bands = _bands(down)
    for bottom, top in bands:
        rules = [rule for rule in down if rule.start >= bottom - _TOUCH and rule.end <= top + _TOUCH]
        left, right = min(rule.at for rule in rules), max(rule.at for rule in rules)
        ys = _borders(
            rule.at
            for rule in across
            if bottom - _TOUCH <= rule.at <= top + _TOUCH and rule.end > left - _TOUCH and rule.start < right + _TOUCH
        )
        # A cell that goes on over the end of the page may have no line there: its sides alone show how far it reaches.
        outer = [rule for rule in rules if min(rule.at - left, right - rule.at) <= _SAME]
        if len({rule.at - left <= _SAME for rule in outer if rule.start <= bottom + _TOUCH}) == 2:
            ys = _borders([*ys, bottom])
        if len({rule.at - left <= _SAME for rule in outer if rule.end >= top - _TOUCH}) == 2:
            ys = _borders([*ys, top])
        xs = _borders(rule.at for rule in rules)
        if 2 <= len(ys) <= _MOST_BORDERS and 2 <= len(xs) <= _MOST_BORDERS:
            yield ys[::-1], xs


def _bands(down: Sequence[_Rule]) -> list[tuple[float, float]]:
    """The ranges of height that upright lines cover without a break."""
    bands: list[list[float]] = []
    for rule in sorted(down, key=lambda rule: rule.start):
        if bands and rule.start <= bands[-1][1] + _TOUCH:
            bands[-1][1] = max(bands[-1][1], rule.end)
        else:
            bands.append([rule.start, rule.end])
    return [(bottom, top) for bottom, top in bands]


def _borders(positions: Iterable[float]) -> list[float]:
    """Positions that are nearly the same as one, ascending."""
    found: list[float] = []
    for position in sorted(positions):
        if not found or position - found[-1] > _SAME:
            found.append(position)
    return found


def _table(
    ys: Sequence[float], xs: Sequence[float], across: Sequence[_Rule], down: Sequence[_Rule], glyphs: Sequence[Glyph]
) -> DrawnTable | None:
    """The table with those borders: fields that no line parts are one cell."""
    rows, columns = len(ys) - 1, len(xs) - 1
    owner = list(range(rows * columns))

    def find(field: int) -> int:
        while owner[field] != field:
            owner[field] = owner[owner[field]]
            field = owner[field]
        return field

    for row in range(rows):
        for column in range(columns - 1):
            if not _parts(down, xs[column + 1], ys[row + 1], ys[row]):
                _join(owner, find(row * columns + column), find(row * columns + column + 1))
    for column in range(columns):
        for row in range(rows - 1):
            if not _parts(across, ys[row + 1], xs[column], xs[column + 1]):
                _join(owner, find(row * columns + column), find((row + 1) * columns + column))
    held: dict[int, list[Glyph]] = {}
    heights = [-y for y in ys]
    for glyph in glyphs:
        row = min(max(bisect_right(heights, -glyph.middle) - 1, 0), rows - 1)
        column = min(max(bisect_right(xs, (glyph.left + glyph.right) / 2) - 1, 0), columns - 1)
        held.setdefault(find(row * columns + column), []).append(glyph)
    reach: dict[int, int] = {field: field for field in range(rows * columns) if find(field) == field}
    if len(reach) < 2 or columns < 2:
        return None
    for field in range(rows * columns):
        reach[find(field)] = field
    lines: list[list[GridCell]] = [[] for _ in range(rows)]
    for field, last in reach.items():
        row, column = divmod(field, columns)
        below, behind = divmod(last, columns)
        right = xs[behind + 1]
        text, is_full = _cell_text(text_lines(held.get(field, ())), right - xs[column])
        lines[row].append(GridCell(xs[column], ys[row], text, right, ys[below + 1], is_full))
    # Beyond the first and the last line across there is a row only if there is something in it.
    if not _parts(across, ys[0], xs[0], xs[-1]) and not any(cell.text for cell in lines[0]):
        lines[0] = []
    if not _parts(across, ys[-1], xs[0], xs[-1]) and not any(cell.text for cell in lines[-1]):
        lines[-1] = []
    return DrawnTable(ys[0], ys[-1], tuple(tuple(line) for line in lines if line))


def _cell_text(lines: Sequence[TextLine], width: float) -> tuple[str, bool]:
    """The lines of a cell as one text, and whether the last of them is full. Figures are put together only where a
    line had no room for more of them: what stands apart is not one figure.
    """
    text = ""
    widest = max((line.right - line.left for line in lines), default=0.0)
    is_full = False
    for line in lines:
        piece = _BLANK.sub("", line.text)
        if text and not is_full and text[-1].isdecimal() and piece[:1].isdecimal():
            text += " "
        text += piece
        length = line.right - line.left + _RAGGED * line.height
        is_full = length >= width - _PADDING or (len(lines) > 1 and length >= widest > width / 2)
    return text, is_full


def _join(owner: list[int], one: int, other: int) -> None:
    """Makes two groups of fields one, named after the first field of them."""
    owner[max(one, other)] = min(one, other)


def _parts(rules: Sequence[_Rule], at: float, start: float, end: float) -> bool:
    """Whether lines at `at` run nearly all the way from `start` to `end`. A line under some words is no border."""
    drawn = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if abs(rule.at - at) <= _SAME)
    return drawn >= _NEARLY * (end - start)
