"""Plain text: the decoded text as it is, a paragraph a line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain, repeat

from govlint.document.model import Block, Document
from govlint.source.encoding import decode
from govlint.source.read import BINARY, EMPTY, TRUNCATED, UNDECODABLE, UNREADABLE, Source, SourceProblem

_LINE_END = re.compile("(\r\n?|\n)")


def read_text(source: Source) -> Document:
    """The text of `source`. Lines end at LF, CRLF and CR, as editors count them, and nowhere else. Raises SourceProblem
    if the bytes are no text, end inside a character, or hold nothing to read.
    """
    text, encoding = decoded_text(source)
    if not text or text.isspace():
        raise SourceProblem(UNREADABLE, EMPTY)
    if text.endswith("\ufffd") and not source.data.endswith("\ufffd".encode()):
        raise SourceProblem(UNREADABLE, TRUNCATED)  # half a report must not be judged as if it were whole
    starts = []
    blocks = []
    start = 0
    new = tuple.__new__  # a report may have thousands of lines; the constructor costs three times as much
    for line, width in _lines(text):
        starts.append(start)
        end = start + len(line)
        if line and not line.isspace():
            blocks.append(new(Block, ("paragraph", start, end, ())))
        start = end + width
    return Document(source.path, source.kind, text, blocks, line_starts=starts, encoding=encoding)


def decoded_text(source: Source) -> tuple[str, str]:
    """The text of `source` and its encoding. Raises SourceProblem if the bytes are no text."""
    decoded = decode(source.data)
    if decoded is None:
        raise SourceProblem(UNREADABLE, BINARY if b"\x00" in source.data else UNDECODABLE)
    return decoded


def _lines(text: str) -> Iterable[tuple[str, int]]:
    """The lines of `text` without their ends, each with the width of its end (of no meaning for the last)."""
    if "\r" not in text:
        return zip(text.split("\n"), repeat(1), strict=False)
    parts = _LINE_END.split(text)
    return zip(parts[::2], chain(map(len, parts[1::2]), (0,)), strict=True)
