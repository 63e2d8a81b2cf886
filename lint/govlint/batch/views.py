"""The tables of a store as DuckDB sees them: only the rows that count for the files of the run at hand.

    files       every file, in order of path: number, path, content_hash, judged_by, …
    reports     what is known of each content, once, however many files have it
    findings, figures, …   the rows of those contents

Set rules and summaries are queries over these views.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from govlint.batch.store import Store, rows_in
from govlint.batch.tables import FILES, FINDINGS, kept_tables

if TYPE_CHECKING:
    import duckdb

MEMORY = "2GB"
"""What queries may take; beyond that they use the disk."""

_FILES = (
    "SELECT file_row_number AS number, * EXCLUDE (file_row_number) FROM read_parquet({path}, file_row_number = true)"
)
_KEPT = """
SELECT kept.* FROM read_parquet({pattern}, union_by_name = true) AS kept
SEMI JOIN files ON files.content_hash = kept.content_hash AND files.judged_by = kept.judged_by
"""
_OF_THE_RUN = " UNION ALL BY NAME SELECT * FROM read_parquet({path})"


@contextmanager
def open_views(store: Store) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the views of the store."""
    with connected(store) as connection:
        connection.execute(f"CREATE VIEW {FILES} AS {_FILES.format(path=quoted(store.files))}")
        for table in kept_tables():
            query = _KEPT.format(pattern=quoted(store.glob(table)))
            if table == FINDINGS and os.path.exists(store.run_table(FINDINGS)):
                query += _OF_THE_RUN.format(path=quoted(store.run_table(FINDINGS)))
            connection.execute(f"CREATE VIEW {table} AS {query}")
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


def answers(connection: duckdb.DuckDBPyConnection, query: str, store: Store, name: str) -> Iterator[dict[str, Any]]:
    """The rows of the answer to `query`, in its order, of which few are in memory; `name` is that of a file for them
    that no other answer uses meanwhile.
    """
    path = copied(connection, query, store.temporary(f"{name}.parquet"))
    yield from rows_in(path, 1000)
