"""A region of the text in which a table is looked for: its tokens, and the Han characters of its texts in one string.

Labels are searched in that string, so that a label split over lines, cells or pages is still one label.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

from govlint.document.builder import UNREAD_TABLE
from govlint.named import NamedTuple
from govlint.report.formats import Row
from govlint.report.tables import IMAGE, MISSING, UNREADABLE, HeaderCell
from govlint.report.tokens import PROSE, TEXT, VALUE, Token, tokenise

if TYPE_CHECKING:
    from govlint.report.model import Report

_IMAGE = r"!\[[^\]\n]{0,200}\]\(|<img\b|\.(?:png|jpe?g|gif|bmp)\b|[\[【(]图片?[)】\]]"


class Anchor(NamedTuple):
    """A row label found in a region, or a text that is none (`row` is None)."""

    row: Row | None
    first: int
    """Index of the first token of the label."""
    last: int
    start: int
    """Position in `Region.letters`."""
    end: int
    match: str


class Stretch(NamedTuple):
    """What stands between an anchor and the next: the contents of a row."""

    anchor: Anchor
    contents: tuple[Token, ...]
    """Values, and texts that stand where a value should; the label's own tokens are not among them."""
    label_end: int
    """Offset of the report's text at which the label ends."""
    end: int
    """Offset at which the next label, text or running text starts: separators up to here belong to the row."""

    @property
    def has_values(self) -> bool:
        """Whether there is at least one value."""
        return any(token.kind == VALUE for token in self.contents)


class Region:
    """The tokens of `report.text[start:end]`; a figure may be glued to `labels`, the Han words of row labels."""

    def __init__(self, report: Report, start: int, end: int, labels: Container[str]) -> None:
        self.report = report
        self.start = start
        self.end = end
        skip = {item.start for item in report.furniture.values() if start <= item.start < end}
        self.tokens = tokenise(report.text, start, end, skip=skip, labels=labels)
        self.values = sum(token.kind == VALUE for token in self.tokens)
        parts: list[str] = []
        self._offsets: list[int] = []
        self._owners: list[int] = []
        length = 0
        for index, token in enumerate(self.tokens):
            if token.kind == TEXT:
                word = token.word
                if word:
                    self._offsets.append(length)
                    self._owners.append(index)
                    parts.append(word)
                    length += len(word)
        self.letters = "".join(parts)
        """The Han characters of all texts (running text apart)."""

    def owner(self, position: int) -> int:
        """Index of the token that holds the character at `position` of `letters`."""
        return self._owners[bisect_right(self._offsets, position) - 1]

    def starts_token(self, position: int) -> bool:
        """Whether the character at `position` is the first of its token."""
        return self._offsets[bisect_right(self._offsets, position) - 1] == position

    def ends_token(self, position: int) -> bool:
        """Whether a token ends just before `position`."""
        return position >= len(self.letters) or self.starts_token(position)

    def anchor(self, row: Row | None, start: int, end: int, match: str) -> Anchor:
        """The anchor for the characters `start`–`end` of `letters`."""
        return Anchor(row, self.owner(start), self.owner(end - 1), start, end, match)

    def text(self, start: int, end: int) -> tuple[int, int]:
        """The range of the report's text behind the characters `start`–`end` of `letters`, whole tokens."""
        return self.tokens[self.owner(start)].start, self.tokens[self.owner(end - 1)].end

    @property
    def state_without_labels(self) -> str:
        """What became of a table whose labels are not there: "unreadable" if the file holds one that could not be
        read, "image" if the region refers to a picture, otherwise "missing".
        """
        if self.report.text.find(UNREAD_TABLE, self.start, self.end) >= 0:
            return UNREADABLE
        has_image = re.compile(_IMAGE, re.IGNORECASE).search(self.report.text, self.start, self.end) is not None
        return IMAGE if has_image else MISSING

    def header(self, until: int) -> tuple[HeaderCell, ...]:
        """The texts before token `until`, back to the last running text."""
        found: list[HeaderCell] = []
        for token in self.tokens[:until]:
            if token.kind == TEXT:
                word = token.word
                if word:
                    found.append(HeaderCell(token.start, token.end, word))
            elif token.kind == PROSE:
                found.clear()
        return tuple(found)

    def runs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The characters `start`–`end` of `letters`, cut where a value or running text stands between two tokens."""
        run = start
        position = start
        while position < end:
            index = bisect_right(self._offsets, position)
            following = self._offsets[index] if index < len(self._offsets) else len(self.letters)
            if following >= end:
                break
            between = self.tokens[self.owner(position) + 1 : self.owner(following)]
            if any(token.kind in {VALUE, PROSE} for token in between):
                yield run, following
                run = following
            position = following
        if run < end:
            yield run, end

    def stretches(self, anchors: Sequence[Anchor]) -> list[Stretch]:
        """What stands between each anchor and the next. Running text ends a row; so does, behind the last anchor, any
        text with Han characters.
        """
        found: list[Stretch] = []
        tokens = self.tokens
        for number, anchor in enumerate(anchors):
            is_last = number + 1 == len(anchors)
            until = len(tokens) if is_last else anchors[number + 1].first
            end = self.end if is_last else tokens[until].start
            kept: list[Token] = []
            for index in range(anchor.first, until):
                token = tokens[index]
                if token.kind == VALUE:
                    kept.append(token)
                elif index > anchor.last:
                    if token.kind == PROSE or (is_last and token.word):
                        end = token.start
                        break
                    if not token.word:
                        kept.append(token)
            found.append(Stretch(anchor, tuple(kept), tokens[anchor.last].end, end))
        return found
