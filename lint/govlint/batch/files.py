"""Which files a run is about: found, read and hashed one by one, and written down as they come."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from glob import iglob
from hashlib import sha256
from typing import Any

from govlint.batch.arrow import schema_of, table_of
from govlint.batch.rows import Judging, Problem
from govlint.batch.store import Store, batched, rows_in
from govlint.batch.tables import FILES, SET_FINDINGS
from govlint.batch.views import connected, copied, quoted
from govlint.batch.work import Unkept
from govlint.discover import shown
from govlint.result import Skipped
from govlint.source.limits import MAX_BYTES
from govlint.source.read import SourceProblem, read_bytes, read_stream

_AHEAD = 4
"""How many files a thread has waiting to be read."""
_WILD = "*?["

_PLACE = "place"
"""A column of the list before it is in order: the absolute path, by which a file that was named twice is known."""
_ONCE = f"QUALIFY row_number() OVER (PARTITION BY {_PLACE} ORDER BY path, file) = 1"


class NothingFoundError(Exception):
    """There is no file to judge."""


def expanded(paths: Iterable[str]) -> Iterator[str]:
    """The paths with patterns in place of names resolved."""
    for path in paths:
        if any(char in path for char in _WILD) and not os.path.lexists(path):
            matched = False
            for match in iglob(path, recursive=True):
                matched = True
                yield match
            if matched:
                continue
        yield path


def write_files(
    store: Store,
    found: Iterable[str | Skipped],
    judging: Judging,
    threads: int,
    progress: Callable[[int], None],
    skip: Callable[[Skipped], None],
    *,
    may_be_empty: bool = False,
) -> None:
    """Writes down the files of the run, each with the hash of its content, in order of their paths; a file that was
    named twice is there once. `progress` is told how many have been read, and `skip` what was left out.
    NothingFoundError if there is no file, unless that may be; then the store stays as it is.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    def files() -> Iterator[str]:
        for item in found:
            if isinstance(item, Skipped):
                skip(item)
            else:
                yield item

    unordered, ordered = store.temporary("found.parquet"), store.temporary("ordered.parquet")
    number = 0
    schema = schema_of(FILES).append(pa.field(_PLACE, pa.binary()))
    with pq.ParquetWriter(unordered, schema, compression="zstd") as writer:
        for rows in batched(_read_ahead(files(), lambda path: file_row(path, judging), threads)):
            places = [os.fsencode(os.path.abspath(os.fsdecode(row["file"]))) for row in rows]
            writer.write_table(table_of(FILES, rows).append_column(_PLACE, pa.array(places, pa.binary())))
            number += len(rows)
            progress(number)
    if not number and not may_be_empty:
        raise NothingFoundError
    query = f"SELECT * EXCLUDE ({_PLACE}) FROM read_parquet({quoted(unordered)}) {_ONCE} ORDER BY path, file"
    with connected(store) as connection:
        copied(connection, query, ordered)
    store.write_run_table(SET_FINDINGS, [])  # what was found in other files
    store.write_run_table(FILES, batched(rows_in(ordered)))


def file_row(path: str, judging: Judging) -> dict[str, Any]:
    """What is written down of a file."""
    name = shown(path)
    row = {"path": name, "file": os.fsencode(path), "size": None, "problem": None}
    found = _hashed(path)
    if isinstance(found, Problem):
        return {**row, **_of_problem(found, judging)}
    size, content_hash = found
    return {**row, "size": size, "content_hash": content_hash, "judged_by": judging.judged_by(name)}


def amend_files(store: Store, unkept: Iterable[Unkept], judging: Judging) -> None:
    """Writes down anew what is known of the files whose contents could not be judged as they were."""
    by_path: dict[str, Unkept] = {}
    by_key: dict[tuple[str, str], Unkept] = {}
    for item in unkept:
        if item.path:
            by_path[item.path] = item
        else:
            by_key[item.content_hash, item.judged_by] = item

    def amended() -> Iterator[Mapping[str, Any]]:
        for row in rows_in(store.files):
            path = os.fsdecode(row["file"])
            item = by_path.get(os.path.abspath(path)) or by_key.get((row["content_hash"], row["judged_by"]))
            if item is None:
                yield row
            elif item.mark:
                yield {**row, "judged_by": item.mark}
            elif item.problem is not None:
                yield {**row, **_of_problem(item.problem, judging)}
            else:
                yield file_row(path, judging)

    store.write_run_table(FILES, batched(amended()))


def _of_problem(problem: Problem, judging: Judging) -> dict[str, Any]:
    return {"content_hash": problem.key, "judged_by": judging.mark, "problem": problem.as_json()}


def _hashed(path: str) -> tuple[int, str] | Problem:
    """Size and hash of a file, or why it cannot be read."""
    try:
        data = read_bytes(path)
        if len(data) > MAX_BYTES:  # it grew, and says so where it is read
            read_stream(data, path)
    except SourceProblem as problem:
        return Problem(problem.event, problem.reason, problem.details)
    return len(data), sha256(data).hexdigest()


def _read_ahead(paths: Iterable[str], read: Callable[[str], dict[str, Any]], threads: int) -> Iterator[dict[str, Any]]:
    """`read` of each path, in order, by a number of threads: hashing leaves the interpreter to the others."""
    from concurrent.futures import Future, ThreadPoolExecutor

    waiting: deque[Future[dict[str, Any]]] = deque()
    with ThreadPoolExecutor(threads) as executor:
        try:
            for path in paths:
                waiting.append(executor.submit(read, path))
                if len(waiting) >= threads * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
