"""From lines and code points, as findings have them, to the positions of the protocol, and back.

A position of the protocol is a line (from 0) and a number of code units in the encoding that both sides agreed on.
Lines end at LF, CRLF and CR, as for every reader, and nowhere else.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from lsprotocol import types

UTF8, UTF16, UTF32 = "utf-8", "utf-16", "utf-32"
_LINE_END = re.compile("\r\n?|\n")
_FIRST_BEYOND = 0x10000
"""The first character that takes two units of UTF-16."""


def chosen_encoding(offered: list[str] | None) -> str:
    """The encoding of positions: the first that the client offers and that is known here."""
    return next((str(name) for name in offered or () if name in (UTF8, UTF16, UTF32)), UTF16)


class Lines:
    """The lines of one text."""

    def __init__(self, text: str, encoding: str) -> None:
        self._text = text
        self._encoding = encoding
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self._mark = int(text.startswith("\ufeff"))
        """A byte order mark that the editor left in the text is none of the characters that readers count."""

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._starts)

    def line(self, number: int) -> str:
        """The line with that number (from 0) without its end."""
        start, end = self._bounds(number)
        return self._text[start:end]

    def start(self, number: int) -> int:
        """The offset at which the line starts."""
        return self._starts[number]

    def offset(self, position: types.Position) -> int:
        """The offset of a position; one behind the end of a line or of the text is that end."""
        if position.line >= len(self._starts):
            return len(self._text)
        start, end = self._bounds(position.line)
        line = self._text[start:end]
        if self._encoding == UTF32 or (line.isascii() and self._encoding != UTF32):
            return min(start + position.character, end)
        units = 0
        for index, char in enumerate(line):
            if units >= position.character:
                return start + index
            units += self._width(char)
        return end

    def position(self, offset: int) -> types.Position:
        """The position of an offset."""
        number = bisect_right(self._starts, offset) - 1
        before = self._text[self._starts[number] : offset]
        return types.Position(number, self._units(before))

    def offset_of(self, line: int | None, column: int | None) -> int:
        """The offset of a line and column as findings have them (both from 1, in code points)."""
        if line is None or column is None or line > len(self._starts):
            return 0 if line is None else len(self._text)
        start, end = self._bounds(line - 1)
        return min(start + column - 1 + (self._mark if line == 1 else 0), end)

    def range(self, start: int, end: int) -> types.Range:
        """The range between two offsets."""
        return types.Range(self.position(start), self.position(end))

    def _bounds(self, number: int) -> tuple[int, int]:
        start = self._starts[number]
        if number + 1 == len(self._starts):
            return start, len(self._text)
        end = self._starts[number + 1]
        return start, end - (2 if self._text.startswith("\r\n", end - 2) else 1)

    def _units(self, text: str) -> int:
        if self._encoding == UTF32 or text.isascii():
            return len(text)
        return sum(map(self._width, text))

    def _width(self, char: str) -> int:
        if self._encoding == UTF16:
            return 1 + (ord(char) >= _FIRST_BEYOND)
        if self._encoding == UTF8:
            return len(char.encode("utf-8", "surrogatepass"))
        return 1
