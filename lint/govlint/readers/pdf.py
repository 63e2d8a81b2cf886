"""PDF with text: paragraphs from printed lines, tables from the lines that draw them; place as page and line.

Pages are read with PDFium. Running heads and page numbers are left out; a file of pictures is said to be one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from govlint.document.builder import PICTURE, UNREAD_TABLE, Builder
from govlint.document.model import IMAGE, PARAGRAPH, ROW, Document, Place
from govlint.named import NamedTuple
from govlint.readers.pdf_columns import LooseTable, join_cut_row, loose_tables
from govlint.readers.pdf_joining import GrowingTable, printed_rows
from govlint.readers.pdf_layout import DrawnTable, TextLine, drawn_tables, text_lines
from govlint.readers.pdf_objects import PageContents, read_page
from govlint.readers.pdf_paragraphs import is_continued, setting_of
from govlint.readers.pdf_running import running_lines
from govlint.source.limits import MAX_PAGES
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

_FEWEST_CHARACTERS = 20
"""A page with fewer characters than this and a picture is a scan."""
_METADATA = {"Title": "title", "Author": "creator", "CreationDate": "created", "ModDate": "modified"}


class _Page(NamedTuple):
    """What stands on a page."""

    number: int
    lines: Sequence[TextLine]
    tables: Sequence[DrawnTable]
    loose: Sequence[LooseTable]
    has_picture: bool


class _LooseRow(NamedTuple):
    """A row of a table without drawn lines; without cells, the mark of a table that cannot be read."""

    top: float
    cells: tuple[str, ...]


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
        contents = [read_page(file, index) for index in range(len(file))]
        metadata = _metadata(file)
    except pypdfium2.PdfiumError:
        raise SourceProblem(UNREADABLE, DAMAGED) from None
    finally:
        file.close()
    pages = _pages(contents)
    if not any(page.lines or page.tables for page in pages) or _is_scan(pages):
        raise SourceProblem(UNREADABLE, SCANNED)
    builder = Builder()
    _write(builder, pages)
    return builder.document(source.path, PDF, metadata=metadata)


def _metadata(file: Any) -> Mapping[str, str]:
    return {_METADATA[key]: value for key, value in file.get_metadata_dict().items() if key in _METADATA and value}


def _is_scan(pages: Sequence[_Page]) -> bool:
    """Whether most pages are pictures with next to no text on them."""
    return sum(map(_is_picture, pages)) * 2 > len(pages)


def _is_picture(page: _Page) -> bool:
    """Whether a page is a picture with next to no text on it."""
    characters = sum(len(line.text) for line in page.lines)
    return page.has_picture and not page.tables and characters < _FEWEST_CHARACTERS


def _pages(contents: Sequence[PageContents]) -> list[_Page]:
    """The pages without running heads and page numbers."""
    drawn = [drawn_tables(page.boxes, page.glyphs) for page in contents]
    lines = [text_lines(outside) for _, outside in drawn]
    running = running_lines(lines, [page.height for page in contents])
    pages: list[_Page] = []
    for number, page in enumerate(contents):
        left = [line for line in lines[number] if line not in running[number]]
        loose = loose_tables(left)
        before = pages[-1] if pages else None
        if before is not None and before.loose and loose and before.loose[-1].last == len(before.lines) - 1:
            whole, taken = join_cut_row(before.loose[-1], left, loose[0])
            pages[-1] = before._replace(loose=[*before.loose[:-1], whole])
            left, loose = left[taken:], loose_tables(left[taken:])
        pages.append(_Page(number + 1, left, drawn[number][0], loose, page.has_picture))
    lost = any(table.is_labelled and not table.rows for page in pages for table in page.loose)
    if not lost:
        return pages
    # A table over several pages is read whole or not at all.
    return [
        page._replace(loose=[table._replace(rows=()) if table.is_labelled else table for table in page.loose])
        for page in pages
    ]


def _write(builder: Builder, pages: Sequence[_Page]) -> None:
    """Adds the pages one after another. A paragraph, and a table, may go on over the end of a page."""
    setting = setting_of([_running_text(page) for page in pages])
    above: TextLine | None = None
    is_first = True
    table: GrowingTable | None = None
    for page in pages:
        number = 1
        for item in _in_order(page):
            if isinstance(item, DrawnTable):
                builder.end_block(PARAGRAPH)
                above = None
                rows = printed_rows(item, page.number, number)
                if table is not None and number == 1 and table.goes_on(item):
                    table.add_page(rows)
                else:
                    _write_table(builder, table)
                    table = GrowingTable(rows)
                number += len(rows)
                continue
            _write_table(builder, table)
            table = None
            if isinstance(item, _LooseRow):
                builder.end_block(PARAGRAPH)
                above = None
                if item.cells:
                    _write_row(builder, item.cells, Place(page=page.number, line=number))
                else:
                    builder.add(UNREAD_TABLE, Place(page=page.number, line=number), is_verbatim=False)
                    builder.end_block(IMAGE)
                number += 1
                continue
            is_first = above is None or not is_continued(
                setting, above, item, is_first=is_first, on_one_page=number > 1
            )
            if is_first:
                builder.end_block(PARAGRAPH)
            builder.add(item.text, Place(page=page.number, line=number))
            number += 1
            above = item
        if _is_picture(page):
            builder.end_block(PARAGRAPH)
            builder.add(PICTURE, Place(page=page.number, line=number), is_verbatim=False)
            builder.end_block(IMAGE)
            above = None
    _write_table(builder, table)
    builder.end_block(PARAGRAPH)


def _running_text(page: _Page) -> list[TextLine]:
    """The lines of a page that are in no table."""
    taken = {line for table in page.loose for line in range(table.first, table.last + 1)}
    return [line for index, line in enumerate(page.lines) if index not in taken]


def _write_table(builder: Builder, table: GrowingTable | None) -> None:
    """Adds the rows of a table."""
    for place, cells in table.rows if table is not None else ():
        _write_row(builder, [cell.text for cell in cells], place)


def _write_row(builder: Builder, cells: Sequence[str], place: Place) -> None:
    for number, cell in enumerate(cells):
        builder.add(cell, place, is_verbatim=False)
        builder.end_cell(place, is_last=number + 1 == len(cells))
    builder.end_block(ROW)


def _in_order(page: _Page) -> list[TextLine | DrawnTable | _LooseRow]:
    """What stands on a page, from the top down; the lines that are a table without borders as its rows."""
    items: list[TextLine | DrawnTable | _LooseRow] = [*page.tables]
    end = 0
    for table in page.loose:
        items += page.lines[end : table.first]
        end = table.last + 1
        items += [_LooseRow(page.lines[line].top, cells) for line, cells in table.rows]
        if not table.rows:
            items.append(_LooseRow(page.lines[table.first].top, ()))
    items += page.lines[end:]
    return sorted(items, key=lambda item: -item.top)
