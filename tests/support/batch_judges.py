"""Functions that judge several reports, for the tests of batches: what the machine calls, and what it gives them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govlint.engine import Settings
from govlint.result import CHECKED, Diagnostic, FileResult
from govlint.run import Input, read_report

if TYPE_CHECKING:
    import duckdb

CODE = "GL811"
"""A rule that is there; what it says does not matter here."""


def two_years(one: Input, previous: Input, _settings: Settings) -> FileResult:
    """A finding that tells both years and both names."""
    years = [read_report(item).year for item in (one, previous)]
    told = " after ".join(str(year.value) for year in years if year)
    found = Diagnostic(CODE, "info", "default", {}, actual=told, expected=previous.name, span=(3, 3), fingerprint=told)
    return FileResult(one.name, CHECKED, diagnostics=(found,))


def broken(_one: Input, _previous: Input, _settings: Settings) -> FileResult:
    """A function with a fault."""
    raise ZeroDivisionError


def organs(tables: duckdb.DuckDBPyConnection, _settings: Settings) -> Iterator[tuple[str, Diagnostic]]:
    """A finding for every file whose organ has several reports, and one for a list of organs."""
    query = """
        SELECT path, organ, count(*) OVER (PARTITION BY organ) AS number FROM files JOIN reports
        ON files.content_hash = reports.content_hash AND files.judged_by = reports.judged_by
        WHERE organ IS NOT NULL ORDER BY path
    """
    for path, organ, number in tables.execute(query).fetchall():
        if number > 1:
            yield path, Diagnostic(CODE, "error", "default", {}, actual=organ, expected=str(number), fingerprint=path)
    yield "organs.csv", Diagnostic(CODE, "warning", "default", {}, line=2, column=1, fingerprint="list")
