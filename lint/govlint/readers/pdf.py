"""PDF with text: paragraphs from printed lines, tables from the lines that draw them; place as page and line.

Pages are read with PDFium. Running heads and page numbers are left out; a file of pictures is said to be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from govlint.document.builder import PICTURE, SEPARATOR, Builder
from govlint.document.model import IMAGE, PARAGRAPH, ROW, Document, Place
from govlint.named import NamedTuple
from govlint.readers.pdf_layout import (
    Box,
    DrawnTable,
    Glyph,
    GridCell,
    TextLine,
    continued_row,
    drawn_tables,
    text_lines,
)
from govlint.source.limits import MAX_PAGES, MAX_PARTS
from govlint.source.read import (
    DAMAGED,
    ENCRYPTED,
    NO_LIBRARY,
    PDF,
    SCANNED,
    TOO_COMPLEX,
    UNREADABLE,
    UNSUPPORTED,
    Source,
    SourceProblem,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_PAGE_NUMBER = re.compile(
    r"[-—–―·. \t]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/／]\s*\d{1,3}|\s*共\s*\d{1,3}\s*页)?[-—–―·. \t]*\Z"
)
_EDGE = 0.12
"""The share of a page's height, at its head and foot, in which page numbers stand."""
_FEWEST_CHARACTERS = 20
"""A page with fewer characters than this and a picture is a scan."""
_NEW_ITEM = re.compile(
    r"[(（]?[一二三四五六七八九十]{1,3}[)）、.]|[(（]?\d{1,2}[)）、.](?!\d)|第[一二三四五六七八九十]{1,3}[,，、]"
)
_ENDS = "。！？!?：:；;"
"""What a line ends with after which a paragraph ends, unless first lines are set in: then a sentence that fills its
line says nothing.
"""
_INDENT = 1.2
"""How far a first line is set in at least, in the height of its characters."""
_WIDEST_INDENT = 3.5
_SHORT = 2.5
"""How far a last line ends before the margin at least, in the height of its characters."""
_METADATA = {"Title": "title", "Author": "creator", "CreationDate": "created", "ModDate": "modified"}


class _Page(NamedTuple):
    """What stands on a page."""

    number: int
    width: float
    height: float
    lines: Sequence[TextLine]
    tables: Sequence[DrawnTable]
    has_picture: bool


def read_pdf(source: Source) -> Document:
    """The text of `source`. Raises SourceProblem: "unsupported" without the library, "unreadable" if the file is
    damaged, protected, too long, or holds pictures instead of text.
    """
    try:
        import pypdfium2
    except ImportError:
        raise SourceProblem(UNSUPPORTED, NO_LIBRARY) from None
    try:
        file = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        raise SourceProblem(UNREADABLE, ENCRYPTED if "password" in str(error).lower() else DAMAGED) from None
    try:
        if len(file) > MAX_PAGES:
            raise SourceProblem(UNREADABLE, TOO_COMPLEX)
        pages = [_read_page(file, index) for index in range(len(file))]
        metadata = _metadata(file)
    except pypdfium2.PdfiumError:
        raise SourceProblem(UNREADABLE, DAMAGED) from None
    finally:
        file.close()
    if not any(page.lines or page.tables for page in pages) or _is_scan(pages):
        raise SourceProblem(UNREADABLE, SCANNED)
    builder = Builder()
    _write(builder, pages)
    return builder.document(source.path, PDF, metadata=metadata)


def _metadata(file: Any) -> Mapping[str, str]:
    return {_METADATA[key]: value for key, value in file.get_metadata_dict().items() if key in _METADATA and value}


def _is_scan(pages: Sequence[_Page]) -> bool:
    """Whether most pages are pictures with next to no text on them."""
    scans = [page for page in pages if page.has_picture and not page.tables and _characters(page) < _FEWEST_CHARACTERS]
    return len(scans) * 2 > len(pages)


def _characters(page: _Page) -> int:
    return sum(len(line.text) for line in page.lines)


def _read_page(file: Any, index: int) -> _Page:
    import pypdfium2.raw as pdfium

    page = file[index]
    text = page.get_textpage()
    count = text.count_chars()
    if count > MAX_PARTS:
        raise SourceProblem(UNREADABLE, TOO_COMPLEX)
    glyphs = []
    for number in range(count):
        code = pdfium.FPDFText_GetUnicode(text, number)
        if code <= 0x20 or code in {0xA0, 0x3000, 0xFFFE, 0xFFFF} or pdfium.FPDFText_IsGenerated(text, number) == 1:
            continue
        left, bottom, right, top = text.get_charbox(number, loose=True)
        if right > left and top > bottom:
            glyphs.append(Glyph(_character(code), left, bottom, right, top))
    boxes = []
    has_picture = False
    for number, item in enumerate(page.get_objects(max_depth=2)):
        if number > MAX_PARTS:
            raise SourceProblem(UNREADABLE, TOO_COMPLEX)
        if item.type == pdfium.FPDF_PAGEOBJ_PATH:
            boxes.append(Box(*item.get_bounds()))
        elif item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            has_picture = True
    width, height = page.get_size()
    tables, outside = drawn_tables(boxes, glyphs)
    lines = [line for line in text_lines(outside) if not _is_page_number(line, height)]
    text.close()
    page.close()
    return _Page(index + 1, width, height, lines, tables, has_picture)


def _character(code: int) -> str:
    return chr(code) if not 0xD800 <= code <= 0xDFFF else "\ufffd"


def _is_page_number(line: TextLine, height: float) -> bool:
    at_edge = line.top < _EDGE * height or line.top > (1 - _EDGE) * height
    return at_edge and _PAGE_NUMBER.match(line.text) is not None


def _write(builder: Builder, pages: Sequence[_Page]) -> None:
    """Adds the pages one after another. A paragraph, and a row of a table, may go on over the end of a page."""
    left, right = _margins(pages)
    ends = _ENDS[1:] if _sets_in_first_lines(pages, left) else _ENDS
    is_open = False
    row: tuple[GridCell, ...] = ()
    at = Place()
    for page in pages:
        number = 0
        for item in _in_order(page):
            if isinstance(item, DrawnTable):
                builder.end_block(PARAGRAPH)
                is_open = False
                for index, cells in enumerate(item.rows):
                    number += 1
                    whole = continued_row(row, cells) if row and index == 0 and number == 1 else None
                    if whole is not None:
                        row = whole
                        continue
                    _row(builder, row, at)
                    row, at = cells, Place(page=page.number, line=number)
                continue
            _row(builder, row, at)
            row = ()
            number += 1
            goes_on = is_open and item.left < left + _INDENT * item.height and not _NEW_ITEM.match(item.text)
            if not goes_on:
                builder.end_block(PARAGRAPH)
            builder.add(item.text, Place(page=page.number, line=number))
            is_open = item.right > right - _SHORT * item.height and item.text[-1] not in ends
        if page.has_picture and not page.tables and _characters(page) < _FEWEST_CHARACTERS:
            builder.end_block(PARAGRAPH)
            builder.add(PICTURE, Place(page=page.number, line=max(number, 1)), is_verbatim=False)
            builder.end_block(IMAGE)
            is_open = False
    _row(builder, row, at)
    builder.end_block(PARAGRAPH)


def _row(builder: Builder, cells: Sequence[GridCell], place: Place) -> None:
    """Adds a row of a table; nothing for a row without cells."""
    for number, cell in enumerate(cells):
        builder.add(cell.text, place, is_verbatim=False)
        builder.add(SEPARATOR if number + 1 < len(cells) else SEPARATOR.rstrip(), place, is_verbatim=False)
    if cells:
        builder.end_block(ROW)


def _in_order(page: _Page) -> Iterator[TextLine | DrawnTable]:
    items: list[TextLine | DrawnTable] = [*page.lines, *page.tables]
    return iter(sorted(items, key=lambda item: -item.top))


def _margins(pages: Sequence[_Page]) -> tuple[float, float]:
    """The left and right edge of the running text: where most of the long lines start and end."""
    lines = [line for page in pages for line in page.lines if len(line.text) > 15]
    if not lines:
        return 0.0, float("inf")
    lefts = sorted(line.left for line in lines)
    rights = sorted(line.right for line in lines)
    return lefts[len(lefts) // 4], rights[(len(rights) * 3) // 4]


def _sets_in_first_lines(pages: Sequence[_Page], left: float) -> bool:
    """Whether paragraphs begin with an indent, as official papers are set."""
    lines = [line for page in pages for line in page.lines]
    indented = [line for line in lines if _INDENT * line.height <= line.left - left <= _WIDEST_INDENT * line.height]
    return len(indented) * 8 > len(lines)
