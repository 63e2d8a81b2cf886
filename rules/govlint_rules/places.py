"""Where in a report an offset is: in which line and sentence, in running text, in quotation marks.

For rules that search the whole text for a few characters and then ask what surrounds them.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from govlint.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from re import Match

    from govlint.pack import Pack
    from govlint.report.model import Report
    from govlint.report.parts import Line, Paragraph

MOST_PLACES = 1000
"""So many places of one kind are looked at in a report; no real one has as many, and looking costs."""
_STOPS = "。;!?"
_CLOSING = "。;!?:|"
_LONGEST = 160
"""So far at most a sentence is followed to either side."""
_SHORTEST_LINE = 16
"""A line with fewer characters is not wrapped."""
_WIDEST_LINE = 200
_INDENT = 12
_OF_PAGE_NUMBERS = "-—–~ 0123456789"
"""A line of these alone is the number of a page; sentences go on behind it."""
_QUOTES = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"))


@lru_cache(maxsize=64)
def word_list(pack: Pack, vocabulary: str, table: str, key: str) -> tuple[str, ...]:
    """The words of one entry of a vocabulary that is written as a string of words."""
    return tuple(pack.vocabulary(vocabulary)[table][key].split())


def occurrences(text: str, word: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Every offset at which `word` stands in `text`, overlaps left out."""
    stop = len(text) if end is None else end
    at = text.find(word, start, stop)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word), stop)


def matches(pattern: str, text: str) -> Iterator[Match[str]]:
    """The matches of `pattern` in `text`, so many as are looked at."""
    return islice(compiled(pattern).finditer(text), MOST_PLACES)


def line_at(report: Report, offset: int) -> Line | None:
    """The line that holds `offset`, or None on a blank one."""
    lines = report.lines
    index = bisect_right(lines, offset, key=_start_of) - 1
    return lines[index] if index >= 0 and offset < lines[index].end else None


def paragraph_at(report: Report, offset: int) -> Paragraph | None:
    """The paragraph of running text that holds `offset`, or None."""
    paragraphs = report.paragraphs
    index = bisect_right(paragraphs, offset, key=_start_of) - 1
    return paragraphs[index] if index >= 0 and offset < paragraphs[index].end else None


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The range of the sentence that holds `start`–`end`, not too far to either side. It goes on over the ends of
    lines that are wrapped, and ends with lines that are not.
    """
    first, ceiling = _sentence_start(text, start), min(len(text), end + _LONGEST)
    last = min((at for stop in _STOPS if (at := text.find(stop, end, ceiling)) >= 0), default=ceiling)
    for newline in occurrences(text, "\n", end, last):
        if _ends_sentence(text, newline):
            return first, newline
    return first, last


def is_quoted(text: str, offset: int) -> bool:
    """Whether `offset` stands in quotation marks that were opened in its sentence."""
    return any(_is_between(text, offset, opening, closing) for opening, closing in _QUOTES)


def is_titled(text: str, offset: int) -> bool:
    """Whether `offset` stands in the title of a document: in 《》 that were opened in its sentence."""
    return _is_between(text, offset, "《", "》")


def _is_between(text: str, offset: int, opening: str, closing: str) -> bool:
    opened = text.rfind(opening, max(0, offset - _LONGEST), offset)
    return opened >= 0 and opened >= _sentence_start(text, offset) and text.find(closing, opened, offset) < 0


def _sentence_start(text: str, offset: int) -> int:
    """Where the sentence that holds `offset` starts."""
    floor = max(0, offset - _LONGEST)
    first = max(floor, max(text.rfind(stop, floor, offset) for stop in _STOPS) + 1)
    newline = text.rfind("\n", first, offset)
    while newline >= 0:
        if _ends_sentence(text, newline):
            return newline + 1
        newline = text.rfind("\n", first, newline)
    return first


def _ends_sentence(text: str, newline: int) -> bool:
    """Whether the line that ends at `newline` is complete: too short to be wrapped, or closed by a mark."""
    line = text[max(0, newline - _WIDEST_LINE, text.rfind("\n", 0, newline) + 1) : newline].strip()
    if not line.strip(_OF_PAGE_NUMBERS):
        return not line
    if line[-1] in _CLOSING:
        return True
    following = text[newline + 1 : newline + _INDENT].lstrip()[:1]
    if following.isascii() and following.isalnum():
        return False  # numbers and addresses are not broken, whatever length that leaves to the line before
    return len(line) < _SHORTEST_LINE


def unwrapped(text: str) -> str:
    """`text` without the line ends, blanks and page numbers that may stand inside its words."""
    if "\n" not in text:
        return "".join(text.split())
    return "".join("".join(line.split()) for line in text.split("\n") if line.strip(_OF_PAGE_NUMBERS))


def is_head_or_tail(report: Report, offset: int) -> bool:
    """Whether `offset` stands before the first heading or behind the report's body, where titles and marks stand."""
    headings = report.headings
    return offset >= report.body_end or bool(headings and offset < headings[0].start)


def is_han(char: str) -> bool:
    """Whether `char` is a Chinese character."""
    return "一" <= char <= "鿿"


def _start_of(part: Line | Paragraph) -> int:
    return part.start
