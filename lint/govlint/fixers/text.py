"""Edits in plain text: the document's text is the file's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govlint.fixers.encoded import EncodedText

if TYPE_CHECKING:
    from govlint.document.model import Document
    from govlint.result import Replacement
    from govlint.source.read import Source


def edit_text(source: Source, document: Document, edits: Sequence[Replacement]) -> bytes:
    """The bytes of the file with `edits` made. Raises CannotEditError."""
    file = EncodedText(source.data, document.text, document.encoding)
    return file.replaced((edit.start, edit.end, edit.text) for edit in edits)
