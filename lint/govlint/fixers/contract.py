"""What a fixer is, and which fixer edits which kind of file.

A fixer is a function from a `Source`, its document and edits of that document's text to the bytes of the edited file.
It raises `CannotEditError` where an edit has no place in the file (a number that Word makes, markup, a tracked change).
Whether the edit was right is not decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from govlint.source.read import HTML, MARKDOWN, TEXT, WORD

if TYPE_CHECKING:
    from govlint.document.model import Document
    from govlint.result import Replacement
    from govlint.source.read import Source


class CannotEditError(Exception):
    """An edit that cannot be made in the file."""


class EditFunction(Protocol):
    """The one function of a fixer."""

    def __call__(self, source: Source, document: Document, edits: Sequence[Replacement]) -> bytes:
        """The bytes of the file with `edits` made, which are in document order and do not overlap."""


FIXERS = {
    TEXT: "govlint.fixers.text:edit_text",
    MARKDOWN: "govlint.fixers.markup:edit_markup",
    HTML: "govlint.fixers.markup:edit_markup",
    WORD: "govlint.fixers.word:edit_word",
}
"""The edit function of each kind of file, as "module:function"."""


def edited(source: Source, document: Document, edits: Sequence[Replacement]) -> bytes:
    """The bytes of the file with `edits` made. Raises CannotEditError."""
    if source.kind not in FIXERS:
        raise CannotEditError(source.kind)
    module, _, name = FIXERS[source.kind].partition(":")
    edit: EditFunction = getattr(import_module(module), name)
    return edit(source, document, edits)
