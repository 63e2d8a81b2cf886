"""From the source of a web page to a tree of elements whose texts know where they stand in the file.

`html.parser` is a tokenizer with positions; this module closes what pages leave open. Parsing never fails, whatever the
bytes: depth and spans are bounded, and the cost is linear in the length of the source.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import unescape
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
UNSEEN = frozenset(
    "script style noscript template textarea select option button svg math iframe object video audio canvas".split()
)
"""Elements whose content no reader of the page sees as text."""
BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table caption thead tbody tfoot "
    "tr td th ul".split()
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SCOPES = frozenset(("table", "td", "th", "caption", "html"))
"""Elements that an end tag inside them does not reach beyond."""
_TABLE_PARTS = frozenset(("td", "th", "tr", "thead", "tbody", "tfoot", "caption"))
_CLOSED_BY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu"))),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "td": (frozenset(("td", "th")), frozenset(("table", "tr"))),
    "th": (frozenset(("td", "th")), frozenset(("table", "tr"))),
    "tr": (frozenset(("tr", "td", "th", "caption")), frozenset(("table",))),
    "thead": (_TABLE_PARTS, frozenset(("table",))),
    "tbody": (_TABLE_PARTS, frozenset(("table",))),
    "tfoot": (_TABLE_PARTS, frozenset(("table",))),
}
"""What the start of an element closes, and the elements beyond which it closes nothing."""
_DEEPEST = 400
"""Elements nested deeper than this belong to the element at that depth: no page that people read is so deep."""
_METADATA_TAGS = frozenset(("title", "meta"))


class Text:
    """Characters of the page: `offset` is where they start in the source; `raw_length` differs from their length where
    they are written as a character reference.
    """

    __slots__ = ("offset", "raw_length", "text")

    def __init__(self, text: str, offset: int, raw_length: int) -> None:
        self.text = text
        self.offset = offset
        self.raw_length = raw_length


class Element:
    """One element with what is in it."""

    __slots__ = ("attributes", "children", "offset", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], offset: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.offset = offset
        self.children: list[Element | Text] = []


class Page:
    """A parsed page."""

    __slots__ = ("metadata", "root", "title")

    def __init__(self, root: Element, title: str, metadata: dict[str, str]) -> None:
        self.root = root
        self.title = title
        self.metadata = metadata
        """The meta elements that have a name (or property) and a content, by lower-case name."""


def parse(source: str) -> Page:
    """The tree of a page (or of a piece of one)."""
    parser = _Parser(source)
    parser.feed(source)
    parser.close()
    return Page(parser.root, parser.title.strip(), parser.metadata)


class _Parser(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self._source = source
        self._line_offsets = _line_offsets(source)
        self.root = Element("html", {}, 0)
        self.title = ""
        self.metadata: dict[str, str] = {}
        self._open = [self.root]
        self._deeper = 0
        self._unseen = 0
        self._in_title = False

    # -- what the tokenizer finds --------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens an element, and closes what it cannot stand in."""
        if tag in _METADATA_TAGS:
            self._read_metadata(tag, attrs)
            return
        if self._unseen:
            self._unseen += tag in UNSEEN
            return
        if tag in UNSEEN:
            self._unseen = 1
            return
        if tag == "html":
            return
        if tag in BLOCKS:
            self._close_paragraph()
        if tag in _CLOSED_BY:
            self._close_implied(*_CLOSED_BY[tag])
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, self._offset())
        self._open[-1].children.append(element)
        if tag in VOID:
            return
        if len(self._open) >= _DEEPEST:
            self._deeper += 1
        else:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<br/>`; other elements are not closed by the slash."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Closes the innermost open element of that name, with all that is open in it."""
        if tag == "title":
            self._in_title = False
        if self._unseen:
            self._unseen -= tag in UNSEEN
            return
        if tag in VOID:
            if tag == "br":
                self._open[-1].children.append(Element("br", {}, self._offset()))
            return
        if self._deeper and tag != "table":
            self._deeper -= 1
            return
        scopes = _SCOPES - {tag} if tag not in _TABLE_PARTS else frozenset(("table",))
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index].tag == tag:
                del self._open[index:]
                return
            if self._open[index].tag in scopes:
                return

    def handle_data(self, data: str) -> None:
        """Characters as they are."""
        if self._in_title:
            self.title += data
        elif not self._unseen:
            self._open[-1].children.append(Text(data, self._offset(), len(data)))

    def handle_entityref(self, name: str) -> None:
        """`&nbsp;`"""
        self._handle_reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        """`&#160;`"""
        self._handle_reference(f"&#{name}")

    def _handle_reference(self, raw: str) -> None:
        # The tokenizer tells no semicolon; where one stands it belongs to the reference.
        if self._source.startswith(f"{raw};", self._offset()):
            raw += ";"
        text, length = unescape(raw), len(raw)
        if self._in_title:
            self.title += text
        elif not self._unseen:
            self._open[-1].children.append(Text(text, self._offset(), length))

    def unknown_decl(self, data: str) -> None:
        """`<![CDATA[…]]>` and the conditions of office programs are no content."""

    # -- the tree --------------------------------------------------------------------------------------------------

    def _read_metadata(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "title":
            self._in_title = not self.title
            return
        given = dict(attrs)
        name = (given.get("name") or given.get("property") or "").strip().lower()
        content = (given.get("content") or "").strip()
        if name and content:
            self.metadata.setdefault(name, content)

    def _close_paragraph(self) -> None:
        """A block ends the paragraph it stands in."""
        for index in range(len(self._open) - 1, 0, -1):
            tag = self._open[index].tag
            if tag == "p":
                del self._open[index:]
                return
            if tag in BLOCKS:
                return

    def _close_implied(self, closed: Iterable[str], limits: Iterable[str]) -> None:
        outermost = 0
        for index in range(len(self._open) - 1, 0, -1):
            tag = self._open[index].tag
            if tag in limits:
                break
            if tag in closed:
                outermost = index
                if tag == "tr":
                    break
        if outermost:
            del self._open[outermost:]

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._line_offsets[line - 1] + column


def _line_offsets(source: str) -> list[int]:
    """Where each line starts, counted as the tokenizer counts: by LF alone."""
    offsets = [0]
    position = source.find("\n")
    while position >= 0:
        offsets.append(position + 1)
        position = source.find("\n", position + 1)
    return offsets
