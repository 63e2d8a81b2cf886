"""The figures of the three tables as read, blanks and remarks included: what govlint saw, before any rule spoke."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from govlint.outline import table_outline
from govlint.report.tables import READ

if TYPE_CHECKING:
    from govlint.report.model import Report

COLUMNS = (
    "path", "organ", "organ_kind", "year", "table", "row_id", "row", "column_id", "column", "kind", "raw", "value",
    "page", "line",
)  # fmt: skip
"""What one line of the flat form holds, a cell a line."""


def figures_of(report: Report, path: str) -> dict[str, Any]:
    """The tables of one report as plain data."""
    organ, year = report.organ, report.year
    return {
        "path": path,
        "organ": organ.name if organ else None,
        "organ_kind": (organ.kind or None) if organ else None,
        "year": year.value if year else None,
        "statutory_format": report.format.name,
        "tables": [table_outline(report, table) for table in report.tables],
    }


def flat(figures: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The cells of `figures` one by one, with the names of `COLUMNS`. A table that was not read has one line, whose
    kind says what became of it.
    """
    facts = {name: figures[name] for name in ("path", "organ", "organ_kind", "year")}
    for table in figures["tables"]:
        if table["state"] != READ:
            yield {**dict.fromkeys(COLUMNS), **facts, "table": table["kind"], "kind": table["state"]}
        for row in [*table["rows"], *table["subtotals"]]:
            for cell in row["cells"]:
                yield {
                    **facts,
                    "table": table["kind"],
                    "row_id": row["id"],
                    "row": row["label"],
                    "column_id": cell["column"],
                    "column": cell["label"],
                    "kind": cell["kind"],
                    "raw": cell["raw"],
                    "value": cell["value"],
                    "page": row["page"],
                    "line": row["line"],
                }
