"""The running text as it is meant: lines that a layout broke joined again, and no blanks inside.

Text from PDFs and mails is broken at the width of the page, and text from columns has blanks inside words. What a rule
looks for (a year with its verb, a word of two characters) may lie across both. A `Passage` has neither; `Passage.at`
leads back to the offset of `Report.text`.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.patterns import compiled
from govlint.report.numerals import ordinal_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from govlint.report.model import Report
    from govlint.report.parts import Paragraph

CLOSED = frozenset("。!?:;…”’」』》〉)】]\"'")
"""What a paragraph that is not broken off ends in."""
_SENTENCE = r"[^。!?;]*[。!?;][”’」』》)】]*|[^。!?;]+"
_FULL_STOPS = "。!?:…"
_FEWEST_BROKEN = 3
_SHORTEST = 15
"""A shorter line that ends without a stop is a heading of its own."""
_INNER_MARKS = ",。:;"
"""What a numbered heading has not, and the first line of a numbered paragraph nearly always has."""
_ZERO = [0]
"""Where the only piece of most passages starts."""


class Passage:
    """A paragraph, its lines joined and without blanks."""

    __slots__ = ("_places", "_starts", "section", "text")

    def __init__(self, lines: Sequence[Paragraph]) -> None:
        self.section = lines[0].section
        """Number of its section, or None before the first."""
        if len(lines) == 1 and len(lines[0].text.split()) == 1:
            self.text = lines[0].text
            self._starts, self._places = _ZERO, [lines[0].start]
            return
        pieces, starts, places = [], [], []
        length = 0
        for line in lines:
            within = 0
            for piece in line.text.split():
                within = line.text.index(piece, within)
                starts.append(length)
                places.append(line.start + within)
                pieces.append(piece)
                length += len(piece)
                within += len(piece)
        self.text = "".join(pieces)
        self._starts, self._places = starts, places

    def at(self, offset: int) -> int:
        """The offset of `Report.text` for the character at `offset` of `text`."""
        piece = bisect_right(self._starts, offset) - 1
        return self._places[piece] + offset - self._starts[piece]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of `Report.text` for a range of `text` that is not empty."""
        return self.at(start), self.at(end - 1) + 1

    def sentences(self) -> Iterator[tuple[int, int]]:
        """The ranges of the sentences in `text`, stops included."""
        for match in compiled(_SENTENCE).finditer(self.text):
            yield match.span()


@lru_cache(maxsize=1)
def passages(report: Report) -> tuple[Passage, ...]:
    """The paragraphs of the report in document order."""
    paragraphs = report.paragraphs
    width = wrap_width(paragraphs)
    found: list[Passage] = []
    lines: list[Paragraph] = []
    for line in paragraphs:
        if lines and not _goes_on(lines[-1], line, width):
            found.append(Passage(lines))
            lines = []
        lines.append(line)
    if lines:
        found.append(Passage(lines))
    return tuple(found)


def wrap_width(paragraphs: Sequence[Paragraph]) -> int:
    """How long a line is that ends in the middle of a sentence, or 0 where too few lines do to tell."""
    lengths = sorted([len(line.text) for line in paragraphs if line.text[-1] not in CLOSED])
    return lengths[len(lengths) // 2] if len(lengths) >= _FEWEST_BROKEN else 0


def _goes_on(line: Paragraph, below: Paragraph, width: int) -> bool:
    """Whether the line below goes on with what `line` says."""
    text = line.text
    if line.section != below.section or len(text) < _SHORTEST or opens_item(below.text):
        return False
    if text[-1] in CLOSED:
        # a bracket, a quotation mark or a semicolon may stand at the end of a full line, in the middle of a sentence
        return 0 < width * 4 <= len(text) * 5 and text[-1] not in _FULL_STOPS and text[-2] not in _FULL_STOPS
    return not (opens_item(text) and not any(mark in text for mark in _INNER_MARKS))


def opens_item(text: str) -> bool:
    """Whether a line opens a heading or an item of a list, its bracket lost or not: (一)…, 二)…, 3.…, 四是…."""
    return ordinal_end(text) > 0 or (")" in text[1:3] and ordinal_end("(" + text) > 0)
