"""Markdown: headings, paragraphs and list items without their marks, tables row by row, HTML in it like a web page.

Tables are taken from the lines of the file, not from the parser, which cuts rows that are longer than their head and
fills up shorter ones: a figure is read as it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from govlint.document.builder import PICTURE, Builder
from govlint.document.model import IMAGE, PARAGRAPH, ROW, Document, Place
from govlint.readers.html import SourceMap, Walker
from govlint.readers.html_tree import parse
from govlint.readers.text import decoded_text
from govlint.source.limits import MAX_PARTS
from govlint.source.read import EMPTY, TOO_COMPLEX, UNREADABLE, Source, SourceProblem

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE_END = re.compile("\r\n?|\n")
_FRONT_MATTER = re.compile(r"---[ \t]*\Z")
_FRONT_END = re.compile(r"(?:---|\.\.\.)[ \t]*\Z")
_FRONT_ENTRY = re.compile(r"([A-Za-z_][\w-]{0,40})[ \t]*:[ \t]*(.{1,300})\Z")
_MOST_FRONT = 100
_HTML_TABLE = re.compile(r"\s{0,3}<table[\s>]", re.IGNORECASE)
_HTML_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)
_RULE_CELL = re.compile(r"\s*:?-+:?\s*\Z")
_CELL_END = re.compile(r"(?<!\\)\|")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_CELL_MARKS = re.compile(r"<!--.*?-->|\*{1,3}|`|\\(?=[|*_`])|<br\s*/?>|</?[A-Za-z][^<>]{0,80}>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ENDS = "。;:!?.…"
_NEW_ITEM = re.compile(r"[(（]?[一二三四五六七八九十\d]{1,3}[)）、.]|[一二三四五六七八九十]是")
_SHORTEST_WRAPPED = 25
"""A line shorter than this was not broken for its length, so it stands for itself."""
_FARTHEST = 4000
"""How many characters of markup may stand before a text."""
_FIRST_WIDE = "\u1100"


def read_markdown(source: Source) -> Document:
    """The text of `source` without its markup. Raises SourceProblem if the bytes are no text, hold nothing to read, or
    more than any report.
    """
    text, encoding = decoded_text(source)
    lines = _LINE_END.split(text)
    if len(lines) > MAX_PARTS:
        raise SourceProblem(UNREADABLE, TOO_COMPLEX)
    reader = _Reader(lines)
    metadata, first = _front_matter(lines)
    for start, end, is_html in _segments(lines, first):
        if is_html:
            reader.read_html(start, end)
        else:
            reader.read_markdown(start, end)
    if not reader.builder.length:
        raise SourceProblem(UNREADABLE, EMPTY)
    return reader.builder.document(source.path, source.kind, encoding=encoding, metadata=metadata)


def _front_matter(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """The simple entries of the front matter, and the index of the first line behind it."""
    if not _FRONT_MATTER.match(lines[0]):
        return {}, 0
    found: dict[str, str] = {}
    for index, line in enumerate(lines[1 : _MOST_FRONT + 1], 1):
        if _FRONT_END.match(line):
            return found, index + 1
        entry = _FRONT_ENTRY.match(line)
        if entry:
            found[entry[1].lower()] = entry[2].strip().strip("\"'")
    return {}, 0


def _segments(lines: Sequence[str], first: int) -> Iterator[tuple[int, int, bool]]:
    """The lines from `first` on in stretches: Markdown, and tables in HTML, which blank lines must not tear apart."""
    start = index = first
    while index < len(lines):
        if not _HTML_TABLE.match(lines[index]):
            index += 1
            continue
        end = next((n for n in range(index, len(lines)) if _HTML_TABLE_END.search(lines[n])), len(lines) - 1) + 1
        if start < index:
            yield start, index, False
        yield index, end, True
        start = index = end
    if start < len(lines):
        yield start, len(lines), False


class _Reader:
    """Builds the text of a file from its lines."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.builder = Builder()
        self._lines = lines

    def read_html(self, first: int, end: int) -> None:
        """Adds the lines `first`–`end`, which are HTML."""
        source = "\n".join(self._lines[first:end])
        Walker(self.builder, SourceMap(source, first + 1)).walk(parse(source).root)

    def read_markdown(self, first: int, end: int) -> None:
        """Adds the lines `first`–`end`, which are Markdown."""
        from markdown_it import MarkdownIt

        marker = ""
        table_end = 0
        for token in MarkdownIt("commonmark").enable("table").parse("\n".join(self._lines[first:end])):
            start, stop = (first + token.map[0], first + token.map[1]) if token.map else (0, 0)
            if token.type == "list_item_open":
                marker = f"{token.info}{token.markup}" if token.info else ""
            elif token.type == "table_open":
                table_end = stop
                for index in range(start, stop):
                    self._row(index)
            elif token.type == "inline" and start >= table_end:
                self._inline(token, start, marker)
                marker = ""
            elif token.type in {"fence", "code_block"}:
                for index in range(start, stop):
                    if not self._lines[index].lstrip().startswith(("```", "~~~")):
                        self._line(index)
            elif token.type == "html_block":
                self.read_html(start, stop)

    def _line(self, index: int) -> None:
        line = self._lines[index]
        bare = line.strip()
        if bare:
            self.builder.add(bare, Place(index + 1, line.index(bare) + 1))
            self.builder.end_block(PARAGRAPH)

    def _row(self, index: int) -> None:
        """A row of a table, cell by cell as printed; the rule under the head is none."""
        line = self._lines[index]
        cells: list[tuple[str, int]] = []
        at = 0
        masked = _COMMENT.sub(_blanks, line) if "<!--" in line else line  # a comment may hold the mark that ends cells
        for match in [*_CELL_END.finditer(masked), None]:
            end = match.start() if match else len(line)
            cells.append((line[at:end], at))
            at = end + 1
        if not masked[: len(cells[0][0])].strip():
            del cells[0]
        if cells and not masked[cells[-1][1] :].strip():
            del cells[-1]
        if not cells or all(_RULE_CELL.match(cell) for cell, _ in cells):
            return
        for number, (cell, start) in enumerate(cells):
            self._cell(cell, index, start)
            self.builder.end_cell(Place(index + 1, start + len(cell) + 1), is_last=number + 1 == len(cells))
        for match in _COMMENT.finditer(line):
            self.builder.add_comment(match[1], Place(index + 1, match.start() + 1))
        self.builder.end_block(ROW)

    def _cell(self, cell: str, index: int, start: int) -> None:
        """The text of a cell without emphasis and tags."""
        visible = _COMMENT.sub(_blanks, cell)
        before = len(visible) - len(visible.lstrip())
        bare = cell[before : len(visible.rstrip())]
        at = start + before
        position = 0
        for match in [*_CELL_MARKS.finditer(bare), None]:
            end = match.start() if match else len(bare)
            self.builder.add(bare[position:end], Place(index + 1, at + position + 1))
            if match:
                position = match.end()
                if _BREAK.match(match[0]):
                    self.builder.add(" ", Place(index + 1, at + end + 1), is_verbatim=False)

    def _inline(self, token: Token, start: int, marker: str) -> None:
        """A paragraph or heading: the texts in it, with the lines that were broken for their length joined again."""
        content = token.content
        places = _Places(content, start, self._lines)
        if marker:
            first = self._lines[start]
            self.builder.add(marker, Place(start + 1, max(0, first.find(marker)) + 1), is_verbatim=False)
        cursor = unseen = 0
        last = ""
        children = token.children or []
        for number, child in enumerate(children, 1):
            if child.type in {"text", "code_inline"}:
                is_before_comment = number < len(children) and children[number].content.startswith("<!--")
                text = child.content.rstrip() if is_before_comment else child.content
                cursor = self._add(text, content, cursor, places)
                last = child.content or last
            elif child.type == "softbreak":
                line_start = content.rfind("\n", 0, cursor) + 1 + unseen
                unseen = 0
                cursor = content.find("\n", cursor) + 1 or len(content)
                following = content[cursor : cursor + 8].lstrip()
                was_long = cursor - line_start >= _SHORTEST_WRAPPED and last[-1:] not in _ENDS
                if not was_long or _NEW_ITEM.match(following):
                    self.builder.end_block(PARAGRAPH)
                elif not (last[-1:] >= _FIRST_WIDE and following[:1] >= _FIRST_WIDE):
                    self.builder.add(" ", places(cursor), is_verbatim=False)
            elif child.type == "hardbreak" or (child.type == "html_inline" and _BREAK.match(child.content)):
                self.builder.end_block(PARAGRAPH)
                last = ""
            elif child.type == "html_inline":
                at = max(cursor, content.find(child.content, cursor))
                cursor = at + len(child.content)
                comment = _COMMENT.fullmatch(child.content)
                if comment:
                    unseen += len(child.content)
                    self.builder.add_comment(comment[1], places(at))
            elif child.type == "image":
                self.builder.end_block(PARAGRAPH)
                self.builder.add(PICTURE, places(cursor), is_verbatim=False)
                self.builder.end_block(IMAGE)
        self.builder.end_block(PARAGRAPH)

    def _add(self, text: str, content: str, cursor: int, places: _Places) -> int:
        """Adds `text`, which stands in `content` at or behind `cursor`; returns where it ends there."""
        if not text:
            return cursor
        at = content.find(text, cursor, cursor + len(text) + _FARTHEST)
        if at >= 0:
            self.builder.add(text, places(at))
            return at + len(text)
        # written with escapes or character references: found again character by character
        for char in text:
            at = content.find(char, cursor, cursor + _FARTHEST)
            self.builder.add(char, places(at if at >= 0 else cursor), is_verbatim=False)
            cursor = at + 1 if at >= 0 else cursor
        return cursor


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])


class _Places:
    """From offsets of the content of a paragraph to the places of its lines in the file."""

    __slots__ = ("_columns", "_first", "_source")

    def __init__(self, content: str, first: int, lines: Sequence[str]) -> None:
        self._source = SourceMap(content)
        self._first = first
        self._columns = [
            max(0, lines[first + number].find(piece)) if first + number < len(lines) else 0
            for number, piece in enumerate(content.split("\n"))
        ]

    def __call__(self, offset: int) -> Place:
        """Line and column in the file of the character at `offset` of the content."""
        place = self._source.place(offset)
        assert place.line is not None
        assert place.column is not None
        indent = self._columns[min(place.line, len(self._columns)) - 1]
        return Place(self._first + place.line, place.column + indent)
