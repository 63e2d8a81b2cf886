"""A document as the editor has it, saved or not."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import cached_property

from lsprotocol import types
from pygls.uris import to_fs_path

from govlint.config.resolve import NAMES
from govlint.server.positions import Lines

_SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm")
_LANGUAGES = {"plaintext": ".txt", "text": ".txt", "markdown": ".md", "html": ".html"}
"""The names that editors have for the kinds of text that are read, with the suffix of each."""
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Snapshot:
    """The text of one document at one moment. Never changed: an edit makes the next one."""

    def __init__(self, uri: str, language: str, version: int | None, text: str, encoding: str) -> None:
        self.uri = uri
        self.language = language
        self.version = version
        # Half a character is no text in any encoding; a stand-in of the same length keeps every column.
        self.text = _LONE_SURROGATE.sub("\ufffd", text)
        self.encoding = encoding
        """That of positions."""

    @cached_property
    def path(self) -> str | None:
        """Where the document lies; None for one that was never saved."""
        return to_fs_path(self.uri)

    @cached_property
    def lines(self) -> Lines:
        """Its lines."""
        return Lines(self.text, self.encoding)

    @property
    def is_configuration(self) -> bool:
        """Whether it is a configuration file."""
        return self.path is not None and os.path.basename(self.path) in NAMES

    @property
    def is_text(self) -> bool:
        """Whether it is of a kind that may be a report."""
        if self.path is not None and os.path.splitext(self.path)[1]:
            return self.path.lower().endswith(_SUFFIXES)
        return self.language in _LANGUAGES

    def path_in(self, root: str) -> str:
        """Its path, or the one it would have in the folder `root`; the suffix tells what kind of text it is."""
        if self.path is not None:
            return self.path
        name = re.sub(r"[^\w.-]+", "-", self.uri.rpartition(":")[2].rpartition("/")[2]) or "untitled"
        suffix = _LANGUAGES.get(self.language, ".txt")
        return os.path.join(root, name if name.lower().endswith(_SUFFIXES) else name + suffix)

    def changed(self, changes: Sequence[types.TextDocumentContentChangeEvent], version: int | None) -> Snapshot:
        """The document after `changes`, which follow one another."""
        snapshot = self
        for change in changes:
            text = change.text
            if isinstance(change, types.TextDocumentContentChangePartial):
                lines = snapshot.lines
                start, end = lines.offset(change.range.start), lines.offset(change.range.end)
                text = snapshot.text[:start] + text + snapshot.text[max(start, end) :]
            snapshot = Snapshot(self.uri, self.language, version, text, self.encoding)
        return snapshot
