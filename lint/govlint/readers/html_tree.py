"""From the source of a web page to a tree of elements whose texts know where they stand in the file.

The tokenizer knows what a page consists of (`html_tokens`); this module closes what pages leave open. Parsing never
fails, whatever the page: depth is bounded, and the cost is linear in the length of the source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from govlint.readers.html_tokens import COMMENT, END, START, TEXT, tokens_of

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
UNSEEN = frozenset(
    (
        "noscript",
        "template",
        "textarea",
        "select",
        "option",
        "button",
        "svg",
        "math",
        "object",
        "video",
        "audio",
        "canvas",
    )
)
"""Elements whose content no reader of the page sees as text (what the tokenizer skips apart)."""
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "caption",
    "thead", "tbody", "tfoot", "tr", "td", "th", "ul",
))  # fmt: skip
_SCOPES = frozenset(("table", "td", "th", "caption", "html"))
"""Elements that an end tag inside them does not reach beyond; those of the parts of a table reach up to the table."""
_TABLE_SCOPE = frozenset(("table",))
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
    they are written as a character reference. A comment for the program is a text without characters.
    """

    __slots__ = ("comment", "offset", "raw_length", "text")

    def __init__(self, text: str, offset: int, raw_length: int, comment: str = "") -> None:
        self.text = text
        self.comment = comment
        self.offset = offset
        self.raw_length = raw_length


class Element:
    """One element with what is in it."""

    __slots__ = ("attributes", "children", "offset", "tag")

    def __init__(self, tag: str, attributes: Mapping[str, str], offset: int) -> None:
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
    grower = _Grower()
    for token in tokens_of(source):
        if token.kind == TEXT:
            grower.add_text(token.text, token.offset, token.raw_length)
        elif token.kind == START:
            grower.open(token.text, token.attributes, token.offset)
        elif token.kind == END:
            grower.close(token.text, token.offset)
        elif token.kind == COMMENT:
            grower.add_comment(token.text, token.offset)
    return Page(grower.root, grower.title.strip(), grower.metadata)


class _Grower:
    """The tree while it grows."""

    def __init__(self) -> None:
        self.root = Element("html", {}, 0)
        self.title = ""
        self.metadata: dict[str, str] = {}
        self._open = [self.root]
        self._counts: Counter[str] = Counter()
        """How many elements of each name are open."""
        self._deeper = 0
        self._unseen = 0
        self._in_title = False

    def open(self, tag: str, attributes: Mapping[str, str], offset: int) -> None:
        """Opens an element, and closes what it cannot stand in."""
        if tag in _METADATA_TAGS:
            self._read_metadata(tag, attributes)
            return
        if self._unseen or tag in UNSEEN:
            self._unseen += tag in UNSEEN
            return
        if tag == "html":
            return
        if tag in BLOCKS:
            self._close_paragraph()
        if tag in _CLOSED_BY:
            self._close_implied(*_CLOSED_BY[tag])
        element = Element(tag, attributes, offset)
        self._open[-1].children.append(element)
        if tag in VOID:
            return
        if len(self._open) >= _DEEPEST:
            self._deeper += 1
        else:
            self._open.append(element)
            self._counts[tag] += 1

    def close(self, tag: str, offset: int) -> None:
        """Closes the innermost open element of that name, with all that is open in it."""
        if tag == "title":
            self._in_title = False
        if self._unseen:
            self._unseen -= tag in UNSEEN
            return
        if tag == "br":
            self._open[-1].children.append(Element("br", {}, offset))
            return
        if self._deeper and tag != "table":
            self._deeper -= 1
            return
        if not self._counts[tag]:
            return
        scopes = _TABLE_SCOPE if tag in _TABLE_PARTS else _SCOPES
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index].tag == tag:
                self._cut(index)
                return
            if self._open[index].tag in scopes:
                return

    def add_text(self, text: str, offset: int, raw_length: int) -> None:
        """Adds characters to the innermost open element."""
        if self._in_title:
            self.title += text
        elif not self._unseen:
            self._open[-1].children.append(Text(text, offset, raw_length))

    def add_comment(self, text: str, offset: int) -> None:
        """Adds a comment to the innermost open element."""
        if not self._in_title and not self._unseen:
            self._open[-1].children.append(Text("", offset, 0, text))

    def _read_metadata(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "title":
            self._in_title = not self.title
            return
        name = (attributes.get("name") or attributes.get("property") or "").strip().lower()
        content = attributes.get("content", "").strip()
        if name and content:
            self.metadata.setdefault(name, content)

    def _close_paragraph(self) -> None:
        """A block ends the paragraph it stands in."""
        if not self._counts["p"]:
            return
        for index in range(len(self._open) - 1, 0, -1):
            tag = self._open[index].tag
            if tag == "p":
                self._cut(index)
                return
            if tag in BLOCKS:
                return

    def _close_implied(self, closed: frozenset[str], limits: frozenset[str]) -> None:
        if not any(self._counts[tag] for tag in closed):
            return
        outermost = 0
        for index in range(len(self._open) - 1, 0, -1):
            tag = self._open[index].tag
            if tag in limits:
                break
            if tag in closed:
                outermost = index
        if outermost:
            self._cut(outermost)

    def _cut(self, index: int) -> None:
        """Closes the open elements from `index` on."""
        for element in self._open[index:]:
            self._counts[element.tag] -= 1
        del self._open[index:]
