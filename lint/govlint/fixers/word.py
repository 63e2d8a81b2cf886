"""Edits in Word: the characters of the texts (w:t) change, and nothing else of the document's XML is written anew.

The place of an edit is found as the reader found its text, and the bytes of that text by the parser's own count. Texts
in tables, in tracked changes and numbers that Word makes are not edited; a character put in takes the format of the
character it replaces, or stands behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from govlint.fixers.contract import CannotEditError
from govlint.fixers.zipped import with_member
from govlint.named import NamedTuple
from govlint.readers.archive import Archive, local
from govlint.readers.word import main_part, numbering_of, reader_of, seen

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from govlint.document.model import Block, Document
    from govlint.result import Replacement
    from govlint.source.read import Source

_TRACKED = frozenset(("ins", "moveTo", "rPrChange", "pPrChange"))
_PLAIN = frozenset(
    ("p", "pPr", "r", "rPr", "t", "lastRenderedPageBreak", "proofErr", "bookmarkStart", "bookmarkEnd", "tab")
)
"""What a paragraph may consist of that is taken away as a whole."""
_CARRIED = frozenset(("sectPr", "ins", "del", *_TRACKED))
"""What the format of a paragraph may hold that would be lost with it."""
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_TAG = re.compile(rb"<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_PRESERVE = b' xml:space="preserve"'


class _Char(NamedTuple):
    """One character of a paragraph: the text it stands in, and where; of a tab or hyphen, None."""

    char: str
    node: Element | None
    at: int


class _Piece(NamedTuple):
    """The bytes of an element, and of what is between its tags."""

    start: int
    inner: int
    inner_end: int
    end: int


def edit_word(source: Source, document: Document, edits: Sequence[Replacement]) -> bytes:
    """The bytes of the file with `edits` made. Raises CannotEditError."""
    archive = Archive(source.data)
    part = main_part(archive)
    xml = archive.read(part)
    body = _Body(archive, xml)
    texts: dict[Element, list[tuple[int, int, str]]] = {}
    gone: list[Element] = []
    for edit in edits:
        block = _block_of(document, edit)
        paragraph, chars = body.line(document, block)
        label = len(document.text[block.start : block.end]) - len(chars)
        if "".join(char.char for char in chars) != document.text[block.start + label : block.end]:
            raise CannotEditError("not where it seems")
        first, last = edit.start - block.start - label, edit.end - block.start - label
        if first < 0:
            raise CannotEditError("a number that Word makes")
        if not edit.text and (first, last) == (0, len(chars)) and not label and body.is_plain(paragraph):
            gone.append(paragraph)
            continue
        _note(texts, chars, first, last, edit.text, body)
    return with_member(source.data, part, body.written(texts, gone))


def _block_of(document: Document, edit: Replacement) -> Block:
    for block in document.blocks:
        if block.start <= edit.start and edit.end <= block.end:
            return block
    raise CannotEditError("more than one paragraph")


def _note(
    texts: dict[Element, list[tuple[int, int, str]]],
    chars: Sequence[_Char],
    first: int,
    last: int,
    new: str,
    body: _Body,
) -> None:
    """Notes what becomes of each text that the range `first`–`last` of a line touches."""
    touched = chars[first:last] or chars[max(0, first - 1) : first]
    if not touched:
        raise CannotEditError("nothing to stand behind")
    is_put_in = first == last
    for number, (_, node, index) in enumerate(touched):
        if node is None or body.is_tracked(node):
            raise CannotEditError("no text")
        start, end = (index + 1, index + 1) if is_put_in else (index, index + 1)
        texts.setdefault(node, []).append((start, end, new if number == 0 else ""))


class _Body:
    """The XML of the document: its elements, and the bytes of each."""

    def __init__(self, archive: Archive, xml: bytes) -> None:
        self._xml = xml
        root = archive.xml(main_part(archive))
        if root is None:
            raise CannotEditError("no document")
        self._reader = reader_of(root, numbering_of(archive))
        self._pieces = dict(zip(root.iter(), _pieces(xml), strict=True))
        self._parents = {child: parent for parent in root.iter() for child in parent}

    def line(self, document: Document, block: Block) -> tuple[Element, list[_Char]]:
        """The paragraph that a block was read from, and the characters of the line of it that the block is."""
        run = document.run(block.end - 1)
        if run is None or run.place.paragraph is None:
            raise CannotEditError("a table")
        element = self._reader.elements[run.place]
        number = 0
        for other in document.blocks:
            if other is block:
                break
            before = document.run(other.end - 1)
            number += before is not None and before.place == run.place
        lines = [line for line in _lines(element) if line]
        if number >= len(lines):
            raise CannotEditError("not where it seems")
        return element, lines[number]

    def is_tracked(self, node: Element) -> bool:
        """Whether a text is in a change that somebody may still refuse."""
        at: Element | None = node
        while at is not None:
            if local(at.tag) in _TRACKED:
                return True
            at = self._parents.get(at)
        return False

    def is_plain(self, paragraph: Element) -> bool:
        """Whether nothing is lost with a paragraph but its text."""
        parent = self._parents.get(paragraph)
        if parent is None or local(parent.tag) != "body" or len([line for line in _lines(paragraph) if line]) != 1:
            return False
        waiting = [paragraph]
        while waiting:
            node = waiting.pop()
            if local(node.tag) in ("pPr", "rPr"):
                if any(local(item.tag) in _CARRIED for item in node.iter()):
                    return False
            elif local(node.tag) in _PLAIN:
                waiting.extend(node)
            else:
                return False
        return True

    def written(self, texts: dict[Element, list[tuple[int, int, str]]], gone: Sequence[Element]) -> bytes:
        """The XML with the texts changed and the paragraphs left out."""
        changes = [(self._pieces[element].start, self._pieces[element].end, b"") for element in gone]
        for node, edits in texts.items():
            piece = self._pieces[node]
            text = node.text or ""
            at, new = 0, []
            for start, end, put in sorted(edits):
                if start < at:
                    raise CannotEditError("overlap")
                new += [text[at:start], put]
                at = end
            whole = "".join([*new, text[at:]])
            tag = self._xml[piece.start : piece.inner]
            if whole != whole.strip() and b"xml:space" not in tag:
                tag = tag[:-1] + _PRESERVE + b">"
            changes.append((piece.start, piece.inner_end, tag + whole.translate(_ESCAPES).encode()))
        pieces, at = [], 0
        for start, end, put_in in sorted(changes):
            if start < at:
                raise CannotEditError("overlap")
            pieces += [self._xml[at:start], put_in]
            at = end
        return b"".join([*pieces, self._xml[at:]])


def _lines(paragraph: Element) -> Iterator[list[_Char]]:
    """The lines of a paragraph as the reader has them, character by character, without the blanks around them."""
    line: list[_Char] = []
    for node in seen(paragraph):
        name = local(node.tag)
        if name == "t":
            line += [_Char(char, node, index) for index, char in enumerate(node.text or "")]
        elif name in {"tab", "ptab"}:
            line.append(_Char(" ", None, 0))
        elif name in {"br", "cr"}:
            yield _stripped(line)
            line = []
        elif name == "noBreakHyphen":
            line.append(_Char("-", None, 0))
    yield _stripped(line)


def _stripped(line: list[_Char]) -> list[_Char]:
    first, last = 0, len(line)
    while first < last and line[first].char.isspace():
        first += 1
    while last > first and line[last - 1].char.isspace():
        last -= 1
    return line[first:last]


def _pieces(xml: bytes) -> list[_Piece]:
    """The bytes of every element, in document order. CannotEditError if the XML is not in UTF-8."""
    if xml.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in xml[:4]:
        raise CannotEditError("not UTF-8")
    head = xml[: xml.find(b"?>")].lower() if xml.lstrip(b"\xef\xbb\xbf").startswith(b"<?xml") else b""
    if b"encoding" in head and b"utf-8" not in head:
        raise CannotEditError("not UTF-8")
    found: list[list[int]] = []
    open_elements: list[int] = []
    parser = expat.ParserCreate()

    def start(_name: str, _attributes: Any) -> None:
        at = parser.CurrentByteIndex
        open_elements.append(len(found))
        found.append([at, _tag_end(xml, at), 0, 0])

    def end(_name: str) -> None:
        piece = found[open_elements.pop()]
        at = parser.CurrentByteIndex
        if xml.startswith(b"</", at) and at >= piece[1]:
            piece[2], piece[3] = at, xml.index(b">", at) + 1
        else:  # an element without an end tag
            piece[2] = piece[3] = piece[1]

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        raise CannotEditError("XML") from None
    return [_Piece(*piece) for piece in found]


def _tag_end(xml: bytes, at: int) -> int:
    """Where the tag that starts at `at` ends."""
    tag = _TAG.match(xml, at)
    if tag is None:
        raise CannotEditError("XML")
    return tag.end()
