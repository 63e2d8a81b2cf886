"""What one cell of a table says: its raw text, its kind, and the figure read from it.

A figure is read as printed and never repaired. What is not a figure keeps its raw text and says what it is instead.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.patterns import compiled

if TYPE_CHECKING:
    from decimal import Decimal

NUMBER = "number"
ANNOTATED = "annotated"
PLACEHOLDER = "placeholder"
BLANK = "blank"
TEXT = "text"
LOST = "lost"

_SIGNS = {"+": "+", "-": "-", "\u2013": "-", "增加": "+", "增": "+", "减少": "-", "减": "-"}
_UNITS = frozenset(("亿元", "万元", "元", "人次", "件次", *"件条份个项次宗起例户人家篇封"))
_FIGURE = compiled(r"(?:\d+(?:,\d{3})*(?:\.\d+)?|\.\d+)")
_REMARK = compiled(r"\([^()\n]{1,60}\)|\[[^\[\]\n]{1,60}\]")
_MARKS = frozenset("/\\-_*xX×\u2010\u2011\u2012\u2013\u2014\u2015\u2500")
_WORDS = frozenset(["无", "空", "不适用", "暂无", "N/A", "NA", "n/a", "na"])
_LONGEST_VALUE = 100
"""Longer than any figure with its remark; nothing longer is looked at."""
_INNER_BLANK = compiled(r"\d+(?:[ ]+\d+)+")


class TableCell(NamedTuple):
    """One cell of a statutory table, as printed."""

    start: int
    end: int
    raw: str
    """Folded, without the blanks around it."""
    kind: str
    """"number", "annotated" (a number with a remark), "placeholder" (/, -, 无 …), "blank" (in its place, but empty),
    "text" (anything else), or "lost" (the text does not show where the cell is, or whether it is there)."""
    value: int | Decimal | None
    """The figure, or None for every kind but number and annotated."""
    sign: str
    """"+", "-" or "" as printed; 增 and 减 count as signs."""
    unit: str
    """A unit inside the cell, or ""."""


LOST_CELL = TableCell(-1, -1, "", LOST, None, "", "")


def blank_cell(start: int) -> TableCell:
    """A cell that is in its place but holds nothing."""
    return TableCell(start, start, "", BLANK, None, "", "")


def read_cell(start: int, end: int, raw: str) -> TableCell:
    """The cell printed as `raw` (folded, stripped) in the range `start`–`end`."""
    if len(raw) > _LONGEST_VALUE:
        return TableCell(start, end, raw, TEXT, None, "", "")
    return tuple.__new__(TableCell, (start, end, raw, *_parse(raw)))


def is_value(text: str) -> bool:
    """Whether `text` (folded, stripped, not empty) can be the content of a cell: a figure or a placeholder."""
    return len(text) <= _LONGEST_VALUE and _parse(text)[0] in {NUMBER, ANNOTATED, PLACEHOLDER}


@lru_cache(maxsize=4096)
def _parse(raw: str) -> tuple[str, int | Decimal | None, str, str]:
    if not raw:
        return BLANK, None, "", ""
    if raw.isdecimal() and len(raw) <= 18:
        return NUMBER, int(raw), "", ""
    return (
        _parse_figure(raw)
        or (_INNER_BLANK.fullmatch(raw) and (NUMBER, int(raw.replace(" ", "")), "", ""))
        or (PLACEHOLDER if raw in _WORDS or (len(raw) <= 4 and _MARKS.issuperset(raw)) else TEXT, None, "", "")
    )


def _parse_figure(raw: str) -> tuple[str, int | Decimal, str, str] | None:
    """A figure with sign, unit and remark, each of which may be missing; None for anything else."""
    rest = raw
    sign = ""
    for printed, meaning in _SIGNS.items():
        if raw.startswith(printed):
            sign, rest = meaning, raw[len(printed) :].lstrip(" ")
            break
    found = _FIGURE.match(rest)
    if found is None:
        return None
    digits = found.group().replace(",", "")
    tail = rest[found.end() :].lstrip(" ")
    bracket = min((at for at in (tail.find("("), tail.find("[")) if at >= 0), default=len(tail))
    unit, remark = tail[:bracket].rstrip(" "), tail[bracket:]
    if (unit and unit not in _UNITS) or (remark and not _REMARK.fullmatch(remark)):
        return None
    value: int | Decimal
    if "." in digits:
        from decimal import Decimal

        value = Decimal(digits)
    else:
        value = int(digits)
    return ANNOTATED if remark else NUMBER, -value if sign == "-" else value, sign, unit
