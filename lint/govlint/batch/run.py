"""A run over many reports: what is new or changed is judged and kept, and everything else is known already."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from time import monotonic
from typing import Protocol, TypeVar

from govlint.batch.engine import Engine
from govlint.batch.files import amend_files
from govlint.batch.rows import Judging
from govlint.batch.store import Part, Store, rows_in
from govlint.batch.views import copied, open_views
from govlint.batch.work import Judge, Lost, Task, Unkept

Value = TypeVar("Value")

PART_REPORTS = 1000
PART_SECONDS = 60.0
"""A part of the store is written when that many reports are judged, or after that time: what a machine that fails
takes with it is a minute of work."""
CHUNK = 16
"""Reports that a process takes at a time."""
ROUNDS = 4
"""How often files are looked at again that changed while they were read, or took their process down."""

_TO_DO = """
SELECT arg_min(file, path) AS file, min(path) AS path, files.content_hash, files.judged_by, min(problem) AS problem
FROM files
ANTI JOIN reports ON files.content_hash = reports.content_hash AND files.judged_by = reports.judged_by
GROUP BY files.content_hash, files.judged_by
ORDER BY path
"""


class Progress(Protocol):
    """What is told of a run while it goes on."""

    def begin(self, total: int) -> None:
        """So many contents are to be judged."""

    def advance(self, number: int) -> None:
        """So many more of them are done."""

    def end(self) -> None:
        """All of them are done, or the run is interrupted."""


def judge_files(store: Store, judging: Judging, engine: Engine, progress: Progress, *, limit: float = 0) -> None:
    """Judges every content among the files of the run of which the store has no rows. KeyboardInterrupt goes on to the
    caller; what was judged until then is kept.
    """
    for _ in range(ROUNDS):
        total = _write_tasks(store)
        if not total:
            return
        progress.begin(total)
        try:
            unkept = _judge(store, judging, engine, progress, limit)
        finally:
            progress.end()
        if not unkept:
            return
        amend_files(store, unkept, judging)


def _write_tasks(store: Store) -> int:
    """Writes down what is to do, and returns how much it is."""
    with open_views(store) as connection:
        copied(connection, _TO_DO, store.temporary("tasks.parquet"))
    import pyarrow.parquet as pq

    return int(pq.read_metadata(store.temporary("tasks.parquet")).num_rows)


def _judge(store: Store, judging: Judging, engine: Engine, progress: Progress, limit: float) -> list[Unkept]:
    unkept: list[Unkept] = []
    part = Part(store)
    written = monotonic()
    work = Judge(judging, limit)
    chunks = in_chunks(_tasks(store), CHUNK)
    with closing(engine.map(work, chunks, Lost())) as outcomes:
        try:
            for outcome in outcomes:
                if outcome.judged:
                    part.add(outcome.rows)
                unkept += outcome.unkept
                progress.advance(outcome.size)
                if part.size >= PART_REPORTS or monotonic() - written > PART_SECONDS:
                    part.write()
                    written = monotonic()
        finally:
            part.write()
    return unkept


def _tasks(store: Store) -> Iterator[Task]:
    for row in rows_in(store.temporary("tasks.parquet"), 1000):
        path = os.path.abspath(os.fsdecode(row["file"]))  # wherever a worker is
        yield Task(path, row["path"], row["content_hash"], row["judged_by"], row["problem"] or "")


def in_chunks(values: Iterable[Value], size: int) -> Iterator[Sequence[Value]]:
    """The values in lists of up to `size`."""
    following = iter(values)
    while chunk := list(islice(following, size)):
        yield chunk
