"""The fix of a finding, placed in the file: what the rules say in offsets of the report becomes edits of the document.

A fix that a rule calls safe stays so only where the file can take it: in kinds of file that are edited, outside tables
of Word and numbers that Word makes itself. Everywhere else it is shown and not made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govlint.locate import span_of
from govlint.result import Repair, Replacement
from govlint.source.read import HTML, MARKDOWN, TEXT, WORD

if TYPE_CHECKING:
    from govlint.document.model import Document
    from govlint.report.model import Report
    from govlint.rule import Edit, Fix

FIXABLE = frozenset((TEXT, MARKDOWN, HTML, WORD))
"""The kinds of file that `govlint fix` edits."""


def repair_of(report: Report, fix: Fix) -> Repair | None:
    """The fix with its edits placed in the file; None if an edit would cut a character of the file in two (folding
    makes several of one), or would change nothing.
    """
    edits = []
    for edit in fix.edits:
        placed = _placed(report, edit)
        if placed is None:
            return None
        edits.append(placed)
    if all(edit.old == edit.text for edit in edits):
        return None
    document = report.document
    is_safe = fix.is_safe and document.kind in FIXABLE and all(_can_be_made(document, edit) for edit in edits)
    return Repair(tuple(edits), is_safe)


def _placed(report: Report, edit: Edit) -> Replacement | None:
    if not report.keeps_offsets:
        source, length = report.source, len(report.text)
        for offset in (edit.start, edit.end):
            if 0 < offset < length and source(offset - 1) == source(offset):
                return None
    document = report.document
    span = span_of(report, edit.start, edit.end)
    start, end = span.start, span.end
    if not edit.text and document.line_starts is not None:
        start, end = _with_line(document.text, start, end)
    first = document.place(start)
    last = document.place(end) if document.line_starts is not None else span.last
    old = document.text[start:end]
    return Replacement(start, end, edit.text, first.line, first.column, last.line, last.column, old)


def _with_line(text: str, start: int, end: int) -> tuple[int, int]:
    """The range, widened to the whole line with its end if it holds everything that the line does."""
    first, last = start, end
    while first and text[first - 1] not in "\r\n":
        first -= 1
    while last < len(text) and text[last] not in "\r\n":
        last += 1
    if first == last or text[first:start].strip() or text[end:last].strip():
        return start, end
    return first, last + (2 if text.startswith("\r\n", last) else 1 if last < len(text) else 0)


def _can_be_made(document: Document, edit: Replacement) -> bool:
    """Whether the text of the edit stands in the file as it is read, as far as the document tells."""
    if document.kind != WORD:
        return True
    offsets = range(edit.start, max(edit.end, edit.start + 1))
    runs = [document.run(offset) for offset in offsets]
    return all(run is not None and run.is_verbatim and run.place.grid is None for run in runs)
