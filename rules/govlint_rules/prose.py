"""The running text as a reader takes it in: without blanks inside words, over the ends of wrapped lines."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property, lru_cache
from operator import add
from typing import TYPE_CHECKING

from govlint.patterns import compiled
from govlint.report.numerals import ordinal_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from govlint.report.model import Report
    from govlint.report.parts import Paragraph

_SENTENCE_ENDS = "。!?;:…"
_CLOSING = "”’」』》〉)】]\"'"
_SHORTEST_WRAPPED = 16
"""A line shorter than this that ends without a mark is a sub-heading, not a line cut by the page's width."""
_LONGEST_GAP = 12
"""What may stand between the lines of one paragraph: line ends, and the running number of a page."""


_TRADITIONAL = "國務開會發實對業個為"
_FEWEST_TRADITIONAL = 3
_LONGEST_SYLLABLE = 6
_FEWEST_SYLLABLES = 4


class Prose:
    """A text made of pieces of `Report.text`, with the way back."""

    def __init__(self, text: str, starts: Sequence[int], origins: Sequence[int]) -> None:
        self.text = text
        """The pieces one after another; a line end where one does not run on into the next."""
        self._starts = starts
        self._origins = origins

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Every two characters that stand together in the text: a cheap test for whether a word can be in it."""
        return frozenset(map(add, self.text, self.text[1:]))

    def origin(self, offset: int) -> int:
        """The offset of `Report.text` for the character at `offset`."""
        index = bisect_right(self._starts, offset) - 1
        return self._origins[index] + offset - self._starts[index]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of `Report.text` for the characters from `start` to `end` (not empty)."""
        return self.origin(start), self.origin(end - 1) + 1


@lru_cache(maxsize=2)
def running_text(report: Report) -> Prose:
    """All paragraphs of the report."""
    paragraphs = report.paragraphs
    out: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0
    before: Paragraph | None = None
    for paragraph in paragraphs:
        if before is not None and not _runs_on(before, paragraph):
            out.append("\n")
            length += 1
        for piece, at in _without_blanks(paragraph.text):
            out.append(piece)
            starts.append(length)
            origins.append(paragraph.start + at)
            length += len(piece)
        before = paragraph
    return Prose("".join(out), starts, origins)


@lru_cache(maxsize=2)
def names_and_headings(report: Report) -> Prose:
    """Titles, first-level headings and the signature, a line each."""
    places = [(title.start, title.end) for title in report.titles]
    places += [(heading.start, heading.end) for heading in report.headings]
    if report.signatory is not None:
        places.append((report.signatory.start, report.signatory.end))
    out: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0
    for start, end in places:
        for piece, at in _without_blanks(report.text[start:end].replace("\n", " ")):
            out.append(piece)
            starts.append(length)
            origins.append(start + at)
            length += len(piece)
        out.append("\n")
        length += 1
    return Prose("".join(out), starts, origins)


def _without_blanks(text: str) -> Iterable[tuple[str, int]]:
    """The pieces of `text` between blanks that part no words of Latin script, with their offsets."""
    if " " not in text and "\t" not in text:
        return ((text, 0),)
    return [(match[0], match.start()) for match in compiled(r"[^ \t]+(?:(?<=[!-~]) (?=[!-~])[^ \t]+)*").finditer(text)]


def _runs_on(line: Paragraph, below: Paragraph) -> bool:
    """Whether a paragraph goes on from `line` to the line `below` it."""
    text = line.text
    if len(text) < _SHORTEST_WRAPPED or below.section != line.section or below.start - line.end > _LONGEST_GAP:
        return False
    if text[-1] == "." and not text[-2].isascii():
        return False
    return text.rstrip(_CLOSING)[-1:] not in _SENTENCE_ENDS and not ordinal_end(below.text)


@lru_cache(maxsize=2)
def is_altered_copy(report: Report) -> bool:
    """Whether the file is another site's copy with its characters changed: in traditional script, or with the
    pronunciation written after them. Its words are then not those of the report.
    """
    original = report.document.text
    if sum(char in original for char in _TRADITIONAL) >= _FEWEST_TRADITIONAL:
        return True
    return _has_pronunciation(report.text)


def _has_pronunciation(text: str) -> bool:
    """Whether syllables in Latin letters stand in brackets behind characters again and again: 公(gōng)."""
    found = 0
    at = text.find("(")
    while at >= 0:
        if text[at + 1 : at + 2].islower():
            end = text.find(")", at, at + _LONGEST_SYLLABLE + 2)
            found += end > 0 and text[at + 1 : end].isalpha() and not text[at - 1 : at].isascii()
            if found == _FEWEST_SYLLABLES:
                return True
        at = text.find("(", at + 1)
    return False
