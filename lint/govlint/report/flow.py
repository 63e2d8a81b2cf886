"""The running text of a section in one piece, however its lines were wrapped.

In text from a PDF a line ends wherever the column did; what a person counts, quotes or repeats runs over such ends. A
`Flow` joins the lines that run on and keeps a line end only where a paragraph ends.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from govlint.report.numerals import ordinal_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govlint.report.model import Report
    from govlint.report.parts import Paragraph

_CLOSED = "。!?;:…”’」』》〉)】]\"'"
"""What a line ends with that does not run on."""
_OPEN = "(“《〔"
"""What a line ends with that certainly runs on."""
_FEWEST_BROKEN = 3
"""With fewer lines than this that end in the middle of a sentence, the text is not wrapped."""
_LEAST_FULL = 0.7
"""How full a wrapped line is at least, as a part of the usual width."""
_SHORTEST_LINE, _SHORTEST_NUMBERED = 15, 20
"""Characters of a line, and of one with a number, below which it is a heading that stands on its own."""


class Flow:
    """Neighbouring paragraphs of one section as one text; "\\n" stands where a paragraph ends."""

    __slots__ = ("_offsets", "_starts", "section", "text")

    def __init__(self, paragraphs: Sequence[Paragraph], width: float) -> None:
        self.section = paragraphs[0].section
        pieces: list[str] = []
        self._starts: list[int] = []
        self._offsets: list[int] = []
        length = 0
        previous = ""
        for paragraph in paragraphs:
            if previous:
                joint = "" if width and _runs_on(previous, paragraph.text, width) else "\n"
                pieces.append(joint)
                length += len(joint)
            self._starts.append(length)
            self._offsets.append(paragraph.start - length)
            previous = paragraph.text
            pieces.append(previous)
            length += len(previous)
        self.text = "".join(pieces)

    def place(self, offset: int) -> int:
        """The offset of `Report.text` for an offset of `text`."""
        return offset + self._offsets[bisect_right(self._starts, offset) - 1]

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The range of `Report.text` for a range of `text` that is not empty."""
        return self.place(start), self.place(end - 1) + 1


def read_flows(report: Report) -> tuple[Flow, ...]:
    """The paragraphs of the report by section, in document order."""
    paragraphs = report.paragraphs
    lengths = sorted(len(p.text) for p in paragraphs if p.text[-1] not in _CLOSED)
    width = lengths[len(lengths) * 3 // 4] * _LEAST_FULL if len(lengths) >= _FEWEST_BROKEN else 0.0
    flows = []
    first = 0
    for index in range(1, len(paragraphs) + 1):
        if index == len(paragraphs) or paragraphs[index].section != paragraphs[first].section:
            flows.append(Flow(paragraphs[first:index], width))
            first = index
    return tuple(flows)


def _runs_on(line: str, below: str, width: float) -> bool:
    """Whether the sentence at the end of a line goes on in the line below. A heading of a few words does not."""
    if line[-1] in _OPEN:
        return True
    if line[-1] in _CLOSED or ordinal_end(below):
        return False
    shortest = _SHORTEST_NUMBERED if ordinal_end(line) else _SHORTEST_LINE
    tail = line.rpartition("。")[2]
    is_heading = tail[:1] == "(" and len(tail) < _SHORTEST_NUMBERED and ordinal_end(tail) > 0
    return len(line) >= max(width, shortest) and not is_heading
