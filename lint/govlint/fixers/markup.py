"""Edits in web pages and Markdown: inside the texts between the marks, never in a mark.

Every character of the document's text is looked up in the source of the file. A character written as a reference
(&nbsp;) is replaced with the whole of it; one that the reader made (the mark between cells, a list number) cannot be.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from html import escape, unescape
from itertools import pairwise
from typing import TYPE_CHECKING

from govlint.fixers.contract import CannotEditError
from govlint.fixers.encoded import EncodedText
from govlint.readers.html import SourceMap
from govlint.readers.text import decoded_text
from govlint.source.read import HTML

if TYPE_CHECKING:
    from govlint.document.model import Document, Place
    from govlint.result import Replacement
    from govlint.source.read import Source

_REFERENCE = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_ONLY_MARKS = re.compile(r"[ \t]*(?:[-*+>]|#{1,6}|\d{1,3}[.)])?[ \t]*")
"""What is left of a line of Markdown whose text is gone."""

_BLANK = re.compile(r"[ \t]*")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)

Spans = list[tuple[int, int]]


def edit_markup(source: Source, document: Document, edits: Sequence[Replacement]) -> bytes:
    """The bytes of the file with `edits` made. Raises CannotEditError."""
    text, encoding = decoded_text(source)
    file = EncodedText(source.data, text, encoding)
    places = _Offsets(text)
    made: list[tuple[int, int, str]] = []
    for edit in edits:
        new = escape(edit.text, quote=False) if source.kind == HTML else edit.text
        spans = _spans(document, text, places, edit)
        if not new and source.kind != HTML:
            spans = _with_line(text, spans)
        first, *others = spans
        made.append((*first, new))
        made += [(start, end, "") for start, end in others]
    made.sort()
    if any(after[0] < before[1] for before, after in pairwise(made)):
        raise CannotEditError("overlap")
    return file.replaced(made)


def without_comments(source: Source, places: Sequence[tuple[int, int]]) -> tuple[bytes, list[str]]:
    """The bytes of the file without the comments at those lines and columns, and the comments. A line that holds
    nothing else goes with its comment. Raises CannotEditError.
    """
    text, encoding = decoded_text(source)
    offsets = SourceMap(text)
    spans, comments = [], []
    for line, column in sorted(places):
        start = offsets.offset(line, column)
        comment = _COMMENT.match(text, start)
        if comment is None:
            raise CannotEditError("no comment")
        comments.append(comment[0])
        spans += _with_line(text, [comment.span()], marks=_BLANK)
    if any(after[0] < before[1] for before, after in pairwise(spans)):
        raise CannotEditError("overlap")
    return EncodedText(source.data, text, encoding).replaced((*span, "") for span in spans), comments


class _Offsets:
    """From lines and columns to offsets of the source."""

    def __init__(self, text: str) -> None:
        self._map = SourceMap(text)

    def __call__(self, place: Place) -> int:
        if place.line is None or place.column is None:
            raise CannotEditError("no place")
        return self._map.offset(place.line, place.column)


def _spans(document: Document, text: str, places: _Offsets, edit: Replacement) -> Spans:
    """The ranges of the source behind the range of an edit, in order; a point for one that only puts something in."""
    index = bisect_right(document.blocks, edit.start, key=lambda block: block.start) - 1
    if index < 0 or edit.end > document.blocks[index].end:
        raise CannotEditError("more than one paragraph")
    if edit.start == edit.end:
        return [_point(document, text, places, edit.start)]
    spans: Spans = []
    offset = edit.start
    while offset < edit.end:
        run = document.run(offset)
        if run is None:
            raise CannotEditError("no place")
        if run.is_verbatim:
            at = places(document.place(offset))
            if text[at : at + 1] != document.text[offset]:
                raise CannotEditError("not where it seems")
            spans.append((at, at + 1))
            offset += 1
        else:
            at, end, length = _written(document, text, places(run.place), run.start)
            if run.start != offset or offset + length > edit.end:
                raise CannotEditError("half a reference")
            spans.append((at, end))
            offset += length
    return _joined(spans, text, is_deleted=not edit.text)


def _point(document: Document, text: str, places: _Offsets, offset: int) -> tuple[int, int]:
    """Where something is put in: behind the character before, which stands in the source as it is read."""
    run = document.run(offset - 1) if offset else None
    if run is None or not run.is_verbatim:
        raise CannotEditError("no place")
    at = places(document.place(offset - 1)) + 1
    if text[at - 1 : at] != document.text[offset - 1]:
        raise CannotEditError("not where it seems")
    return at, at


def _written(document: Document, text: str, at: int, start: int) -> tuple[int, int, int]:
    """The range of the source that the characters from `start` on stand for, and how many they are: a reference, or
    blanks that are read as one.
    """
    reference = _REFERENCE.match(text, at)
    if reference is not None:
        read = unescape(reference[0])
        if read != reference[0] and document.text.startswith(read, start):
            return at, reference.end(), len(read)
    blanks = _BLANKS.match(text, at)
    if blanks is not None and document.text[start] == " ":
        return at, blanks.end(), 1
    if text[at : at + 1] == document.text[start]:
        return at, at + 1, 1
    raise CannotEditError("made by the reader")


def _joined(spans: Spans, text: str, *, is_deleted: bool) -> Spans:
    """The spans with those that touch joined; of what is deleted, those too that only blanks part."""
    joined: Spans = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            raise CannotEditError("not in order")
        if joined and (start == joined[-1][1] or (is_deleted and not text[joined[-1][1] : start].strip())):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _with_line(text: str, spans: Spans, marks: re.Pattern[str] = _ONLY_MARKS) -> Spans:
    """The range of a deletion, widened to the line with its end if nothing but `marks` is left of it."""
    if len(spans) != 1:
        return spans
    start, end = first, last = spans[0]
    while first and text[first - 1] not in "\r\n":
        first -= 1
    while last < len(text) and text[last] not in "\r\n":
        last += 1
    if not marks.fullmatch(text[first:start] + text[end:last]):
        return spans
    return [(first, last + (2 if text.startswith("\r\n", last) else 1 if last < len(text) else 0))]
