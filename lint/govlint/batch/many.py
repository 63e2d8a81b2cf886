"""What is found by looking at several reports: each with that of the year before, and all of a run together.

Two seams, for functions that judge: neither knows of the store, of engines, or of what the other finds.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from govlint.batch.arrow import packed
from govlint.batch.codec import encode
from govlint.batch.engine import Engine
from govlint.batch.judge import judge_store, set_codes
from govlint.batch.pairs import judge_pair, pair_codes
from govlint.batch.rows import Judging, finding_rows
from govlint.batch.run import CHUNK, PART_REPORTS, Progress, in_chunks
from govlint.batch.store import Part, Store, batched, rows_in
from govlint.batch.tables import PAIR_FINDINGS, PAIRS, SET_FINDINGS
from govlint.batch.views import copied, open_views
from govlint.batch.work import TooSlow, at_most
from govlint.engine import Settings
from govlint.named import NamedTuple
from govlint.records import Record
from govlint.result import Diagnostic, FileResult
from govlint.run import Input
from govlint.source.read import read_bytes

if TYPE_CHECKING:
    import duckdb

    from govlint.sets.register import Register

PairJudge = Callable[[Input, Input, Settings], FileResult]
"""The verdict on a report beside that of the year before, of rules that need both. Both inputs have their bytes; called
in a worker process, so it is the function of a module."""
SetJudge = Callable[["duckdb.DuckDBPyConnection", Settings], Iterable[tuple[str, Diagnostic]]]
"""What all reports of a run show together, read from the views of `govlint.batch.views`: findings with the path of the
file each is about, in order. A path that is no report's is that of a file of the user's."""

FIRST_OF_MANY = 1_000_000
"""From this number on the findings of a file are counted that no report shows alone."""

_TO_DO = """
SELECT paired.*, arg_min(one.file, one.path) AS file, min(one.path) AS path,
    arg_min(other.file, other.path) AS previous_file, min(other.path) AS previous_path
FROM paired
ANTI JOIN pairs ON paired.content_hash = pairs.content_hash AND paired.judged_by = pairs.judged_by
    AND paired.previous_hash = pairs.previous_hash AND paired.previous_judged_by = pairs.previous_judged_by
JOIN files AS one ON one.content_hash = paired.content_hash AND one.judged_by = paired.judged_by
JOIN files AS other ON other.content_hash = paired.previous_hash AND other.judged_by = paired.previous_judged_by
GROUP BY ALL ORDER BY path
"""


def pair_judge(settings: Settings) -> PairJudge | None:
    """What judges pairs; None if no rule was selected that compares two reports."""
    return judge_pair if pair_codes(settings) else None


def set_judges(settings: Settings, register: Register | None) -> tuple[SetJudge, ...]:
    """What judges all reports together, by that register of organs if there is one."""
    asked = set(set_codes(settings.registry)).intersection(settings.codes)
    return (partial(judge_store, register=register),) if asked else ()


class PairTask(NamedTuple):
    """A report to compare."""

    path: str
    name: str
    previous_path: str
    previous_name: str
    key: tuple[str, str, str, str]
    """Hash and mark of the report, and those of the one before."""


class JudgePairs(Record):
    """The work on a chunk of pairs: rows by table, and how many pairs could not be judged."""

    judge: PairJudge
    judging: Judging
    limit: float

    def __call__(self, tasks: Sequence[PairTask]) -> tuple[dict[str, bytes], int]:
        """Judges the pairs of a chunk."""
        pairs, findings, lost = [], [], 0
        for task in tasks:
            found = self._judged(task)
            if found is None:
                lost += 1
                continue
            names = ("content_hash", "judged_by", "previous_hash", "previous_judged_by")
            key = dict(zip(names, task.key, strict=True))
            pairs.append({**key, "rest": _verdict(found, self.judging.settings)})
            told = sorted([*found.diagnostics, *found.suppressed], key=lambda item: (item.span[0], item.code))
            findings += [{**row, **key} for row in finding_rows(told, self.judging.settings, FIRST_OF_MANY)]
        return packed({PAIRS: pairs, PAIR_FINDINGS: findings}), lost

    def _judged(self, task: PairTask) -> FileResult | None:
        try:
            data, previous = read_bytes(task.path), read_bytes(task.previous_path)
            if [sha256(data).hexdigest(), sha256(previous).hexdigest()] != [task.key[0], task.key[2]]:
                return None  # changed since: the next run compares what is there then
            one, other = Input(task.name, task.path, data), Input(task.previous_name, task.previous_path, previous)
            with at_most(self.limit):
                return self.judge(one, other, self.judging.settings)
        except (TooSlow, Exception):  # one pair must not end the run
            return None


def _verdict(found: FileResult, settings: Settings) -> str:
    """What was compared, and the rules that did not pass of those that compare. Two reports that cannot be compared
    are no failure: nobody asked for these two.
    """
    if found.compared is None or found.compared.why:
        return encode({})
    return encode({"codes": pair_codes(settings), "checks": found.checks, "compared": found.compared})


def judge_pairs(
    store: Store, judging: Judging, engine: Engine, progress: Progress, judge: PairJudge, *, limit: float = 0
) -> int:
    """Judges each report of the run beside that of the same organ of the year before, where there is exactly one and
    the store does not know the pair. Returns how many could not be judged; the next run tries them again.
    """
    tasks = store.temporary("pair-tasks.parquet")
    with open_views(store) as connection:
        copied(connection, _TO_DO, tasks)
    import pyarrow.parquet as pq

    progress.begin(int(pq.read_metadata(tasks).num_rows))
    part, lost = Part(store, pairs=True), 0
    chunks = in_chunks(_pair_tasks(tasks), CHUNK)
    with closing(engine.map(JudgePairs(judge, judging, limit), chunks, _lost)) as outcomes:
        try:
            for rows, number in outcomes:
                if rows:
                    size = part.size
                    part.add(rows)
                    progress.advance(part.size - size)
                lost += number
                progress.advance(number)
                if part.size >= PART_REPORTS:
                    part.write()
        finally:
            part.write()
            progress.end()
    return lost


def judge_set(store: Store, judging: Judging, judges: Iterable[SetJudge]) -> None:
    """Writes down what all reports of the run show together."""
    store.write_run_table(SET_FINDINGS, [])
    with open_views(store) as connection:
        found = (pair for judge in judges for pair in judge(connection, judging.settings))
        store.write_run_table(SET_FINDINGS, batched(_set_rows(found, judging.settings)))


def _set_rows(found: Iterable[tuple[str, Diagnostic]], settings: Settings) -> Iterator[dict[str, object]]:
    for number, (path, diagnostic) in enumerate(found, FIRST_OF_MANY):
        for row in finding_rows([diagnostic], settings, number):
            yield {**row, "path": path}


def _lost(_task: PairTask) -> tuple[dict[str, bytes], int]:
    return {}, 1


def _pair_tasks(path: str) -> Iterator[PairTask]:
    for row in rows_in(path, 1000):
        yield PairTask(
            os.path.abspath(os.fsdecode(row["file"])),
            row["path"],
            os.path.abspath(os.fsdecode(row["previous_file"])),
            row["previous_path"],
            (row["content_hash"], row["judged_by"], row["previous_hash"], row["previous_judged_by"]),
        )
