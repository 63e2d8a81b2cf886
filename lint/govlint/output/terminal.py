"""What is safe and possible to print: text from a report is hostile data, and terminals differ."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from unicodedata import combining, east_asian_width

from govlint.patterns import compiled
from govlint.records import Record

_UNSAFE = (
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Control characters and escapes, characters that reorder or hide text, and halves of surrogate pairs."""

SEVERITY_STYLES = {"error": "1;31", "warning": "1;33", "info": "1;36"}
"""Bold red, yellow, cyan, as parameters of the SGR escape sequence."""


class Marks(Record):
    """The marks that an output needs, in characters that the terminal has."""

    opening: str
    closing: str
    """Around a match."""
    step: str
    """Between the parts of a place."""
    line_end: str
    ellipsis: str
    line: str
    """A piece of a line across the screen."""


_MARKS = Marks("⟦", "⟧", "›", "⏎", "…", "─")
_GBK_MARKS = Marks("【", "】", ">", "↓", "…", "─")
_ASCII_MARKS = Marks("[[", "]]", ">", "|", "...", "-")


@lru_cache(maxsize=8)
def marks_for(encoding: str) -> Marks:
    """The best marks that `encoding` can write."""
    for marks in (_MARKS, _GBK_MARKS):
        try:
            "".join(marks.fields().values()).encode(encoding)
        except (UnicodeEncodeError, LookupError):
            continue
        return marks
    return _ASCII_MARKS


def escaped(text: str, line_end: str = "\\n") -> str:
    """`text` on one line and without anything that a terminal would obey: line ends become `line_end`, other
    characters that are not to be seen their code. Tabs become a blank.
    """
    if text.isprintable():
        return text
    return _unsafe().sub(lambda found: _escape(found.group(), line_end), text)


@cache
def _unsafe() -> re.Pattern[str]:
    return compiled(_UNSAFE)


def _escape(char: str, line_end: str) -> str:
    if char == "\n":
        return line_end
    if char == "\t":
        return " "
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def styled(text: str, style: str, color: bool) -> str:
    """`text` in that style (parameters of the SGR escape sequence) where colours are wanted."""
    return f"\x1b[{style}m{text}\x1b[0m" if color and style else text


def width_of(text: str) -> int:
    """Columns that `text` takes. Characters that are narrow in some terminals and wide in others count as wide."""
    return len(text) if text.isascii() else sum(map(_width, text))


@lru_cache(maxsize=4096)
def _width(char: str) -> int:
    if combining(char):
        return 0
    return 2 if east_asian_width(char) in "WFA" else 1
