"""The bytes of a text, replaced piece by piece: what is not replaced is never decoded and written anew."""

from __future__ import annotations

import re
from collections.abc import Iterable

from govlint.fixers.contract import CannotEditError
from govlint.source.encoding import as_written, mark_of

_GB18030 = re.compile(
    rb"[\x00-\x80\xff]|[\x81-\xfe][\x30-\x39][\x81-\xfe][\x30-\x39]|[\x81-\xfe][\x40-\xfe]", re.DOTALL
)
_UTF8 = re.compile(rb"[\x00-\x7f\xc0-\xff][\x80-\xbf]*", re.DOTALL)


class EncodedText:
    """A text and the bytes it was decoded from."""

    def __init__(self, data: bytes, text: str, encoding: str) -> None:
        """`text` and `encoding` as `source.encoding.decode` gives them for `data`. Raises CannotEditError if the bytes
        of each character cannot be told.
        """
        self.text = text
        self._data = data
        self._encoding = encoding
        self._starts = _starts(data, mark_of(data, encoding), encoding)
        if len(self._starts) != len(text) + 1:
            raise CannotEditError(encoding)

    def replaced(self, edits: Iterable[tuple[int, int, str]]) -> bytes:
        """The bytes with each range `start`–`end` of the text replaced; the ranges are in order and do not overlap."""
        pieces = []
        at = 0
        for start, end, new in edits:
            pieces += [self._data[at : self._starts[start]], as_written(new, self._encoding)]
            at = self._starts[end]
        return b"".join([*pieces, self._data[at:]])


def _starts(data: bytes, first: int, encoding: str) -> list[int]:
    """Where the bytes of each character start, and where the last end; `first` is the width of the mark."""
    if encoding in ("gb18030", "utf-8"):
        pattern = _GB18030 if encoding == "gb18030" else _UTF8
        return [*(match.start() for match in pattern.finditer(data, first)), len(data)]
    starts = []
    at = first
    width = 4 if encoding.startswith("utf-32") else 2
    high = 1 if encoding.endswith("le") else 0
    while at < len(data):
        starts.append(at)
        is_pair = width == 2 and at + 1 < len(data) and 0xD8 <= data[at + high] < 0xDC
        at += 4 if is_pair else width
    return [*starts, len(data)]
