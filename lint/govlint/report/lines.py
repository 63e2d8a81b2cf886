"""The lines of a report: every block of the document that is not blank, as a range of the folded text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govlint.document.model import IMAGE
from govlint.report.parts import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from govlint.document.model import Block
    from govlint.report.model import Report


def read_lines(report: Report) -> tuple[Line, ...]:
    """One line a block, without the blanks around it; of a table that the file itself marks, one line a cell."""
    text = report.text
    source = report.source
    moved = not report.keeps_offsets
    found: list[Line] = []
    new = tuple.__new__  # a report may have thousands of lines; the constructor costs three times as much
    shift = 0  # what folding has added so far: offset in the view minus offset in the document
    for first, last in _ranges(report.document.blocks):
        if moved and source(last + shift) != last:
            start = _view_offset(report, first, first + shift)
            end = _view_offset(report, last, last + start - first)
            shift = end - last
        else:
            start, end = first + shift, last + shift
        piece = text[start:end]
        bare = piece.strip()
        if not bare:
            continue
        if len(bare) < end - start:
            start += piece.index(bare[0])
            end = start + len(bare)
        found.append(new(Line, (len(found), start, end, bare)))
    return tuple(found)


def _ranges(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """The ranges of the blocks in document order, tables by cell."""
    for kind, start, end, cells in blocks:
        if kind == IMAGE:
            continue
        if cells:
            for cell in cells:
                yield cell.start, cell.end
        else:
            yield start, end


def _view_offset(report: Report, offset: int, guess: int) -> int:
    """The first offset of the view that stands for `offset` of the document or what follows it.

    `guess` is right but for the characters between the last offset looked up and this one that changed their width
    in folding, so the steps are no more than those characters.
    """
    source = report.source
    last = len(report.text)
    guess = min(max(guess, 0), last)
    while guess < last and (behind := offset - source(guess)) > 0:
        guess = min(guess + behind, last)
    while guess > 0 and source(guess - 1) >= offset:
        guess -= 1
    return guess
