"""Where lines of mixed Chinese and Latin text may end: between any two Chinese characters, but neither inside a word
or number nor so that a line begins with a closing mark or ends with an opening one.
"""

from __future__ import annotations

import re

from govlint.output.terminal import width_of

_UNIT = re.compile(r"\d{1,2}\.(?=\D).|[$\-]*[^\W\u2e80-\uffff]+(?:[.,:/%_\-=][^\W\u2e80-\uffff]+)*%?|\s+|.", re.DOTALL)
"""An ordinal with what it counts (3.要); a word, number, option or path; a blank; or a single character."""
_NEVER_FIRST = frozenset(",.;:!?%)]}，。、；：！？…—）〕】》〉」』”’％·⟧")
_NEVER_LAST = frozenset("([{（〔【《〈「『“‘⟦")


def line_starts(text: str, width: int) -> list[int]:
    """The offsets of `text` at which a new line begins, so that no line takes more than `width` columns, unless a
    single word does.
    """
    if 2 * len(text) <= width or width_of(text) <= width:
        return []
    starts: list[int] = []
    units: list[tuple[int, str, int]] = []
    used = 0
    for found in _UNIT.finditer(text):
        unit = found.group()
        columns = width_of(unit)
        if used + columns > width and units and not unit.isspace():
            kept = _last_kept(units, unit)
            moved = units[kept:]
            starts.append(moved[0][0] if moved else found.start())
            units = moved
            used = sum(size for _, _, size in units)
        units.append((found.start(), unit, columns))
        used += columns
    return starts


def wrapped(text: str, width: int, indent: str = "") -> str:
    """`text` in lines that take `width` columns with `indent` before them, which the first gets from the caller."""
    pieces, begin = [], 0
    for start in [*line_starts(text, width - len(indent)), len(text)]:
        pieces.append(text[begin:start].strip() if begin else text[begin:start].rstrip())
        begin = start
    return f"\n{indent}".join(pieces)


def _last_kept(units: list[tuple[int, str, int]], following: str) -> int:
    """How many of `units` stay on the line when `following` begins the next one."""
    kept = len(units)
    first = following
    while kept > 1 and (first[0] in _NEVER_FIRST or units[kept - 1][1][-1] in _NEVER_LAST):
        kept -= 1
        first = units[kept][1]
    if kept == 1 and (first[0] in _NEVER_FIRST or units[0][1][-1] in _NEVER_LAST):
        return len(units)
    return kept
