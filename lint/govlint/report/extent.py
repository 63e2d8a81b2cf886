"""Which part of a page is the report: found by its own landmarks, never by the names that a site gives its boxes.

A web page holds navigation, banners, lists of other reports and footers around the report. Landmarks are the headings
of the six sections and the labels of the statutory tables; the smallest box of the page that holds nearly all of them
is the report, with the title and the line of dates above it. What the page prints around it is left out.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.document.folding import fold
from govlint.document.model import PARAGRAPH, ROW
from govlint.patterns import compiled
from govlint.report.formats import han
from govlint.report.numerals import ordinal_end
from govlint.report.organ import is_organ_name
from govlint.report.sections import titles_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govlint.document.model import Block, Document
    from govlint.pack import Pack

_TITLE_WORDS = ("年度报告", "年报", "工作报告", "公开报告")
_SUBJECT = "公开"
_MOST_ABOVE = 25
"""How many blocks above the report its title is looked for in."""
_MOST_OVER_TITLE = 4
"""How many blocks right above the title, in its own box, belong to the report: a level of secrecy, an addressee."""
_LONGEST_TITLE = 80
_LONGEST_NAME = 40
_LONGEST_DATA = 200
_YEAR = compiled(r"20\d\d年?度?")
_LONGEST_LANDMARK = 60
_SHORTEST_LABEL = 5
"""In Han characters: a shorter label may stand in any table."""
_ENOUGH = 0.9
"""The share of the landmarks that the box of the report holds at least: a list of links may repeat some of them."""


def report_in(document: Document, pack: Pack) -> Document:
    """The part of `document` that is the report; all of it where the file has no boxes, or nothing tells them apart."""
    if not document.groups:
        return document
    blocks = document.blocks
    landmarks = [block.start for block in blocks if _is_landmark(document, block, pack)]
    if len(landmarks) < 2:
        return document
    start, end = _smallest_box(document.groups, landmarks)
    first = next(index for index, block in enumerate(blocks) if block.start >= start)
    behind = next((index for index, block in enumerate(blocks) if block.start >= end), len(blocks))
    landmark = next(index for index, block in enumerate(blocks) if block.start == landmarks[0])
    titled = _with_title(document, first, landmark, pack)
    if titled < first:
        titled = _with_lines_over_title(document, titled, landmarks)
    first = titled
    kept = set(range(first, behind))
    top, bottom = landmarks[0], landmarks[-1]
    dropped = [
        block
        for index, block in enumerate(blocks)
        if index not in kept or (block.start in document.links and not top <= block.start <= bottom)
    ]
    return document.without(dropped)


def _is_landmark(document: Document, block: Block, pack: Pack) -> bool:
    """Whether a block is a heading of the six sections, or a row of a statutory table. Links are never landmarks."""
    if block.start in document.links:
        return False
    if block.kind == ROW:
        text = fold(document.text[block.start : block.end]).text
        labels = _labels(pack)
        return any(han(cell) in labels for cell in text.split("|")[:3])
    if block.end - block.start > _LONGEST_LANDMARK:
        return False
    text = "".join(fold(document.text[block.start : block.end]).text.split())
    number, _ = titles_of(pack).look_up(text[ordinal_end(text) :].rstrip("。:"))
    return number is not None


@lru_cache(maxsize=4)
def _labels(pack: Pack) -> frozenset[str]:
    """The row labels of table 2 in every statutory format, as Han characters, with and without their ordinals."""
    rows = (row for year in pack.format_years for row in pack.format(year).rows if len(row.words[0]) >= _SHORTEST_LABEL)
    return frozenset(text for row in rows for text in (han(row.label), *row.words))


def _smallest_box(
    groups: Sequence[tuple[int, int]], landmarks: Sequence[int], title: int | None = None
) -> tuple[int, int]:
    """The smallest box that holds nearly all landmarks, and the title where one is asked for."""
    wanted = _ENOUGH * len(landmarks)
    best = groups[0]
    for start, end in groups:
        held = sum(start <= landmark < end for landmark in landmarks)
        has_title = title is None or start <= title < end
        if held >= wanted and has_title and end - start <= best[1] - best[0]:
            best = start, end
    return best


def _with_title(document: Document, first: int, landmark: int, pack: Pack) -> int:
    """Index of the first block of the report: that of its title, where the title stands above the box, and of what
    belongs to it.
    """
    blocks = document.blocks
    if not any(_is_title(document, block) for block in blocks[first:landmark]):
        above = [
            index
            for index in range(first - 1, max(-1, first - 1 - _MOST_ABOVE), -1)
            if _is_title(document, blocks[index])
        ]
        if _is_named_in_head(document):
            above = [index for index in above if _has_year(document, blocks[max(0, index - 2) : index + 1])]
        first = above[0] if above else first
    while first > 0 and _belongs_to_title(document, blocks[first - 1], pack):
        first -= 1
    return first


def _with_lines_over_title(document: Document, first: int, landmarks: Sequence[int]) -> int:
    """Index of the first of the few lines over a title that stand in one box with it and with the landmarks; a link
    ends them.
    """
    blocks = document.blocks
    start, _ = _smallest_box(document.groups, landmarks, blocks[first].start)
    at = first
    while at > 0 and first - at < _MOST_OVER_TITLE:
        block = blocks[at - 1]
        if block.start < start or block.start in document.links or block.kind == ROW:
            break
        at -= 1
    return at


def _is_named_in_head(document: Document) -> bool:
    """Whether the page says in its head which report it is; then a line that might be a title, but names no year, is
    the name of the column in which the page stands.
    """
    return any(_SUBJECT in title and _YEAR.search(title) for title in document.metadata.values())


def _has_year(document: Document, blocks: Sequence[Block]) -> bool:
    """Whether a title, or one of the lines right above it, names a year."""
    return any(_YEAR.search(fold(document.text[block.start : block.end]).text) for block in blocks)


def _belongs_to_title(document: Document, block: Block, pack: Pack) -> bool:
    """Whether a block right above the title is part of it (the organ's name, another title line), or a row of the
    page's data on the document.
    """
    if block.start in document.links:
        return False
    if block.kind == ROW:
        return block.end - block.start <= _LONGEST_DATA
    text = "".join(fold(document.text[block.start : block.end]).text.split())
    if _is_title(document, block) or _YEAR.fullmatch(text):
        return True
    return len(text) <= _LONGEST_NAME and is_organ_name(pack, _YEAR.sub("", text))


def _is_title(document: Document, block: Block) -> bool:
    if block.start in document.links or block.end - block.start > _LONGEST_TITLE or block.kind != PARAGRAPH:
        return False
    text = fold(document.text[block.start : block.end]).text
    if _SUBJECT not in text or "。" in text:
        return False
    return any(word in text for word in _TITLE_WORDS) or _YEAR.search(text) is not None
