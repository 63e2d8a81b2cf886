"""The running text: paragraphs and sentences, without headings, titles, tables, signature and page furniture."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.report.parts import Paragraph, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from govlint.pack import Pack
    from govlint.report.model import Report
    from govlint.report.parts import Line

_SENTENCE = re.compile(r"[^。！？!?;；]+[。！？!?;；]*[”’」』》〉)）】\]\"']*")
_ORDINAL = re.compile(
    r"[#*•·●\s]*(?:[一二三四五六七八九十]{1,3}(?:是|要|、|\.|,)|\([一二三四五六七八九十\d]{1,3}\)[、.]?|第[一二三四五六七八九十]{1,3}[、,:是]"
    r"|\d{1,2}(?:[、)]|\.(?!\d))|其[一二三四五六七八九十][,是:、]|首先,|其次,|再次,|最后,)"
)
_CLOSING = "。!?;:,.、…”’」』》〉)】]\"'* \t"
_HAN = re.compile(r"[\u3400-\u9fff]")
_NO_TEXT = re.compile(r"[\s\d|./+%,()元件万增减—–-]*")
"""A line with figures only."""
_STATUTORY_TABLES = (2, 3, 4)
_LEAST_HAN = 15
_LONGEST_LABEL = 45
_SHORT_CELL = 45
_MOST_HEAD = 400
"""How many lines may stand before a title."""


@lru_cache(maxsize=4)
def _labels_of(pack: Pack) -> frozenset[str]:
    """The labels of the statutory tables, and the pieces that a cell a line makes of them."""
    return frozenset(pack.vocabulary("sections")["table"]["labels"])


def read_paragraphs(report: Report) -> tuple[Paragraph, ...]:
    """Every line of running text between title and signature. Of a line with a heading, what stands behind it."""
    furniture = report.furniture
    labels = _labels_of(report.pack)
    body_end = report.body_end
    found: list[Paragraph] = []
    taken = iter(_taken(report))
    taken_start, taken_end = next(taken)
    for lines, number in _parts(report):
        in_tables = number in _STATUTORY_TABLES
        for line in lines:
            start, end, text = line.start, line.end, line.text
            if in_tables and "。" not in text:
                continue
            if end > body_end:
                return tuple(found)
            while taken_end <= start:
                taken_start, taken_end = next(taken)
            if taken_start < end:
                if taken_start > start or taken_end >= end:
                    continue
                text = report.text[taken_end:end].lstrip()
                start = end - len(text)
            if line.index not in furniture and not _is_of_table(text, in_tables, labels):
                found.append(Paragraph(start, end, text, number))
    return tuple(found)


def _parts(report: Report) -> Iterator[tuple[Sequence[Line], int | None]]:
    """The lines of each part of the report with the section it is. Before the title only sentences are text."""
    lines = report.lines
    sections = report.sections
    first = 0
    if report.titles:
        first = sum(line.start < report.titles[0].start for line in lines[:_MOST_HEAD])
        yield [line for line in lines[:first] if "。" in line.text], None
    for section in sections:
        yield lines[first : section.heading.line], None
        last = len(lines)
        if report.headings[-1].start > section.start:
            last = next(h.line for h in report.headings if h.start >= section.end)
        yield lines[section.heading.line : last], section.number
        first = last
    yield lines[first:], None


def _taken(report: Report) -> list[tuple[int, int]]:
    """The ranges of titles, headings of the six, and dates, in order, and a last one behind the text."""
    ranges = [(title.start, title.end) for title in report.titles]
    ranges += [(section.heading.start, section.heading.end) for section in report.sections]
    ranges += [(date.start, date.end) for date in report.dates]
    beyond = len(report.text) + 1
    return [*sorted(ranges), (beyond, beyond + 1)]


def _is_of_table(text: str, in_tables: bool, labels: frozenset[str]) -> bool:
    """Whether a line belongs to a table: judged by its own looks, so that no table has to be read for it."""
    if "|" in text or "\t" in text:
        return _is_row(text, in_tables)
    if in_tables:
        # with a cell a line everything short is a cell; sentences stand between the tables too
        return sum(1 for _ in _HAN.finditer(text)) <= _LEAST_HAN
    if len(text) > _LONGEST_LABEL or "。" in text:
        return False
    if _NO_TEXT.fullmatch(text):
        return True
    opening = _ORDINAL.match(text)
    bare = "".join(text[opening.end() :].split() if opening else text.split()).strip("()")
    return bare in labels or bare.startswith("第二十条第(")


def _is_row(text: str, in_tables: bool) -> bool:
    """Whether the parts between pipes or tabs are cells."""
    cells = [cell.strip() for cell in re.split(r"[|\t]", text)]
    if in_tables and not any("。" in cell and len(cell) > _SHORT_CELL for cell in cells):
        return True
    filled = [cell for cell in cells if cell]
    if not filled:
        return True
    return len(filled) > 1 and all(len(cell) <= _SHORT_CELL and "。" not in cell for cell in filled)


def read_sentences(report: Report) -> tuple[Sentence, ...]:
    """The sentences of all paragraphs; closing quotation marks and brackets stay with what they close."""
    found: list[Sentence] = []
    for index, paragraph in enumerate(report.paragraphs):
        text, start = paragraph.text, paragraph.start
        for match in _SENTENCE.finditer(text):
            piece = match[0].strip()
            if not piece:
                continue
            begin = start + match.start() + (match[0].index(piece[0]))
            found.append(Sentence(begin, begin + len(piece), piece, sentence_key(piece), index))
    return tuple(found)


def sentence_key(text: str) -> str:
    """What equal sentences share: `text` without blanks, ordinals before it and marks that close it."""
    bare = "".join(text.split()) if " " in text or "\t" in text or "\n" in text else text
    for _ in range(3):
        opening = _ORDINAL.match(bare)
        if opening is None:
            break
        bare = bare[opening.end() :]
    return bare.rstrip(_CLOSING)
