"""The figures of tables as an Excel workbook, written row by row: memory does not grow with the number of reports.

Text is written as text, whatever it begins with; numbers have at most fifteen digits, which a spreadsheet holds
exactly. The same figures make the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from govlint.figures import COLUMNS, FACTS, REMARKS, exact_number, flat, wide
from govlint.messages import FIGURE_SHEETS, word
from govlint.output.figures import CELLS, label_of, name_of, storable
from govlint.output.terminal import width_of

if TYPE_CHECKING:
    from govlint.figures import FigureColumn

MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
"""What a sheet and a cell can hold."""
REPORTS, FIGURES, EXPLAINED = "reports", "figures", "columns"

_CREATED = datetime(1980, 1, 1)
"""Told of every workbook, so that it does not depend on when it was written."""
_WIDTHS = {"path": 32, "sha256": 14, "organ": 26, "row": 36, "column": 16, "raw": 24, "issue_date": 12, "region": 16}
_WIDTH, _FIGURE_WIDTH = 11, 12
_HEAD_HEIGHT = 96
"""In points: five lines, for the labels of the statutory format."""
_EXPLANATION = ("sheet", "name", "label", "table", "row", "column", "formats")


def write_wide(path: str, reports: Iterable[Mapping[str, Any]], layout: Mapping[str, FigureColumn], lang: str) -> int:
    """Writes one row a report to the file `path`, with a sheet on every cell that holds no plain number, and one that
    explains the columns. Returns how many texts had to be cut. OSError if it cannot be written.
    """
    with _Book(path, lang) as book:
        heads = [name_of(name, lang) for name in FACTS]
        heads += ["\n".join(label_of(column, lang)) for column in layout.values()]
        widths = [_WIDTHS.get(name, _WIDTH) for name in FACTS] + [_FIGURE_WIDTH] * len(layout)
        main = book.sheet(REPORTS, heads, widths, height=_HEAD_HEIGHT, frozen=FACTS.index("organ") + 1)
        cells = book.sheet(CELLS, [name_of(name, lang) for name in REMARKS], _widths(REMARKS))
        for report in reports:
            line = wide(report, layout)
            main.write([*(line.facts[name] for name in FACTS), *(line.values.get(name) for name in layout)])
            for remark in line.remarks:
                cells.write([remark[name] for name in REMARKS])
        _explain(book, layout, lang)
    return book.cut


def write_long(path: str, reports: Iterable[Mapping[str, Any]], lang: str) -> int:
    """Writes one row a cell to the file `path`. Returns how many texts had to be cut. OSError if it cannot be
    written.
    """
    with _Book(path, lang) as book:
        sheet = book.sheet(FIGURES, [name_of(name, lang) for name in COLUMNS], _widths(COLUMNS))
        for report in reports:
            for line in flat(report):
                value = exact_number(line["value"]) if line["value"] else None
                sheet.write([value if name == "value" else line[name] for name in COLUMNS])
    return book.cut


def _explain(book: _Book, layout: Mapping[str, FigureColumn], lang: str) -> None:
    """The sheet that says of every column what it is called by programs, and which formats have it."""
    sheet = book.sheet(EXPLAINED, [name_of(name, lang) for name in _EXPLANATION], [10, 44, 30, 20, 44, 20, 12])
    main, cells = (word(FIGURE_SHEETS, name, lang) for name in (REPORTS, CELLS))
    for name in FACTS:
        sheet.write([main, name, name_of(name, lang), "", "", "", ""])
    for name, column in layout.items():
        parts = label_of(column, lang)
        sheet.write([main, name, " › ".join(parts), *parts, " ".join(reversed(column.formats))])
    for name in REMARKS:
        sheet.write([cells, name, name_of(name, lang), "", "", "", ""])


def _widths(names: Sequence[str]) -> list[int]:
    return [_WIDTHS.get(name, _WIDTH) for name in names]


class _Book:
    """The workbook."""

    def __init__(self, path: str, lang: str) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(path, options)
        self._book.use_zip64()
        self._book.set_properties({"created": _CREATED, "title": "govlint figures"})
        self._lang = lang
        self._sheets: list[_Sheet] = []
        self.head = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.date = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self.cut = 0
        """Texts that were too long for a cell."""

    def __enter__(self) -> _Book:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        for sheet in self._sheets:
            sheet.finish()
        try:
            self._book.close()
        except FileCreateError as problem:
            if kind is None:
                raise OSError(str(problem)) from None

    def sheet(
        self, name: str, heads: Sequence[str], widths: Sequence[int], *, height: int = 0, frozen: int = 0
    ) -> _Sheet:
        """A new sheet whose first row are `heads`; the first `frozen` columns stay in sight."""
        made = _Sheet(self, word(FIGURE_SHEETS, name, self._lang), heads, widths, height, frozen)
        self._sheets.append(made)
        return made

    def add(self, title: str) -> Any:
        """A new page of a sheet."""
        return self._book.add_worksheet(title)


class _Sheet:
    """A list with a head. Where a sheet is full, the list goes on in a further one."""

    def __init__(
        self, book: _Book, title: str, heads: Sequence[str], widths: Sequence[int], height: int, frozen: int
    ) -> None:
        self._book = book
        self._title = title
        self._heads = heads
        self._widths = widths
        self._height = height
        self._frozen = frozen
        self._pages = 0
        self._begin()

    def _begin(self) -> None:
        self._pages += 1
        self._page = self._book.add(self._title if self._pages == 1 else f"{self._title} {self._pages}")
        for index, (head, width) in enumerate(zip(self._heads, self._widths, strict=True)):
            widest = max(map(width_of, head.splitlines()), default=0) + 3
            self._page.set_column(index, index, width if self._height else max(width, widest))
        if self._height:
            self._page.set_row(0, self._height)
        for index, head in enumerate(self._heads):
            self._page.write_string(0, index, head, self._book.head)
        self._page.freeze_panes(1, self._frozen)
        self._row = 1

    def write(self, values: Sequence[Any]) -> None:
        """Adds a row: numbers as numbers, dates as dates, everything else as text; None leaves the cell empty."""
        if self._row == MOST_ROWS:
            self.finish()
            self._begin()
        for index, value in enumerate(values):
            if value is None:
                continue
            if isinstance(value, date):
                self._page.write_datetime(self._row, index, value, self._book.date)
            elif isinstance(value, int | Decimal):
                self._page.write_number(self._row, index, value)
            else:
                self._page.write_string(self._row, index, self._fitting(str(value)))
        self._row += 1

    def _fitting(self, text: str) -> str:
        """As much of `text` as a cell holds."""
        text = storable(text)
        if len(text.encode("utf-16-le")) <= 2 * MOST_CHARACTERS:
            return text
        self._book.cut += 1
        kept = text.encode("utf-16-le")[: 2 * MOST_CHARACTERS - 2]
        return kept.decode("utf-16-le", "ignore") + "…"

    def finish(self) -> None:
        """The filter over all rows of the page."""
        self._page.autofilter(0, 0, self._row - 1, len(self._heads) - 1)
