"""The running text: paragraphs and sentences, without headings, titles, tables, signature and page furniture."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.patterns import compiled
from govlint.report.numerals import ordinal_end
from govlint.report.parts import Paragraph, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from govlint.pack import Pack
    from govlint.report.model import Report
    from govlint.report.parts import Line

_SENTENCE = compiled(r"[^。!?;]+[。!?;]*[”’」』》〉)】\]\"']*")
_CLOSING = "。!?;:,.、…”’」』》〉)】]\"'* \t"
_FIGURES = "0123456789|./+%,()元件万增减—–- \t"
"""What a line with figures only is made of."""
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
    first = 0
    if report.titles:
        start = report.titles[0].start
        first = sum(line.start < start for line in lines[:_MOST_HEAD])
        yield [line for line in lines[:first] if "。" in line.text], None
    number = None
    for heading in report.headings:
        yield lines[first : heading.line], number
        first, number = heading.line, heading.number
    yield lines[first:], number


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
        return sum("一" <= char <= "鿿" for char in text) <= _LEAST_HAN
    if len(text) > _LONGEST_LABEL or "。" in text:
        return False
    if not text.strip(_FIGURES):
        return True
    bare = "".join(text[ordinal_end(text) :].split()).strip("()")
    return bare in labels or bare.startswith("第二十条第(")


def _is_row(text: str, in_tables: bool) -> bool:
    """Whether the parts between pipes or tabs are cells."""
    cells = [cell.strip() for cell in compiled(r"[|\t]").split(text)]
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
        end = ordinal_end(bare)
        if not end:
            break
        bare = bare[end:]
    return bare.rstrip(_CLOSING)
