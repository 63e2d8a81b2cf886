"""What a printed page repeats at its head and foot: page numbers, and running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from govlint.readers.pdf_layout import TextLine

_EDGE = 0.12
"""The share of a page's height, at its head and foot, in which these lines stand."""
_MARKED = re.compile(
    r"[-—–―·•.~|\s]+\d{1,3}[-—–―·•.~|\s]+\Z"
    r"|(?:第\s*)?\d{1,3}\s*页(?:\s*[/／,，]?\s*共\s*\d{1,3}\s*页)?\Z|共\s*\d{1,3}\s*页\s*[/／,，]?\s*第\s*\d{1,3}\s*页\Z"
    r"|\d{1,3}\s*[/／]\s*\d{1,3}\Z|[Pp]age\s*\d{1,3}(?:\s*of\s*\d{1,3})?\Z"
)
"""A page number that can be nothing else."""
_NEAR = 3.0
"""A running line stands at this height on every page, give or take as many points."""
_SHARE = 0.6
"""On as many of the pages at least, and on two."""


def running_lines(pages: Sequence[Sequence[TextLine]], heights: Sequence[float]) -> list[set[TextLine]]:
    """For each page, its lines that are no text. A bare number is a page number where it counts the pages, and a line
    of words is a running head where most pages have it in the same place.
    """
    edges = [
        [line for line in lines if line.top < _EDGE * height or line.top > (1 - _EDGE) * height]
        for lines, height in zip(pages, heights, strict=True)
    ]
    offsets = Counter(
        offset
        for page, lines in enumerate(edges)
        for offset in {int(line.text) - page for line in lines if _bare(line)}
    )
    usual, often = offsets.most_common(1)[0] if offsets else (0, 0)
    places = Counter(
        place for lines in edges for place in {(_words(line), _place(line)) for line in lines if not _bare(line)}
    )
    enough = max(2, _SHARE * (len(pages) - 1))

    def is_running(line: TextLine, page: int) -> bool:
        if _bare(line):
            return often >= 2 and int(line.text) - page == usual
        if _MARKED.match(line.text):
            return True
        at = _place(line)
        return sum(places[_words(line), near] for near in (at - 1, at, at + 1)) >= enough

    return [{line for line in lines if is_running(line, page)} for page, lines in enumerate(edges)]


def _bare(line: TextLine) -> bool:
    return len(line.text) <= 3 and line.text.isdecimal()


def _words(line: TextLine) -> str:
    """The text of a line that may be a running head, whatever page it counts."""
    return re.sub(r"\d+", "#", line.text) if any(char.isalpha() for char in line.text) else line.text


def _place(line: TextLine) -> int:
    """The height of the line's foot, in steps of what counts as the same place."""
    return round((line.top - 0.8 * line.height) / _NEAR)
