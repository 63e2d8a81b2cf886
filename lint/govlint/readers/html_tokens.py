"""The tokens of a web page: tags, texts and character references, each with its offset in the source.

The standard library's tokenizer takes time that grows with the square of some broken pages, so this is our own: every
character is looked at a bounded number of times, whatever the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from govlint.named import NamedTuple
from govlint.source.limits import MAX_PARTS
from govlint.source.read import TOO_COMPLEX, UNREADABLE, SourceProblem

START, END, TEXT, COMMENT = "start", "end", "text", "comment"
_OURS = "govlint"
"""The word that tells a comment for the program from all others, which are left out."""

_MARKUP = re.compile(r"<(?=[A-Za-z!/?])|&(?=[#A-Za-z])")
_NAME = re.compile(r"[A-Za-z][^\s/>]*")
_ATTRIBUTE = re.compile(r"[\s/]*([^\s/>=][^\s/>=]*)(\s*=\s*)?")
_UNQUOTED = re.compile(r"[^\s>]*")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style", "xmp", "iframe", "noembed")
}
"""Elements whose content is no markup, and how each ends."""
_NO_ATTRIBUTES: Mapping[str, str] = {}


class Token(NamedTuple):
    """One piece of the page."""

    kind: str
    text: str
    """Name of the element in lower case, or the characters."""
    offset: int
    raw_length: int
    """How long the piece is in the source."""
    attributes: Mapping[str, str] = _NO_ATTRIBUTES


def tokens_of(source: str) -> Iterator[Token]:
    """The tokens of `source` in order; declarations, scripts, styles and the comments that are not for the program are
    left out. Raises SourceProblem if there are more than any page that people read.
    """
    position = start = count = 0
    new = tuple.__new__  # a page has thousands of tokens; the constructor costs three times as much
    while True:
        count += 1
        if count > MAX_PARTS:
            raise SourceProblem(UNREADABLE, TOO_COMPLEX)
        match = _MARKUP.search(source, position)
        at = match.start() if match else len(source)
        if match is None or source[at] == "<":
            if at > start:
                yield new(Token, (TEXT, source[start:at], start, at - start, _NO_ATTRIBUTES))
            if match is None:
                return
            token, position = _markup(source, at)
            start = position
            if token is not None:
                yield token
                if token.kind == START and token.text in _RAW:
                    end = _RAW[token.text].search(source, position)
                    position = start = end.start() if end else len(source)
            continue
        reference = _REFERENCE.match(source, at)
        text = unescape(reference[0]) if reference else ""
        if reference is None or text == reference[0]:
            position = at + 1
            continue
        if at > start:
            yield new(Token, (TEXT, source[start:at], start, at - start, _NO_ATTRIBUTES))
        yield new(Token, (TEXT, text, at, reference.end() - at, _NO_ATTRIBUTES))
        position = start = reference.end()


def _markup(source: str, at: int) -> tuple[Token | None, int]:
    """The tag at `at`, or the comment if it is for the program (None for others, and for a declaration), and where
    what follows starts.
    """
    if source.startswith("<!--", at):
        end = source.find("-->", at + 4)
        if end < 0:
            return None, len(source)
        is_ours = source.find(_OURS, at, end) >= 0
        text = source[at + 4 : end]
        return (Token(COMMENT, text, at, end + 3 - at) if is_ours else None), end + 3
    if source[at + 1] in "!?":
        end = source.find(">", at)
        return None, end + 1 if end >= 0 else len(source)
    if source[at + 1] == "/":
        name = _NAME.match(source, at + 2)
        end = source.find(">", at)
        if end < 0:
            return None, len(source)
        return (Token(END, name[0].lower(), at, end + 1 - at, _NO_ATTRIBUTES) if name else None), end + 1
    name = _NAME.match(source, at + 1)
    assert name is not None, "a tag is taken for one because a letter follows"
    attributes, end = _attributes(source, name.end())
    return Token(START, name[0].lower(), at, end - at, attributes), end


def _attributes(source: str, position: int) -> tuple[Mapping[str, str], int]:
    """The attributes of a start tag, and where the tag ends. A tag or a quotation mark that is never closed reaches to
    the end of the page, as in a browser.
    """
    attributes: dict[str, str] = {}
    while True:
        match = _ATTRIBUTE.match(source, position)
        if match is None:
            end = source.find(">", position)
            return attributes or _NO_ATTRIBUTES, end + 1 if end >= 0 else len(source)
        position = match.end()
        value = ""
        if match[2]:
            quote = source[position : position + 1]
            if quote and quote in "\"'":
                end = source.find(quote, position + 1)
                if end < 0:
                    return attributes or _NO_ATTRIBUTES, len(source)
                value, position = source[position + 1 : end], end + 1
            else:
                unquoted = _UNQUOTED.match(source, position)
                assert unquoted is not None, "the pattern matches nothing as well"
                value, position = unquoted[0], unquoted.end()
        attributes.setdefault(match[1].lower(), unescape(value) if "&" in value else value)
