"""Putting a document together, piece by piece, for files whose text is not the file as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govlint.document.model import Block, Comment, Document, Place, Run

SEPARATOR = " | "
PICTURE = "[图片]"
"""What stands in the text for a picture, so that a table in its place can be told from a table left out."""
UNREAD_TABLE = "[表格]"
"""What stands in the text for a table whose cells cannot be told apart."""


class Builder:
    """Collects the text of a file block by block, and remembers where each piece came from."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._runs: list[Run] = []
        self._blocks: list[Block] = []
        self._comments: list[Comment] = []
        self._length = 0
        self._start = 0

    @property
    def length(self) -> int:
        """How long the text is so far."""
        return self._length

    def add(self, piece: str, place: Place, *, is_verbatim: bool = True) -> None:
        """Adds characters that stand at `place`, one after another in the file if `is_verbatim`."""
        if piece:
            self._runs.append(tuple.__new__(Run, (self._length, place, is_verbatim)))
            self._pieces.append(piece)
            self._length += len(piece)

    def add_comment(self, text: str, place: Place) -> None:
        """Adds a comment, which is no part of the text: it belongs to the block being built, or to the next one."""
        self._comments.append(Comment(self._length, place, text))

    def end_cell(self, place: Place, *, is_last: bool) -> None:
        """Ends a cell of a row with the mark that parts it from the next one."""
        self.add(SEPARATOR.rstrip() if is_last else SEPARATOR, place, is_verbatim=False)

    def end_block(self, kind: str) -> None:
        """Ends the block that was begun with the first `add` after the last one, if anything was added."""
        if self._length > self._start:
            self._blocks.append(Block(kind, self._start, self._length, ()))
            self._pieces.append("\n")
            self._length += 1
            self._start = self._length

    def document(
        self,
        path: str,
        kind: str,
        *,
        encoding: str = "",
        metadata: Mapping[str, str] | None = None,
        groups: Sequence[tuple[int, int]] = (),
        links: frozenset[int] = frozenset(),
    ) -> Document:
        """The document of everything added."""
        return Document(
            path,
            kind,
            "".join(self._pieces),
            self._blocks,
            runs=self._runs,
            encoding=encoding,
            metadata=metadata,
            groups=groups,
            links=links,
            comments=self._comments,
        )
