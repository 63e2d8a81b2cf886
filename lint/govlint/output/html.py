"""One self-contained page: the report as read with the findings marked in it, and a list of them to click through.

Nothing is loaded from elsewhere, and there is no script. Everything from a report is escaped.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from govlint.messages import ORGAN_KINDS, SEVERITIES, TABLES, fill, word
from govlint.output import wording
from govlint.output.terminal import marks_for
from govlint.page import FURNITURE, HEADING, TABLE, TITLE
from govlint.result import OWN_FILE
from govlint.rule import Text

if TYPE_CHECKING:
    from govlint.output import View
    from govlint.page import Grid, Item
    from govlint.result import Diagnostic, FileResult, Result

_TITLE = Text("年度报告检查结果", "Findings in annual reports")
_WHY = Text("依据", "Why")
_DO = Text("办法", "What to do")
_NO_FINDINGS = Text("没有发现问题", "No findings")
_NOT_SHOWN = Text("这个文件没有读成报告。", "This file was not read as a report.")
_YEAR = Text("{year}年度", "{year}")
_LIST = Text("问题", "Findings")


def render(result: Result, view: View) -> str:
    """The page."""
    lang = view.lang
    names = {"zh": "zh-CN", "en": "en"}
    parts = [
        "<!DOCTYPE html>\n",
        f'<html lang="{names[lang]}"><head><meta charset="utf-8">',
        f'<meta name="generator" content="govlint {result.version}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{_say(_TITLE, lang)}</title><style>\n{_style()}</style></head><body>\n",
        f"<header><h1>{_say(_TITLE, lang)}</h1><p>{escape(wording.summary(result, lang))}</p></header>\n",
    ]
    for number, file in enumerate(result.spoken_of, 1):
        parts += _File(result, file, number, lang).parts()
    return "".join([*parts, "</body></html>\n"])


def _style() -> str:
    with open(os.path.join(os.path.dirname(__file__), "report.css"), encoding="utf-8") as file:
        return file.read()


def _say(text: Text, lang: str, **args: object) -> str:
    return escape(fill(text, lang, args))


def _times(text: str, times: int) -> str:
    return f"{text} ×{times}" if times > 1 else text


class _File:
    """One report of the page."""

    def __init__(self, result: Result, file: FileResult, number: int, lang: str) -> None:
        self._result = result
        self._file = file
        self._number = number
        self._lang = lang
        self._anchor_of: dict[int, str] = {}
        """The anchor of each finding that has a place in the text; findings of one place share it."""
        self._of_cells = {index for index, found in enumerate(file.diagnostics) if self._is_of_cell(found)}
        """The findings that are shown at a row or cell of a table."""

    def parts(self) -> Iterator[str]:
        """The report on the left, its findings on the right."""
        yield f"<section><h2>{escape(self._file.path)}</h2><p class=facts>{self._facts()}</p>\n<article>"
        body = "".join(self._body())
        if not body and self._file.status != OWN_FILE:
            body = f"<p class=clean>{_say(_NOT_SHOWN, self._lang)}</p>"
        yield body
        yield f'</article>\n<nav aria-label="{_say(_LIST, self._lang)}">'
        for index, diagnostic in enumerate(self._file.diagnostics):
            yield self._card(index, diagnostic)
        if not self._file.diagnostics:
            yield f"<p class=clean>{_say(_NO_FINDINGS, self._lang)}</p>"
        yield "</nav></section>\n"

    def _facts(self) -> str:
        file = self._file
        kind = word(ORGAN_KINDS, file.organ_kind, self._lang) if file.organ_kind else None
        year = fill(_YEAR, self._lang, {"year": file.year}) if file.year else None
        if file.status == OWN_FILE:
            return ""
        facts = [file.organ, kind, year, wording.verdict(file.counts, file.hidden, self._lang)]
        return escape(" · ".join([*filter(None, facts), wording.relations(file.relations, self._lang)]).rstrip(" ·"))

    # -- the report ----------------------------------------------------------------------------------------------

    def _body(self) -> Iterator[str]:
        page = self._file.page
        if page is None:
            return
        last = len(page.items) - 1
        for position, item in enumerate(page.items):
            if item.kind == TABLE:
                yield self._table(item, page.tables[item.text])
                continue
            style = {TITLE: " class=title", HEADING: " class=heading", FURNITURE: " class=furniture"}.get(item.kind, "")
            yield f"<p{style}>{self._line(item, is_last=position == last)}</p>\n"

    def _line(self, item: Item, *, is_last: bool) -> str:
        """The text of a line with what was found in it marked. Where findings overlap, each piece carries the most
        severe of them.
        """
        found = [
            (index, max(start, item.start), min(end, item.end))
            for index, diagnostic in enumerate(self._file.diagnostics)
            for start, end in (diagnostic.span,)
            if index not in self._of_cells
            and (start < item.end and end > item.start if end > start else item.start <= start < item.end + 1 + is_last)
            and (start, end) != (0, 0)
        ]
        if not found:
            return escape(item.text)
        edges = sorted({item.start, item.end, *(edge for _, start, end in found for edge in (start, end))})
        parts: list[str] = []
        for index, start, end in found:
            if start == end and start <= item.start:
                parts.append(self._point(index))
        for left, right in pairwise(edges):
            text = escape(item.text[left - item.start : right - item.start])
            over = [index for index, start, end in found if start <= left and right <= end and start < end]
            parts.append(self._mark(over, text) if over else text)
            parts += [self._point(index) for index, start, end in found if start == end == right > item.start]
        return "".join(parts)

    def _mark(self, over: Sequence[int], text: str) -> str:
        return (
            f'<mark class="{self._tone(over)}"{self._anchors(over)}><a href="#c{self._id(over[0])}">{text}</a></mark>'
        )

    def _point(self, index: int) -> str:
        """The place of something missing."""
        severity = self._file.diagnostics[index].severity
        return f'<mark class="point {severity}"{self._anchors([index])}><a href="#c{self._id(index)}">▲</a></mark>'

    def _table(self, item: Item, grids: Iterable[Grid]) -> str:
        kind = item.text
        own = [
            index
            for index, diagnostic in enumerate(self._file.diagnostics)
            if diagnostic.table == kind and index not in self._of_cells
        ]
        caption = escape(word(TABLES, kind, self._lang))
        if own:
            caption = self._mark(own, caption)
        parts = [f"<div class=wide><table><caption>{caption}</caption>"]
        for grid in grids:
            heads = "".join(f"<th scope=col>{escape(column)}</th>" for column in grid.columns)
            parts.append(f"<thead><tr><th></th>{heads}</tr></thead><tbody>")
            for row in grid.rows:
                of_row = self._found(kind, row.label, None)
                parts.append(f"<tr>{self._cell('th scope=row', of_row, row.label)}")
                for column, raw in row.cells:
                    parts.append(self._cell("td", self._found(kind, row.label, column), raw))
                parts.append("</tr>")
            parts.append("</tbody>")
        return "".join([*parts, "</table></div>\n"])

    def _found(self, table: str, row: str, column: str | None) -> list[int]:
        return [
            index
            for index, diagnostic in enumerate(self._file.diagnostics)
            if diagnostic.table == table and diagnostic.row == row and diagnostic.cell == column
        ]

    def _cell(self, tag: str, over: Sequence[int], text: str) -> str:
        name = tag.partition(" ")[0]
        if not over:
            return f"<{tag}>{escape(text)}</{name}>"
        say = escape("\n".join(self._message(index) for index in over))
        inner = f'<a href="#c{self._id(over[0])}">{escape(text) or "▲"}</a>'
        return f'<{tag} class="mark {self._tone(over)}" title="{say}"{self._anchors(over)}>{inner}</{name}>'

    def _is_of_cell(self, diagnostic: Diagnostic) -> bool:
        """Whether a finding is shown at a row or cell of a table that the page shows."""
        page = self._file.page
        if page is None or diagnostic.table not in page.tables or not diagnostic.row:
            return False
        rows = [row for grid in page.tables[diagnostic.table] for row in grid.rows if row.label == diagnostic.row]
        return any(diagnostic.cell is None or diagnostic.cell in dict(row.cells) for row in rows)

    def _tone(self, over: Sequence[int]) -> str:
        order = list(SEVERITIES)
        return min((self._file.diagnostics[index].severity for index in over), key=order.index)

    def _anchors(self, over: Sequence[int]) -> str:
        """The id of a place for the findings that have none yet; "" if all of them have been met before."""
        new = [index for index in over if index not in self._anchor_of]
        self._anchor_of.update((index, f"m{self._id(new[0])}") for index in new)
        return f" id=m{self._id(new[0])}" if new else ""

    def _id(self, index: int) -> str:
        return f"{self._number}-{index + 1}"

    # -- the findings --------------------------------------------------------------------------------------------

    def _message(self, index: int) -> str:
        return wording.message(self._result, self._file.diagnostics[index], self._lang)

    def _card(self, index: int, diagnostic: Diagnostic) -> str:
        lang, result = self._lang, self._result
        step = marks_for("utf-8")
        places = [wording.place(diagnostic, lang, step), wording.position(diagnostic, lang)]
        severity = escape(word(SEVERITIES, diagnostic.severity, lang))
        name = escape(result.rules[diagnostic.code].name)
        lines = [f"<div class=say>{escape(self._message(index))}</div>"]
        expectation = wording.expectation(diagnostic, lang)
        if expectation:
            lines.append(f"<div class=place>{escape(expectation)}</div>")
        said = Counter(wording.related_text(result, diagnostic, related, lang) for related in diagnostic.related)
        lines += [f"<div class=place>{escape(_times(text, times))}</div>" for text, times in said.items()]
        why = "".join(f"<dd>{escape(text)}</dd>" for text in wording.basis(result, diagnostic, lang))
        more = (
            f"<details><summary>{_say(_DO, lang)} · {_say(_WHY, lang)}</summary><dl><dt>{_say(_DO, lang)}</dt>"
            f"<dd>{escape(wording.advice(result, diagnostic, lang))}</dd><dt>{_say(_WHY, lang)}</dt>{why}"
            "</dl></details>"
        )
        head = (
            f"<span class=code>{severity} {diagnostic.code}</span> {name}"
            f"<div class=place>{escape(' · '.join(filter(None, places)))}</div>{''.join(lines)}"
        )
        anchor = self._anchor_of.get(index)
        link = f'<a href="#{anchor}">{head}</a>' if anchor else head
        return f'<div class="card {diagnostic.severity}" id=c{self._id(index)}>{link}{more}</div>\n'
