"""The figures of tables as JSON or CSV. The CSV is safe to open in a spreadsheet: no cell of it is a formula."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from govlint.figures import COLUMNS, flat

SCHEMA = 1
BYTE_ORDER_MARK = "\ufeff"
"""Without it, spreadsheets on Windows take UTF-8 for the encoding of the system."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def figures_as_json(reports: Iterable[Mapping[str, Any]]) -> str:
    """One object a report."""
    import json

    lines = ",\n".join(json.dumps(report, ensure_ascii=False) for report in reports)
    return f'{{\n"schema": {SCHEMA},\n"reports": [\n{lines}\n]\n}}\n'


def figures_as_csv(reports: Iterable[Mapping[str, Any]]) -> str:
    """One line a cell, with a head."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for report in reports:
        writer.writerows([safe(line[name]) for name in COLUMNS] for line in flat(report))
    return BYTE_ORDER_MARK + out.getvalue()


def safe(value: object) -> str:
    """The text of a value that no spreadsheet takes for a formula; numbers stay numbers."""
    text = "" if value is None else str(value)
    if text.startswith(_FORMULA_STARTS) and not _is_number(text):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    return text.removeprefix("-").removeprefix("+").replace(".", "", 1).isdecimal()
