"""Word (.docx): paragraphs with the numbers Word prints before them, tables row by row, text boxes where they hang.

The file is read as it looks with all changes accepted: what is marked as deleted or moved away is left out, and so is
hidden text. Headers, footers, footnotes and comments are not the report's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govlint.document.builder import PICTURE, Builder
from govlint.document.model import IMAGE, PARAGRAPH, ROW, Document, Place
from govlint.readers.archive import Archive, attribute, local
from govlint.readers.word_numbering import Numbering, number_of, to_int
from govlint.source.limits import MAX_PARTS
from govlint.source.read import DAMAGED, EMPTY, TOO_COMPLEX, UNREADABLE, Source, SourceProblem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

MAIN = "word/document.xml"
_UNSEEN = frozenset(
    (
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "delInstrText",
        "rPr",
        "pPr",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "sectPr",
        "commentReference",
        "footnoteReference",
        "endnoteReference",
    )
)
"""Elements whose content is not seen with all changes accepted."""
_HEADING_OF_METADATA = frozenset(("title", "creator", "created", "modified"))
_LONGEST_CELL = 120
_MOST_PARAGRAPHS = 6
"""A cell with more than this holds running text: the table is a frame, not data."""
_DEEPEST = 60
"""No document that people write has frames and boxes nested deeper."""


def read_word(source: Source) -> Document:
    """The text of `source`. Raises SourceProblem if the file is damaged, protected, hostile or empty."""
    archive = Archive(source.data)
    root = archive.xml(main_part(archive))
    if root is None:
        raise SourceProblem(UNREADABLE, DAMAGED)
    if sum(1 for _ in root.iter()) > MAX_PARTS * 5:
        raise SourceProblem(UNREADABLE, TOO_COMPLEX)
    body = _child(root, "body")
    if body is None:
        raise SourceProblem(UNREADABLE, DAMAGED)
    builder = Builder()
    WordReader(builder, numbering_of(archive)).read(body)
    if not builder.length:
        raise SourceProblem(UNREADABLE, EMPTY)
    return builder.document(source.path, source.kind, metadata=_metadata(archive))


def numbering_of(archive: Archive) -> Numbering:
    """The numbers that Word prints before paragraphs."""
    return Numbering(archive.xml("word/numbering.xml"), archive.xml("word/styles.xml"))


def reader_of(root: Element, numbering: Numbering) -> WordReader:
    """A reader that has read the document with that root, and knows the element of each place."""
    reader = WordReader(Builder(), numbering)
    body = _child(root, "body")
    if body is not None:
        reader.read(body)
    return reader


def main_part(archive: Archive) -> str:
    """The name of the part that holds the text: the usual one, or the only one like it."""
    if MAIN in archive.names:
        return MAIN
    named = sorted(name for name in archive.names if name.startswith("word/document") and name.endswith(".xml"))
    return named[0] if named else MAIN


def _metadata(archive: Archive) -> Mapping[str, str]:
    root = archive.xml("docProps/core.xml")
    return {
        local(child.tag): child.text.strip()
        for child in (root if root is not None else ())
        if local(child.tag) in _HEADING_OF_METADATA and child.text and child.text.strip()
    }


class WordReader:
    """Builds the text from the body, and remembers which element each place is."""

    def __init__(self, builder: Builder, numbering: Numbering) -> None:
        self.builder = builder
        self.elements: dict[Place, Element] = {}
        """The paragraph or cell at each place."""
        self._numbering = numbering
        self._paragraphs = 0
        self._tables = 0

    def read(self, parent: Element, depth: int = 0) -> None:
        """Adds the blocks in `parent`: paragraphs and tables, those in frames and content controls included."""
        if depth > _DEEPEST:
            raise SourceProblem(UNREADABLE, TOO_COMPLEX)
        for child in parent:
            name = local(child.tag)
            if name == "p":
                self._paragraph(child, depth)
            elif name == "tbl":
                self._table(child, depth)
            elif name not in _UNSEEN:
                self.read(child, depth + 1)

    def _paragraph(self, element: Element, depth: int) -> None:
        self._paragraphs += 1
        place = Place(paragraph=self._paragraphs)
        self.elements[place] = element
        self._write(element, place, PARAGRAPH)
        for box in text_boxes(element):
            self.read(box, depth + 1)

    def _write(self, element: Element, place: Place, kind: str) -> None:
        """Adds one paragraph with its number; a line break in it ends a block."""
        label = self._label(element)
        lines = list(_lines(element))
        for index, line in enumerate(lines):
            text = line.strip()
            if index == 0 and label and text:
                self.builder.add(label, place, is_verbatim=False)
            self.builder.add(text, place)
            self.builder.end_block(kind)
        if any(local(node.tag) in {"drawing", "pict"} for node in seen(element)) and not any(lines):
            self.builder.add(PICTURE, place, is_verbatim=False)
            self.builder.end_block(IMAGE)

    def _label(self, paragraph: Element) -> str:
        properties = _child(paragraph, "pPr")
        if properties is None:
            return self._numbering.label(None, "")
        style = next((attribute(child, "val") for child in properties if local(child.tag) == "pStyle"), "")
        return self._numbering.label(number_of(properties), style)

    def _table(self, table: Element, depth: int) -> None:
        rows = list(rows_of(table))
        if any(_is_box(cell) for row in rows for cell in cells_of(row)):
            for row in rows:
                for cell in cells_of(row):
                    self.read(cell, depth + 1)
            return
        self._tables += 1
        for number, row in enumerate(rows, 1):
            self._row(row, number)

    def _row(self, row: Element, number: int) -> None:
        cells = list(cells_of(row))
        column = 1
        for index, cell in enumerate(cells):
            place = Place(grid=(self._tables, number, column))
            self.elements[place] = cell
            column += grid_span(cell)
            if is_continued(cell):
                continue
            words = []
            has_picture = False
            for paragraph in cell.iter():
                if local(paragraph.tag) == "p":
                    text = "".join(_lines(paragraph)).strip()
                    label = self._label(paragraph) if text else ""
                    words.append(label + text)
                    has_picture = has_picture or any(local(node.tag) == "drawing" for node in seen(paragraph))
            self.builder.add(" ".join(word for word in words if word), place)
            if has_picture:
                self.builder.add(PICTURE, place, is_verbatim=False)
            self.builder.end_cell(place, is_last=index + 1 == len(cells))
        self.builder.end_block(ROW)


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table that are there with all changes accepted."""
    for child in table:
        name = local(child.tag)
        if name == "tr":
            properties = _child(child, "trPr")
            if properties is None or not any(local(item.tag) == "del" for item in properties):
                yield child
        elif name not in _UNSEEN:
            yield from rows_of(child)


def cells_of(row: Element) -> Iterator[Element]:
    """The cells of a row in their order."""
    for child in row:
        name = local(child.tag)
        if name == "tc":
            yield child
        elif name not in _UNSEEN:
            yield from cells_of(child)


def grid_span(cell: Element) -> int:
    """How many columns a cell spans."""
    span = _child(_child(cell, "tcPr"), "gridSpan")
    return 1 if span is None else max(1, to_int(attribute(span, "val"), 1))


def is_continued(cell: Element) -> bool:
    """Whether a cell is merged with the one above it."""
    merge = _child(_child(cell, "tcPr"), "vMerge")
    return merge is not None and attribute(merge, "val", "continue") == "continue"


def _child(element: Element | None, name: str) -> Element | None:
    """The first child of that local name."""
    return None if element is None else next((child for child in element if local(child.tag) == name), None)


def text_boxes(paragraph: Element) -> Iterator[Element]:
    """The contents of the text boxes that hang on a paragraph. Word writes each twice, for new and for old programs:
    only the first is read.
    """
    for node in seen(paragraph):
        if local(node.tag) == "txbxContent":
            yield node


def seen(element: Element) -> Iterator[Element]:
    """Everything in `element` that is seen, in document order; text boxes are met but not entered."""
    stack = [iter(element)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
            continue
        name = local(node.tag)
        if name in _UNSEEN or name == "Fallback":
            continue
        if name == "r" and _is_hidden(node):
            continue
        yield node
        if name != "txbxContent":
            stack.append(iter(node))


def _is_hidden(run: Element) -> bool:
    for properties in run:
        if local(properties.tag) == "rPr":
            return any(
                local(item.tag) == "vanish" and attribute(item, "val", "1") not in {"0", "false"} for item in properties
            )
    return False


def _lines(paragraph: Element) -> Iterator[str]:
    """The lines of a paragraph, without those of the text boxes that hang on it."""
    pieces: list[str] = []
    for node in seen(paragraph):
        name = local(node.tag)
        if name == "t":
            pieces.append(node.text or "")
        elif name in {"tab", "ptab"}:
            pieces.append(" ")
        elif name in {"br", "cr"}:
            yield "".join(pieces)
            pieces.clear()
        elif name == "noBreakHyphen":
            pieces.append("-")
    yield "".join(pieces)


def _is_box(cell: Element) -> bool:
    """Whether a cell holds running text or a table: then the table around it is a frame."""
    paragraphs = [node for node in cell.iter() if local(node.tag) == "p"]
    if any(local(node.tag) == "tbl" for node in cell.iter()):
        return True
    texts = ["".join(_lines(paragraph)) for paragraph in paragraphs]
    length = sum(len(text) for text in texts)
    if length <= _LONGEST_CELL:
        return False
    return any("。" in text for text in texts) or sum(bool(text.strip()) for text in texts) > _MOST_PARAGRAPHS
