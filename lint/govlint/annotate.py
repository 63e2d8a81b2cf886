"""A copy of a Word file with each finding as a comment on its paragraph or cell. The original is only read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from govlint.document.builder import Builder
from govlint.document.model import Place
from govlint.messages import SEVERITIES, fill, word
from govlint.output import wording
from govlint.output.terminal import marks_for
from govlint.readers.word import WordReader
from govlint.readers.word_numbering import Numbering
from govlint.rule import Text

if TYPE_CHECKING:
    from govlint.result import Diagnostic, FileResult, Result

AUTHOR, INITIALS = "govlint", "GL"
_DO = Text("办法:{text}", "What to do: {text}")
_WHY = Text("依据:{text}", "Why: {text}")


class MissingLibraryError(Exception):
    """The library that writes comments is not installed."""


def annotated(data: bytes, file: FileResult, result: Result, lang: str) -> bytes:
    """The .docx `data` with the findings of `file` as comments in `lang`. Raises MissingLibraryError."""
    try:
        from docx import Document
    except ImportError:
        raise MissingLibraryError from None
    document = Document(io.BytesIO(data))
    reader = WordReader(Builder(), Numbering(None, None))
    reader.read(document.element.body)
    places = reader.elements
    first = next(iter(places.values()), None)
    for diagnostic in file.diagnostics:
        place = Place(paragraph=diagnostic.paragraph, grid=diagnostic.grid)
        element = places.get(place, first)
        if element is not None:
            runs = list(_runs_of(element, document))
            comment = document.add_comment(runs, author=AUTHOR, initials=INITIALS)
            _write(comment, _lines(result, diagnostic, lang))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _runs_of(element: Any, document: Any) -> Iterator[Any]:
    """The first and the last run in a paragraph or cell; a run is made where there is none."""
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    paragraphs = [element] if element.tag.endswith("}p") else element.xpath("./w:p")
    paragraph = next((p for p in paragraphs if p.xpath(".//w:r")), paragraphs[0])
    runs = paragraph.xpath("./w:r | ./w:ins/w:r | ./w:hyperlink/w:r")
    parent = Paragraph(paragraph, document)
    if not runs:
        yield parent.add_run()
        return
    yield Run(runs[0], parent)
    if len(runs) > 1:
        yield Run(runs[-1], parent)


def _lines(result: Result, diagnostic: Diagnostic, lang: str) -> list[str]:
    """What a comment says: the finding, where in the tables, what to do and why."""
    severity = word(SEVERITIES, diagnostic.severity, lang)
    lines = [f"{severity} {diagnostic.code} {result.rules[diagnostic.code].name}"]
    lines.append(wording.message(result, diagnostic, lang))
    if diagnostic.table:
        lines.append(wording.place(diagnostic, lang, marks_for("utf-8")))
    expectation = wording.expectation(diagnostic, lang)
    if expectation:
        lines.append(expectation)
    lines += wording.elsewhere(result, diagnostic, lang)
    lines.append(fill(_DO, lang, {"text": wording.advice(result, diagnostic, lang)}))
    lines += [fill(_WHY, lang, {"text": text}) for text in wording.basis(result, diagnostic, lang)]
    return lines


def _write(comment: Any, lines: list[str]) -> None:
    comment.paragraphs[0].add_run(_printable(lines[0]))
    for line in lines[1:]:
        comment.add_paragraph(_printable(line))


def _printable(text: str) -> str:
    """`text` without the control characters that XML cannot hold."""
    return "".join(char if char.isprintable() else " " for char in text)
