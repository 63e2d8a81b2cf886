"""A web page: its visible text block by block, tables row by row, and what it says of itself.

The whole page is read; which part of it is the report is not decided here. Every character knows its line and column in
the source of the page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from govlint.document.builder import PICTURE, Builder
from govlint.document.model import IMAGE, PARAGRAPH, ROW, Document, Place
from govlint.readers.html_tree import BLOCKS, Element, Page, Text, parse
from govlint.readers.text import decoded_text
from govlint.source.read import EMPTY, UNREADABLE, Source, SourceProblem

if TYPE_CHECKING:
    from collections.abc import Mapping

_BLANKS = " \t\n\r\f"
_WORDS_AND_BLANKS = re.compile(r"[^ \t\n\r\f]+(?: [^ \t\n\r\f]+)*|[ \t\n\r\f]+")
"""Words with single spaces between them, or blanks of any other kind."""
_BESIDE_LINKS = _BLANKS + "|>·•-/.:：,，年月日[]()（）【】0123456789"
"""What stands beside the links of a list: marks, and the date of each."""
_GROUPS = frozenset(("article", "body", "div", "main", "section", "td", "form", "html", "center", "blockquote"))
_LONGEST_CELL = 120
"""A cell with sentences longer than this is a box of the page, not a figure or a label."""
_MOST_PARAGRAPHS = 6
"""A cell with more paragraphs than this is a box of the page."""
_FIRST_WIDE = "\u1100"
_HIDING = ("display:none", "visibility:hidden")


def read_html(source: Source) -> Document:
    """The visible text of a page. Raises SourceProblem if the bytes are no text, or hold nothing to read."""
    text, encoding = decoded_text(source)
    page = parse(text)
    walker = Walker(Builder(), SourceMap(text))
    walker.walk(page.root)
    if walker.most_hidden > walker.builder.length:
        # What is hidden in the source is most of the page: a script shows it.
        walker = Walker(Builder(), SourceMap(text), shows_hidden=True)
        walker.walk(page.root)
    if not walker.builder.length:
        raise SourceProblem(UNREADABLE, EMPTY)
    return walker.builder.document(
        source.path,
        source.kind,
        encoding=encoding,
        metadata=metadata_of(page),
        groups=sorted(walker.groups, key=lambda group: (group[0], -group[1])),
        links=frozenset(walker.links),
    )


def metadata_of(page: Page) -> Mapping[str, str]:
    """What a page says of itself: its meta elements, and its title under "title"."""
    found = dict(page.metadata)
    if page.title:
        found.setdefault("title", " ".join(page.title.split()))
    return found


class SourceMap:
    """From offsets of a source to lines and columns as editors count them."""

    __slots__ = ("_line_starts", "first_line")

    def __init__(self, text: str, first_line: int = 1) -> None:
        """`first_line` is the number of the first line, for a source that is part of a file."""
        starts = [0]
        position = 0
        if "\r" in text:
            while position < len(text):
                char = text[position]
                position += 1
                if char == "\n" or (char == "\r" and text[position : position + 1] != "\n"):
                    starts.append(position)
        else:
            while (position := text.find("\n", position) + 1) > 0:
                starts.append(position)
        self._line_starts = starts
        self.first_line = first_line

    def place(self, offset: int) -> Place:
        """Line and column of the character at `offset`."""
        line = bisect_right(self._line_starts, offset)
        column = offset - self._line_starts[line - 1] + 1
        # A page has thousands of pieces; the constructor costs three times as much.
        return tuple.__new__(Place, (line + self.first_line - 1, column, None, None, None))

    def offset(self, line: int, column: int) -> int:
        """The offset of the character at that line and column."""
        return self._line_starts[line - self.first_line] + column - 1


class Walker:
    """Walks the tree of a page and builds its text."""

    def __init__(self, builder: Builder, source: SourceMap, *, shows_hidden: bool = False) -> None:
        self.builder = builder
        self.most_hidden = 0
        """How many characters the largest hidden part of the page has."""
        self._shows_hidden = shows_hidden
        self.groups: list[tuple[int, int]] = []
        self.links: list[int] = []
        self._source = source
        self._pending: list[tuple[Text, bool]] = []
        """The texts of the paragraph that is being read, each with whether it is (in) a link."""

    def walk(self, root: Element) -> None:
        """Adds everything that is seen in `root`. Iterative, because pages may be nested deeper than Python calls."""
        stack: list[tuple[Iterator[Element | Text], Element, int, bool]] = [(iter(root.children), root, 0, False)]
        preformatted = 0
        while stack:
            children, element, start, in_link = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                preformatted -= element.tag == "pre"
                if element.tag in BLOCKS:
                    self._end_paragraph()
                if element.tag in _GROUPS and self.builder.length > start:
                    self.groups.append((start, self.builder.length))
            elif isinstance(child, Text):
                if preformatted and "\n" in child.text:
                    self._lines(child, in_link)
                else:
                    self._pending.append((child, in_link))
            elif child.tag in {"br", "hr"}:
                self._end_paragraph()
            elif child.tag == "img":
                self._picture(child)
            elif not self._shows_hidden and _is_hidden(child):
                length = sum(len(text.text.strip()) for text in texts_of(child))
                self.most_hidden = max(self.most_hidden, length)
            elif child.tag == "table" and is_data_table(child):
                self._end_paragraph()
                self._table(child)
            else:
                if child.tag in BLOCKS:
                    self._end_paragraph()
                preformatted += child.tag == "pre"
                stack.append((iter(child.children), child, self.builder.length, in_link or child.tag == "a"))
        self._end_paragraph()

    def _lines(self, text: Text, in_link: bool) -> None:
        """Text whose line ends are seen."""
        at = text.offset
        for number, line in enumerate(text.text.split("\n")):
            if number:
                self._end_paragraph()
            self._pending.append((Text(line, at, len(line)), in_link))
            at += len(line) + 1

    def _picture(self, element: Element) -> None:
        """A picture of some size stands for what it shows; a small one is an ornament of the page."""
        if any(_number(element.attributes.get(name, ""), 999) < 100 for name in ("width", "height")):
            return
        self._end_paragraph()
        self.builder.add(PICTURE, self._source.place(element.offset), is_verbatim=False)
        self.builder.end_block(IMAGE)

    def _end_paragraph(self) -> None:
        pending, self._pending = self._pending, []
        if not pending:
            return
        start = self.builder.length
        self._add_texts([text for text, _ in pending])
        self.builder.end_block(PARAGRAPH)
        if (
            self.builder.length > start
            and any(in_link for _, in_link in pending)
            and all(in_link or not text.text.strip(_BESIDE_LINKS) for text, in_link in pending)
        ):
            self.links.append(start)

    def _table(self, table: Element) -> None:
        for caption in (child for child in table.children if isinstance(child, Element) and child.tag == "caption"):
            self._add_texts(list(texts_of(caption)))
            self.builder.end_block(PARAGRAPH)
        for row in _rows_and_comments(table):
            if isinstance(row, Text):
                self.builder.add_comment(row.comment, self._source.place(row.offset))
                continue
            cells = [cell for cell in row.children if isinstance(cell, Element) and cell.tag in ("td", "th")]
            for number, cell in enumerate(cells):
                at = self._source.place(cell.offset)
                texts = list(texts_of(cell))
                self._add_texts([text for text in texts if not text.comment])
                for _ in _pictures(cell):
                    self.builder.add(PICTURE, at, is_verbatim=False)
                self.builder.end_cell(at, is_last=number + 1 == len(cells))
                self._add_texts([text for text in texts if text.comment])
            self.builder.end_block(ROW)

    def _add_texts(self, texts: Sequence[Text]) -> None:
        """Adds texts as a browser shows them: blanks in a row are one, those at the ends none, and a line end of the
        source between two wide characters is none either.
        """
        blank: tuple[str, int] | None = None
        last = ""
        for text in texts:
            if text.comment:
                self.builder.add_comment(text.comment, self._source.place(text.offset))
            is_verbatim = text.raw_length == len(text.text)
            for match in _WORDS_AND_BLANKS.finditer(text.text):
                piece, at = match[0], text.offset + match.start() * is_verbatim
                if piece[0] in _BLANKS:
                    blank = (blank[0] + piece, blank[1]) if blank else (piece, at)
                    continue
                if blank and last:
                    is_break = "\n" in blank[0] or "\r" in blank[0]
                    if not (is_break and last >= _FIRST_WIDE and piece[0] >= _FIRST_WIDE):
                        self.builder.add(" ", self._source.place(blank[1]), is_verbatim=False)
                blank = None
                self.builder.add(piece, self._source.place(at), is_verbatim=is_verbatim)
                last = piece[-1]


def _is_hidden(element: Element) -> bool:
    attributes = element.attributes
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    if not style:
        return False
    style = style.replace(" ", "").lower()
    return any(way in style for way in _HIDING)


def is_data_table(table: Element) -> bool:
    """Whether a table holds data, and is no frame in which the page is laid out."""
    stack: list[Element | Text] = list(table.children)
    while stack:
        node = stack.pop()
        if isinstance(node, Text):
            continue
        if node.tag == "table":
            return False
        if node.tag in ("td", "th") and _is_box(node):
            return False
        stack.extend(node.children)
    return any(True for _ in rows_of(table))


def _is_box(cell: Element) -> bool:
    """Whether a cell holds running text, not a label or a figure."""
    length = paragraphs = 0
    has_sentence = False
    stack: list[Element | Text] = [cell]
    while stack:
        node = stack.pop()
        if isinstance(node, Text):
            bare = node.text.strip()
            length += len(bare)
            has_sentence = has_sentence or "。" in bare
        else:
            paragraphs += node.tag in ("p", "div", "br", "li") and node is not cell
            stack.extend(node.children)
    return (has_sentence and length > _LONGEST_CELL) or (paragraphs > _MOST_PARAGRAPHS and length > 2 * _LONGEST_CELL)


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table in their order, those of tables in its cells apart."""
    return (row for row in _rows_and_comments(table) if isinstance(row, Element))


def _rows_and_comments(table: Element) -> Iterator[Element | Text]:
    """The rows of a table, and the comments between them."""
    stack = [iter(table.children)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        elif isinstance(node, Text):
            if node.comment:
                yield node
        elif node.tag == "tr":
            yield node
        elif node.tag not in ("td", "th", "caption", "table"):
            stack.append(iter(node.children))


def texts_of(element: Element) -> Iterator[Text]:
    """The texts in an element as they are seen, with a blank where a line or a block ends."""
    stack: list[tuple[Iterator[Element | Text], Element]] = [(iter(element.children), element)]
    while stack:
        children, parent = stack[-1]
        node = next(children, None)
        if node is None:
            stack.pop()
            if parent.tag in BLOCKS and parent is not element:
                yield Text(" ", parent.offset, 1)
        elif isinstance(node, Text):
            yield node
        elif node.tag == "br":
            yield Text(" ", node.offset, 1)
        elif not _is_hidden(node):
            stack.append((iter(node.children), node))


def _pictures(element: Element) -> Iterator[Element]:
    stack: list[Element | Text] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, Element):
            if node.tag == "img":
                yield node
            stack.extend(node.children)


def _number(text: str, otherwise: int) -> int:
    digits = text.strip().removesuffix("px")
    return int(digits) if digits.isdecimal() and len(digits) < 6 else otherwise
