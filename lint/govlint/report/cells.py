"""What one cell of a table says: its raw text, its kind, and the figure read from it.

A figure is read as printed and never repaired. What is not a figure keeps its raw text and says what it is instead.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

NUMBER = "number"
ANNOTATED = "annotated"
PLACEHOLDER = "placeholder"
BLANK = "blank"
TEXT = "text"
LOST = "lost"

_UNITS = "亿元|万元|元|人次|件次|件|条|份|个|项|次|宗|起|例|户|人|家|篇|封"
_NUMBER = re.compile(
    r"(?P<sign>[+\-\u2212\u2013]|增加?|减少?)?[ ]?"
    r"(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?|\.\d+)"
    rf"[ ]?(?P<unit>{_UNITS})?"
    r"(?P<remark>[ ]?(?:\([^()\n]{1,60}\)|\[[^\[\]\n]{1,60}\]))?"
)
_PLACEHOLDER = re.compile(r"[/\\\-\u2010-\u2015\u2212\u2500_*×xX]{1,4}|无|空|不适用|暂无|N/?A|n/?a")
_LONGEST_VALUE = 100
"""Longer than any figure with its remark; nothing longer is looked at."""
_INNER_BLANK = re.compile(r"\d+(?:[ ]+\d+)+")


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

    @property
    def is_figure(self) -> bool:
        """Whether the cell holds a figure."""
        return self.value is not None


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
    found = _NUMBER.fullmatch(raw)
    if found is not None:
        printed_sign = found["sign"] or ""
        sign = "" if not printed_sign else "+" if printed_sign[0] in "+增" else "-"
        digits = found["digits"].replace(",", "")
        value: int | Decimal = Decimal(digits) if "." in digits else int(digits)
        return (
            ANNOTATED if found["remark"] else NUMBER,
            -value if sign == "-" else value,
            sign,
            found["unit"] or "",
        )
    if _INNER_BLANK.fullmatch(raw):
        return NUMBER, int(raw.replace(" ", "")), "", ""
    if _PLACEHOLDER.fullmatch(raw):
        return PLACEHOLDER, None, "", ""
    return TEXT, None, "", ""
