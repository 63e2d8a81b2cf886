"""The tables of a store as DuckDB sees them: only the rows that count for the files of the run at hand.

    files       every file, in order of path: number, path, content_hash, judged_by, …
    reports     what is known of each content, once, however many files have it
    findings, figures, …   the rows of those contents; those of set_facts with their file and place in it
    paired      each content with that of the same organ's report of the year before
    found       every finding with the number and path of its file: of one report, of a pair, and of the whole run

Set rules and summaries are queries over these views.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from govlint.batch.store import Store
from govlint.batch.tables import FILES, PAIR_TABLES, SET_FACTS, SET_FINDINGS, kept_tables

if TYPE_CHECKING:
    import duckdb

MEMORY = "2GB"
"""What queries may take; beyond that they use the disk."""

_FILES = (
    "SELECT file_row_number AS number, * EXCLUDE (file_row_number) FROM read_parquet({path}, file_row_number = true)"
)
_KEPT = """
SELECT kept.* FROM read_parquet({pattern}, union_by_name = true{further}) AS kept
SEMI JOIN files ON files.content_hash = kept.content_hash AND files.judged_by = kept.judged_by
"""
_PAIRED = """
WITH known AS (
    SELECT content_hash, judged_by, organ, year FROM reports
    WHERE status = 'checked' AND organ IS NOT NULL AND year IS NOT NULL
), earlier AS (
    SELECT organ, year + 1 AS year, any_value(content_hash) AS previous_hash, any_value(judged_by) AS previous_judged_by
    FROM known GROUP BY organ, year HAVING count(*) = 1
)
SELECT content_hash, judged_by, previous_hash, previous_judged_by
FROM known JOIN earlier ON known.organ = earlier.organ AND known.year = earlier.year
"""
"""Where two different reports of an organ are about one year, it is unknown which of them the next is to be compared
with: then it is compared with none."""
_OF_PAIRS = """
SELECT kept.* FROM read_parquet({pattern}, union_by_name = true) AS kept
SEMI JOIN paired ON paired.content_hash = kept.content_hash AND paired.judged_by = kept.judged_by
    AND paired.previous_hash = kept.previous_hash AND paired.previous_judged_by = kept.previous_judged_by
"""
_FOUND = """
SELECT files.number AS file_number, files.path AS path, findings.*
FROM files JOIN findings ON files.content_hash = findings.content_hash AND files.judged_by = findings.judged_by
UNION ALL BY NAME
SELECT files.number AS file_number, files.path AS path, pair_findings.* EXCLUDE (previous_hash, previous_judged_by)
FROM files JOIN pair_findings
    ON files.content_hash = pair_findings.content_hash AND files.judged_by = pair_findings.judged_by
UNION ALL BY NAME
SELECT files.number AS file_number, set_findings.*
FROM set_findings LEFT JOIN files ON files.path = set_findings.path
"""
"""Findings of the run about a file that is no report of it (a list of organs, say) have a path and no number."""


@contextmanager
def open_views(store: Store) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the views of the store."""
    with connected(store) as connection:
        connection.execute(f"CREATE VIEW {FILES} AS {_FILES.format(path=quoted(store.files))}")
        for table in kept_tables():
            further = ", filename = true, file_row_number = true" if table == SET_FACTS else ""
            query = _KEPT.format(pattern=quoted(store.glob(table)), further=further)
            connection.execute(f"CREATE VIEW {table} AS {query}")
        connection.execute(f"CREATE VIEW paired AS {_PAIRED}")
        for table in PAIR_TABLES:
            connection.execute(f"CREATE VIEW {table} AS {_OF_PAIRS.format(pattern=quoted(store.glob(table)))}")
        of_the_run = f"SELECT * FROM read_parquet({quoted(store.run_table(SET_FINDINGS))})"
        connection.execute(f"CREATE VIEW {SET_FINDINGS} AS {of_the_run}")
        connection.execute(f"CREATE VIEW found AS {_FOUND}")
        yield connection


@contextmanager
def connected(store: Store) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that takes no more memory than it may, and uses the disk of the store beyond that."""
    import duckdb

    with duckdb.connect(":memory:") as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute(f"SET temp_directory = {quoted(store.temporary('duckdb'))}")
        yield connection


def quoted(text: str) -> str:
    """`text` as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def copied(connection: duckdb.DuckDBPyConnection, query: str, path: str) -> str:
    """Writes the answer to `query` to the Parquet file `path`: a way to read an answer of any size bit by bit."""
    connection.execute(f"COPY ({query}) TO {quoted(path)} (FORMAT parquet, COMPRESSION zstd)")
    return path
