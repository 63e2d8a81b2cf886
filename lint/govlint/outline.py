"""How a document was understood, part by part: the answer to "why is there no finding?".

The outline is plain data, the same as `govlint outline --format json` prints: lines and columns of the file, counted
from 1, words of the report as folded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govlint.report.model import Report
    from govlint.report.tables import Table, TableRow


def outline_of(report: Report) -> dict[str, Any]:
    """The outline of `report`."""
    return {
        "document": _document(report),
        "furniture": [
            {
                "line": _line(report, item.start),
                "kind": item.kind,
                "key": item.key,
                "text": report.raw(item.start, item.end),
            }
            for item in report.furniture.values()
        ],
        "titles": [
            {
                "line": _line(report, title.start),
                "text": title.text,
                "organ": title.organ,
                "year": title.year,
                "kind": title.kind,
                "form": title.form,
                "is_judged": title == report.title,
            }
            for title in report.titles
        ],
        "organ": _organ(report),
        "year": _year(report),
        "format": report.format.name,
        "period": _period(report),
        "preamble": _range(report, *report.preamble),
        "sections": [
            {
                "number": section.number,
                "ordinal": section.heading.ordinal,
                "title": section.heading.title,
                "standing": section.standing,
                "line": _line(report, section.heading.start),
                "end_line": _line(report, max(section.start, section.end - 1)),
                "paragraphs": sum(paragraph.section == section.number for paragraph in report.paragraphs),
            }
            for section in report.sections
        ],
        "other_headings": _other_headings(report),
        "tables": [table_outline(report, table) for table in report.tables],
        "signatory": _signatory(report),
        "dates": [
            {
                "line": _line(report, date.start),
                "text": date.raw,
                "date": date.value.isoformat() if date.value else None,
                "form": date.form,
                "position": date.position,
                "is_issue_date": date == report.issue_date,
            }
            for date in report.dates
        ],
        "page_dates": [
            {"line": _line(report, date.start), "key": date.key, "date": date.value.isoformat()}
            for date in report.page_dates
        ],
        "relations": _relations(report),
    }


def _document(report: Report) -> dict[str, Any]:
    document = report.document
    return {
        "path": document.path,
        "kind": document.kind,
        "encoding": document.encoding,
        "characters": len(document.text),
        "lines": len(document.line_starts) if document.line_starts is not None else None,
        "paragraphs": len(report.paragraphs),
        "sentences": len(report.sentences),
        "metadata": dict(document.metadata),
    }


def _line(report: Report, offset: int) -> int | None:
    return report.document.place(report.source(offset)).line


def _range(report: Report, start: int, end: int) -> dict[str, Any] | None:
    if end <= start:
        return None
    return {"line": _line(report, start), "end_line": _line(report, end - 1)}


def _organ(report: Report) -> dict[str, Any] | None:
    organ = report.organ
    if organ is None:
        return None
    return {"name": organ.name, "kind": organ.kind or None, "level": organ.level or None, "source": organ.source}


def _year(report: Report) -> dict[str, Any] | None:
    year = report.year
    return {"value": year.value, "source": year.source} if year else None


def _period(report: Report) -> dict[str, Any] | None:
    period = report.period
    if period is None:
        return None
    return {
        "line": _line(report, period.start),
        "first": period.first.isoformat() if period.first else None,
        "last": period.last.isoformat() if period.last else None,
    }


def _signatory(report: Report) -> dict[str, Any] | None:
    signatory = report.signatory
    return {"line": _line(report, signatory.start), "name": signatory.name} if signatory else None


def _other_headings(report: Report) -> list[dict[str, Any]]:
    taken = {section.heading.start for section in report.sections}
    return [
        {"line": _line(report, heading.start), "ordinal": heading.ordinal, "title": heading.title}
        for heading in report.headings
        if heading.start not in taken
    ]


def table_outline(report: Report, table: Table) -> dict[str, Any]:
    """One statutory table as read: every row with every cell, printed and parsed."""
    return {
        "kind": table.kind,
        "state": table.state,
        "why": table.why or None,
        "format": table.format.name,
        "line": _line(report, table.start),
        "end_line": _line(report, max(table.start, table.end - 1)),
        "rows": [_row(report, row) for row in table.rows.values()],
        "subtotals": [_row(report, row) for row in table.subtotals.values()],
        "missing_rows": list(table.missing),
        "moved_rows": list(table.moved),
        "extra_rows": [
            {"line": _line(report, row.start), "label": row.label, "values": [cell.raw for cell in row.values]}
            for row in table.extra
        ],
    }


def _row(report: Report, row: TableRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "label": row.label,
        "line": _line(report, row.start),
        "page": report.document.place(report.source(row.start)).page,
        "match": row.match,
        "why": row.why or None,
        "values": [cell.raw for cell in row.values],
        "cells": [
            {
                "column": column.id,
                "label": column.label,
                "kind": cell.kind,
                "raw": cell.raw,
                "value": _figure(cell.value),
                "unit": cell.unit or None,
            }
            for column in row.columns
            for cell in (row.cell(column.id),)
        ],
    }


def _figure(value: Any) -> str | None:
    """A figure as text, because JSON has no exact decimals."""
    return None if value is None else str(value)


def _relations(report: Report) -> dict[str, Any]:
    outcomes = report.outcomes
    return {
        "held": sum(outcome.state == "held" for outcome in outcomes),
        "violated": [
            {
                "relation": outcome.relation,
                "table": outcome.table,
                "row": outcome.row,
                "column": outcome.column,
                "sum": outcome.written_out(),
            }
            for outcome in outcomes
            if outcome.state == "violated"
        ],
        "not_assessable": [
            {
                "relation": outcome.relation,
                "table": outcome.table,
                "row": outcome.row,
                "column": outcome.column,
                "reason": outcome.why,
            }
            for outcome in outcomes
            if outcome.state == "not-assessable"
        ],
    }
