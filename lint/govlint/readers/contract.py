"""What a reader is, and which reader reads which kind of file.

A reader is a function from a `Source` of its kind to a `Document`. It raises `SourceProblem` ("unreadable") for a file
of its kind that it cannot read, and nothing else. Readers are imported when the first file of their kind comes.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from govlint.source.read import (
    HTML,
    LEGACY_OFFICE,
    MARKDOWN,
    OPENDOCUMENT,
    PDF,
    RTF,
    TEXT,
    UNSUPPORTED,
    WORD,
    Source,
    SourceProblem,
)

if TYPE_CHECKING:
    from govlint.document.model import Document


class ReadFunction(Protocol):
    """The one function of a reader."""

    def __call__(self, source: Source) -> Document:
        """What stands in `source`. Raises SourceProblem."""


READERS = {
    TEXT: "govlint.readers.text:read_text",
    MARKDOWN: "govlint.readers.markdown:read_markdown",
    PDF: "govlint.readers.pdf:read_pdf",
    WORD: "govlint.readers.word:read_word",
    LEGACY_OFFICE: "govlint.readers.office:read_office",
    RTF: "govlint.readers.office:read_office",
    OPENDOCUMENT: "govlint.readers.office:read_office",
    HTML: "govlint.readers.html:read_html",
}
"""The read function of each kind of file, as "module:function"."""


def read_document(source: Source) -> Document:
    """What stands in `source`. Raises SourceProblem: "unsupported" with the kind as reason if that kind has no reader,
    "unreadable" if its reader cannot read the file.
    """
    if source.kind not in READERS:
        raise SourceProblem(UNSUPPORTED, source.kind)
    module, _, name = READERS[source.kind].partition(":")
    read: ReadFunction = getattr(import_module(module), name)
    return read(source)
