"""The figures of tables as JSON or CSV, piece by piece. The CSV is safe to open in a spreadsheet: no cell of it is a
formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from govlint.figures import COLUMNS, FACTS, REMARKS, flat, wide
from govlint.messages import FIGURE_COLUMNS, TABLES, word

if TYPE_CHECKING:
    from govlint.figures import FigureColumn

SCHEMA = 1
BYTE_ORDER_MARK = "\ufeff"
"""Without it, spreadsheets on Windows take UTF-8 for the encoding of the system."""
CELLS = "cells"
"""The column, or sheet, that tells of every cell that holds no plain number."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def figures_as_json(reports: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One object a report."""
    import json

    yield f'{{\n"schema": {SCHEMA},\n"reports": ['
    separator = "\n"
    for report in reports:
        yield separator + json.dumps(report, ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n}\n"


def figures_as_csv(reports: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One line a cell, with a head."""
    yield BYTE_ORDER_MARK + _csv_line(COLUMNS)
    for report in reports:
        yield "".join(_csv_line(safe(line[name]) for name in COLUMNS) for line in flat(report))


def figures_as_wide_csv(reports: Iterable[Mapping[str, Any]], layout: Mapping[str, FigureColumn]) -> Iterator[str]:
    """One line a report, with a head. The last column tells of every cell that holds no plain number, as JSON."""
    import json

    yield BYTE_ORDER_MARK + _csv_line([*FACTS, *layout, CELLS])
    for report in reports:
        line = wide(report, layout)
        told = [{name: remark[name] for name in REMARKS[1:]} for remark in line.remarks]
        values: list[Any] = [line.facts[name] for name in FACTS]
        values += [line.values.get(name) for name in layout]
        yield _csv_line([*map(safe, values), safe(json.dumps(told, ensure_ascii=False) if told else "")])


def label_of(column: FigureColumn, lang: str) -> tuple[str, str, str]:
    """What a column of figures is called: table, row and column."""
    return word(TABLES, column.table, lang), column.row_label, column.column_label


def name_of(column: str, lang: str) -> str:
    """What any other column is called."""
    return word(FIGURE_COLUMNS, column, lang)


def _csv_line(values: Iterable[str]) -> str:
    import csv
    import io

    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(values)
    return out.getvalue()


def safe(value: object) -> str:
    """The text of a value that no spreadsheet takes for a formula; numbers stay numbers."""
    text = "" if value is None else str(value)
    if text.startswith(_FORMULA_STARTS) and not _is_number(text):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    return text.removeprefix("-").removeprefix("+").replace(".", "", 1).isdecimal()


def storable(text: str) -> str:
    """`text` without what no file format takes: halves of surrogate pairs, which names of files may hold, are written
    as escapes.
    """
    return text.encode("utf-8", "backslashreplace").decode()
