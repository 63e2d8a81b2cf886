"""The running text: paragraphs and sentences, without headings, titles, tables, signature and page furniture."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.report.parts import Paragraph, Sentence

if TYPE_CHECKING:
    from govlint.pack import Pack
    from govlint.report.model import Report

_SENTENCE = re.compile(r"[^。！？!?;；]+[。！？!?;；]*[”’」』》〉)）】\]\"']*")
_ORDINAL = re.compile(
    r"[#*•·●\s]*(?:[一二三四五六七八九十]{1,3}(?:是|要|、|\.|,)|\([一二三四五六七八九十\d]{1,3}\)[、.]?|第[一二三四五六七八九十]{1,3}[、,:是]"
    r"|\d{1,2}(?:[、)]|\.(?!\d))|其[一二三四五六七八九十][,是:、]|首先,|其次,|再次,|最后,)"
)
_CLOSING = "。!?;:,.、…”’」』》〉)】]\"' \t"
_STOP = re.compile(r"[。!?;]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_NO_TEXT = re.compile(r"[\s\d|./+%,()元件万增减—–-]*")
"""A line with figures only."""
_STATUTORY_TABLES = (2, 3, 4)
_LEAST_HAN = 15
_LONGEST_LABEL = 45
_SHORT_CELL = 45


@lru_cache(maxsize=4)
def _labels_of(pack: Pack) -> frozenset[str]:
    """The labels of the statutory tables, and the pieces that a cell a line makes of them."""
    return frozenset(pack.vocabulary("sections")["table"]["labels"])


def read_paragraphs(report: Report) -> tuple[Paragraph, ...]:
    """Every line of running text between title and signature. Of a line with a heading, what stands behind it."""
    furniture = report.furniture
    labels = _labels_of(report.pack)
    taken = [(title.start, title.end) for title in report.titles]
    taken += [(section.heading.start, section.heading.end) for section in report.sections]
    taken += [(date.start, date.end) for date in report.dates]
    taken.sort()
    taken.append((len(report.text) + 1, len(report.text) + 1))
    sections = report.sections
    first = report.titles[0].start if report.titles else 0
    body_end = report.body_end
    found: list[Paragraph] = []
    place = 0  # the next range that is taken
    current = -1  # the section the line is in
    for line in report.lines:
        start, end, text = line.start, line.end, line.text
        if end > body_end:
            break
        while taken[place][1] <= start:
            place += 1
        if taken[place][0] < end:
            if taken[place][0] > start and taken[place][1] < end:
                continue
            start = max(start, taken[place][1])
            if start >= end:
                continue
            text = report.text[start:end].lstrip()
            start = end - len(text)
        if line.index in furniture or (start < first and "。" not in text):
            continue
        while current + 1 < len(sections) and sections[current + 1].start <= start:
            current += 1
        inside = current >= 0 and start < sections[current].end
        number = sections[current].number if inside else None
        if not _is_of_table(text, number in _STATUTORY_TABLES, labels):
            found.append(Paragraph(start, end, text, number))
    return tuple(found)


def _is_of_table(text: str, in_tables: bool, labels: frozenset[str]) -> bool:
    """Whether a line belongs to a table: judged by its own looks, so that no table has to be read for it."""
    if "|" in text or "\t" in text:
        return _is_row(text, in_tables)
    if in_tables:
        # with a cell a line, everything short is a cell; sentences stand between the tables too
        return _STOP.search(text) is None or sum(1 for _ in _HAN.finditer(text)) <= _LEAST_HAN
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
