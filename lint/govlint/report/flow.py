"""The running text as a reader takes it in: lines that a layout broke joined again, and no blanks inside words.

In text from a PDF a line ends wherever the column did, a page number may stand between the halves of a sentence, and
text from columns has blanks inside words. What a person counts, quotes or repeats runs over all that. A `Passage` is
one paragraph without it, a `Flow` all of a section; both lead back to the offsets of `Report.text`. Which lines make
one paragraph is decided here and nowhere else.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import groupby
from struct import unpack_from
from typing import TYPE_CHECKING

from govlint.patterns import compiled
from govlint.report.numerals import ordinal_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from govlint.report.model import Report
    from govlint.report.parts import Paragraph

CLOSED = frozenset("。!?;:…”’」』》〉)】]\"'")
"""What a line ends with that is not broken off, unless it is as long as broken lines are."""
_OPEN = "(“《〔"
"""What a line ends with that certainly runs on."""
_SENTENCE = r"[^。!?;]*[。!?;][”’」』》)】]*|[^。!?;]+"
_FULL_STOPS = "。!?:…"
_INNER_MARKS = ",。:;"
"""What a numbered heading has not, and the first line of a numbered paragraph nearly always has."""
_FEWEST_BROKEN = 3
"""With fewer lines than this that end in the middle of a sentence, the text has no usual width."""
_SHORTEST = 16
"""A line of fewer characters that ends without a mark is a heading that stands on its own."""
_SHORTEST_NUMBERED = 20
"""The same for a line with a number before it."""
_WIDEST_GAP = 160
"""So many characters (page numbers, furniture) may stand between the two halves of a sentence."""


class RunningText:
    """A text made of pieces of `Report.text`, with the way back."""

    def __init__(self, text: str, starts: Sequence[int], origins: Sequence[int]) -> None:
        self.text = text
        """Without blanks, but for those between Latin letters or digits."""
        self._starts = starts
        self._origins = origins

    @cached_property
    def pairs(self) -> frozenset[int]:
        """Every two characters that stand together in the text, each as its `pair_key`: a cheap test for whether a word
        can be in it.
        """
        data = self.text.encode("utf-16-le")
        units = len(data) // 2
        even = unpack_from(f"<{units // 2}I", data)
        odd = unpack_from(f"<{(units - 1) // 2}I", data, 2) if units else ()
        return frozenset(even).union(odd)

    def place(self, offset: int) -> int:
        """The offset of `Report.text` for an offset of `text`."""
        piece = bisect_right(self._starts, offset) - 1
        return self._origins[piece] + offset - self._starts[piece]

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The range of `Report.text` for a range of `text` that is not empty."""
        return self.place(start), self.place(end - 1) + 1

    def sentences(self) -> Iterator[tuple[int, int]]:
        """The ranges of the sentences in `text`, stops included; a semicolon is one."""
        for match in compiled(_SENTENCE).finditer(self.text):
            yield match.span()


class Passage(RunningText):
    """One paragraph, its lines joined."""

    def __init__(self, lines: Sequence[Paragraph], first: int = 0) -> None:
        super().__init__(*_joined([(line.start, line.text) for line in lines]))
        self.section = lines[0].section
        """1–6, or None before section one."""
        self.first = first
        """Index in `Report.paragraphs` of its first line."""


class Flow(RunningText):
    """The passages of one section as one text; "\\n" stands where a paragraph ends."""

    def __init__(self, section: int | None, passages: Iterable[Passage]) -> None:
        together = chained(passages)
        super().__init__(together.text, together._starts, together._origins)
        self.section = section


def pair_key(pair: str) -> int:
    """Two characters of the basic plane as one number: much faster to make of a text than strings."""
    return ord(pair[0]) | ord(pair[1]) << 16


def chained(texts: Iterable[RunningText]) -> RunningText:
    """The texts as one, "\\n" between them."""
    starts: list[int] = []
    origins: list[int] = []
    length = 0
    pieces = []
    for text in texts:
        pieces.append(text.text)
        if len(text._starts) == 1:
            starts.append(length)
            origins.append(text._origins[0])
        else:
            starts += [length + start for start in text._starts]
            origins += text._origins
        length += len(text.text) + 1
    return RunningText("\n".join(pieces), starts, origins)


def bare_text(start: int, text: str) -> RunningText:
    """One piece of `Report.text` without the blanks inside its words."""
    return RunningText(*_joined([(start, text)]))


def read_passages(report: Report) -> tuple[Passage, ...]:
    """The paragraphs of the report in document order."""
    paragraphs = report.paragraphs
    width = _usual_width(paragraphs)
    found: list[Passage] = []
    first = 0
    last = len(paragraphs)
    for index, line in enumerate(paragraphs, 1):
        if index == last or not _runs_on(line, paragraphs[index], width):
            found.append(Passage(paragraphs[first:index], first))
            first = index
    return tuple(found)


def read_flows(report: Report) -> tuple[Flow, ...]:
    """The passages of the report by section, in document order."""
    return tuple(Flow(section, group) for section, group in groupby(report.passages, lambda passage: passage.section))


def opens_item(text: str) -> bool:
    """Whether a line opens a heading or an item of a list, its bracket lost or not: (一)…, 二)…, 3.…, 四是…."""
    return ordinal_end(text) > 0 or (")" in text[1:3] and ordinal_end("(" + text) > 0)


def _usual_width(paragraphs: Sequence[Paragraph]) -> int:
    """How long a line is that ends in the middle of a sentence, or 0 where too few lines do to tell."""
    lengths = sorted([len(line.text) for line in paragraphs if line.text[-1] not in CLOSED])
    return lengths[len(lengths) * 3 // 4] if len(lengths) >= _FEWEST_BROKEN else 0


def _runs_on(line: Paragraph, below: Paragraph, width: int) -> bool:
    """Whether the sentence at the end of a line goes on in the line below."""
    text = line.text
    length = len(text)
    last = text[-1]
    if last in _FULL_STOPS or line.section != below.section or not 0 < below.start - line.end <= _WIDEST_GAP:
        return False
    if last in _OPEN:
        return True
    if length < _SHORTEST or length * 10 < width * 7 or opens_item(below.text):
        return False
    if last in CLOSED:
        # a bracket, a quotation mark or a semicolon may stand at the end of a full line, in the middle of a sentence
        return 0 < width * 4 <= length * 5 and text[-2] not in _FULL_STOPS
    if opens_item(text):
        return length >= _SHORTEST_NUMBERED and any(mark in text for mark in _INNER_MARKS)
    tail = text.rpartition("。")[2]
    return not (tail[:1] == "(" and len(tail) < _SHORTEST_NUMBERED and ordinal_end(tail) > 0)


def _joined(lines: Sequence[tuple[int, str]]) -> tuple[str, Sequence[int], Sequence[int]]:
    """The lines as one text without blanks, and where each piece of it starts, there and in the report."""
    if len(lines) == 1 and len(lines[0][1].split()) == 1:
        return lines[0][1], _ZERO, (lines[0][0],)
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0
    before = ""
    for start, line in lines:
        within = 0
        for piece in line.split():
            within = line.index(piece, within)
            parts_words = _is_latin(before) and _is_latin(piece[0])
            if parts_words:
                pieces.append(" ")
            starts.append(length)
            origins.append(start + within - parts_words)
            pieces.append(piece)
            length += len(piece) + parts_words
            within += len(piece)
            before = piece[-1]
    return "".join(pieces), starts, origins


_ZERO = (0,)
"""Where the only piece of most passages starts."""


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
